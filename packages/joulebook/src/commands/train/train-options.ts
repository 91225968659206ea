/** Options of `train` as they were typed. */
export interface TrainCommandOptions {
  readonly data?: string;
  readonly out: string;
  readonly work: string;
  readonly jobs?: string;
  readonly stopAfter?: string;
}
