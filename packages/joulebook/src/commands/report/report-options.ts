/** Options of `report` as they were typed. */
export interface ReportOptions {
  readonly parameter: readonly string[];
  readonly out?: string;
  readonly formats?: string;
  readonly browser?: string;
  readonly watch?: boolean;
}
