import { InputError, type Trace } from "@joulebook/core";

/** Temperatures are looked for in this range. */
const range = { low: 0.05, high: 20 };

/**
 * The temperature of each exit's softmax that makes the true classes likeliest: the least mean negative log-likelihood, found by
 * golden-section search on a logarithmic scale. Fit on validation examples.
 *
 * Source: docs/equations.md#temperature
 *
 * @throws InputError (exit code 3) when the trace holds no logits or no examples
 */
export function fitTemperatures(trace: Trace): readonly number[] {
  if (trace.logits === undefined || trace.classes === undefined) {
    throw new InputError([
      { code: "missing-columns", message: "temperatures need logits (columns z1_0, z1_1, ...), which the trace lacks" },
    ]);
  }
  if (trace.label.length === 0) {
    throw new InputError([{ code: "no-examples", message: "temperatures need examples: the trace has none" }]);
  }
  return Array.from({ length: trace.exits }, (_, exit) => {
    const loss = (log: number): number => negativeLogLikelihood(trace, exit, Math.exp(log));
    return Math.exp(goldenSection(loss, Math.log(range.low), Math.log(range.high)));
  });
}

/** Mean negative log-likelihood of the true classes at one exit, in nats. */
export function negativeLogLikelihood(trace: Trace, exit: number, temperature: number): number {
  const { logits, classes, label, exits } = trace as Trace & {
    readonly logits: Float64Array;
    readonly classes: number;
  };
  let sum = 0;
  for (let n = 0; n < label.length; n++) {
    const offset = (n * exits + exit) * classes;
    let largest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, logits[offset + c] as number);
    let total = 0;
    for (let c = 0; c < classes; c++) total += Math.exp(((logits[offset + c] as number) - largest) / temperature);
    sum += Math.log(total) - ((logits[offset + (label[n] as number)] as number) - largest) / temperature;
  }
  return sum / label.length;
}

/** Where a function with one valley is least. */
function goldenSection(of: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fc, fd] = [of(c), of(d)];
  while (b - a > 1e-6) {
    if (fc < fd) {
      [b, d, fd] = [d, c, fc];
      c = b - ratio * (b - a);
      fc = of(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + ratio * (b - a);
      fd = of(d);
    }
  }
  return (a + b) / 2;
}
