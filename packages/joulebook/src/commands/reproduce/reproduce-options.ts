/** Options of `reproduce` as they were typed. */
export interface ReproduceCommandOptions {
  readonly check?: boolean;
  readonly out?: string;
  readonly formats?: string;
  readonly browser?: string;
}
