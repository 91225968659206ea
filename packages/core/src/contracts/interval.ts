/**
 * An uncertain value's range: `low <= high`, in the unit of the value it belongs to.
 *
 * `level` is the share of cases the interval is meant to cover, `method` where it comes from: resampled data
 * ("bootstrap"), errors on data not used for the estimate ("held-out"), a published tolerance ("table"), or the
 * user's own word ("declared").
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: "bootstrap" | "held-out" | "table" | "declared";
}
