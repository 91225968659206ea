/** One line of `npm run bench`: the median of n runs, its interquartile range, and a peer measured in the same run. */
export interface BenchResult {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly iqr: number;
  readonly n: number;
  readonly peer?: { readonly name: string; readonly median: number; readonly iqr: number; readonly ratio: number };
  readonly machine: string;
  readonly commit: string;
}
