import { type Joules, type Measurement, median, type Seconds } from "@joulebook/core";

/** What a cost model says of a model on a device; a missing backend or precision fits any. */
export interface CostPrediction {
  readonly model: string;
  readonly device: string;
  readonly backend?: string;
  readonly precision?: string;
  readonly energy?: Joules;
  readonly latency?: Seconds;
}

/** A measured value that lies far from its prediction, as the others of its dataset do not. */
export interface Outlier {
  readonly id: string;
  readonly quantity: "energy" | "latency";
  readonly measured: number;
  readonly predicted: number;
  /** Measured over predicted. */
  readonly ratio: number;
  /** Median of the ratios of the dataset: what the cost model is off by as a whole. */
  readonly usual: number;
  /** Robust score of the logarithm of the ratio: distance from the median in units of 1.4826 MAD. */
  readonly score: number;
}

/** Above this score a value is an outlier (Iglewicz and Hoaglin, 1993). */
const largestScore = 3.5;

/** Fewer predicted rows say nothing about what is usual. */
const fewest = 5;

/** Scores are no larger than these ratios warrant: values within 10 % of the usual ratio are never outliers. */
const leastDistance = Math.log(1.1);

/** Measured values whose ratio to the prediction is far from that of the dataset's other rows. */
export function predictionOutliers(
  rows: readonly Measurement[],
  predictions: readonly CostPrediction[],
): { readonly outliers: readonly Outlier[]; readonly predicted: number } {
  const byPair = new Map<string, CostPrediction[]>();
  for (const prediction of predictions) {
    const pair = key(prediction);
    byPair.set(pair, [...(byPair.get(pair) ?? []), prediction]);
  }
  const matched = rows.flatMap((row) => {
    const prediction = byPair.get(key(row))?.find((each) => fits(each, row));
    return prediction === undefined ? [] : [{ row, prediction }];
  });
  const outliers = (["energy", "latency"] as const).flatMap((quantity) =>
    far(
      quantity,
      matched.flatMap(({ row, prediction }) => {
        const measured = quantity === "energy" ? row.energy : row.latency?.mean;
        const predicted = prediction[quantity];
        const usable = measured !== undefined && predicted !== undefined && measured > 0 && predicted > 0;
        return usable ? [{ id: row.id, measured, predicted }] : [];
      }),
    ),
  );
  return { outliers, predicted: matched.length };
}

function far(
  quantity: Outlier["quantity"],
  values: readonly { readonly id: string; readonly measured: number; readonly predicted: number }[],
): readonly Outlier[] {
  if (values.length < fewest) return [];
  const logs = values.map(({ measured, predicted }) => Math.log(measured / predicted));
  const middle = median(logs);
  const spread = 1.4826 * median(logs.map((value) => Math.abs(value - middle)));
  return values.flatMap(({ id, measured, predicted }, index) => {
    const distance = Math.abs((logs[index] ?? 0) - middle);
    const score = distance / spread;
    if (distance < leastDistance || !(score > largestScore)) return [];
    return [
      {
        id,
        quantity,
        measured,
        predicted,
        ratio: measured / predicted,
        usual: Math.exp(middle),
        score: Math.min(score, 1e6),
      },
    ];
  });
}

function key({ model, device }: { readonly model: string; readonly device: string }): string {
  return `${model}\u0000${device}`;
}

function fits({ backend, precision }: CostPrediction, { configuration }: Measurement): boolean {
  return (
    (backend === undefined || backend === configuration.backend) &&
    (precision === undefined || precision === configuration.precision)
  );
}
