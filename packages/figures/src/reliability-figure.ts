import type { Figure, Fraction } from "@joulebook/core";
import { seriesFigure } from "./series-figure.js";

/** Answers of one exit in bins by their confidence. */
export interface ReliabilitySeries {
  readonly name: string;
  readonly bins: readonly {
    readonly low: Fraction;
    readonly high: Fraction;
    readonly count: number;
    readonly confidence?: Fraction;
    readonly accuracy?: Fraction;
  }[];
}

export interface ReliabilityFigureOptions {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** Bins with fewer answers are not drawn; default 10. They stand in the table. */
  readonly least?: number;
}

/**
 * Reliability diagram: how often answers are right against how sure they are, in bins by confidence, with Wilson's 95 % intervals
 * of the accuracy. On the diagonal confidence is accuracy; below it a network is too sure.
 *
 * @example reliabilityFigure([{ name: "exit 1", bins: [{ low: 0, high: 1, count: 20, confidence: 0.6, accuracy: 0.5 }] }], { id: "a", title: "A", caption: "" }).table.rows // => [["exit 1", 0, 1, 20, 0.6, 0.5, 0.1]]
 */
export function reliabilityFigure(
  series: readonly ReliabilitySeries[],
  { least = 10, ...head }: ReliabilityFigureOptions,
): Figure {
  const drawn = series.map(({ name, bins }) => ({
    name,
    drawn: "lines+markers" as const,
    points: bins.flatMap(({ count, confidence, accuracy }) =>
      confidence === undefined || accuracy === undefined || count < least
        ? []
        : [{ x: confidence, y: accuracy, ...wilson(accuracy, count) }],
    ),
  }));
  const diagonal = {
    name: "as sure as right",
    faint: true,
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
  };
  const some = drawn.some(({ points }) => points.length > 0);
  const figure = seriesFigure(some ? [diagonal, ...drawn] : [], {
    ...head,
    x: { title: "Mean confidence", unit: "1", range: [0, 1] },
    y: { title: "Accuracy", unit: "1", range: [0, 1] },
  });
  return {
    ...figure,
    table: {
      columns: [
        { name: "series", title: "Series", unit: "" },
        { name: "low", title: "Confidence from", unit: "1" },
        { name: "high", title: "Confidence to", unit: "1" },
        { name: "count", title: "Answers", unit: "1" },
        { name: "confidence", title: "Mean confidence", unit: "1" },
        { name: "accuracy", title: "Accuracy", unit: "1" },
        { name: "gap", title: "Confidence less accuracy", unit: "1" },
      ],
      rows: series.flatMap(({ name, bins }) =>
        bins.map(({ low, high, count, confidence, accuracy }) => [
          name,
          low,
          high,
          count,
          confidence,
          accuracy,
          confidence === undefined || accuracy === undefined
            ? undefined
            : Number((confidence - accuracy).toPrecision(12)),
        ]),
      ),
    },
  };
}

/** Wilson's score interval at 95 %. */
function wilson(share: Fraction, count: number): { readonly low: Fraction; readonly high: Fraction } {
  const z2 = 1.959963984540054 ** 2;
  const middle = (share + z2 / (2 * count)) / (1 + z2 / count);
  const half = (Math.sqrt(z2) / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
