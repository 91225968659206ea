import type { Trace, TraceSplit } from "@joulebook/core";

/**
 * The examples of a trace that a test admits, e.g. one split or one width.
 *
 * @example selectTrace(trace, ({ split }) => split === "val")
 */
export function selectTrace(
  trace: Trace,
  admits: (example: { readonly split: TraceSplit; readonly row: number; readonly width?: number }) => boolean,
): Trace {
  const rows = trace.split.flatMap((split, row) => {
    const width = trace.width?.[row];
    return admits({ split, row, ...(width === undefined ? {} : { width }) }) ? [row] : [];
  });
  const pick = <T extends Int32Array | Float64Array>(values: T, per: number): T => {
    const Kind = values.constructor as new (length: number) => T;
    const result = new Kind(rows.length * per);
    rows.forEach((row, at) => {
      for (let k = 0; k < per; k++) result[at * per + k] = values[row * per + k] as number;
    });
    return result;
  };
  const { exits, classes = 0, entropy, margin, logits, width } = trace;
  return {
    exits,
    ...(trace.classes === undefined ? {} : { classes: trace.classes }),
    split: rows.map((row) => trace.split[row] as TraceSplit),
    example: pick(trace.example, 1),
    label: pick(trace.label, 1),
    predicted: pick(trace.predicted, exits),
    confidence: pick(trace.confidence, exits),
    ...(entropy === undefined ? {} : { entropy: pick(entropy, exits) }),
    ...(margin === undefined ? {} : { margin: pick(margin, exits) }),
    ...(logits === undefined ? {} : { logits: pick(logits, exits * classes) }),
    ...(width === undefined ? {} : { width: pick(width, 1) }),
  };
}

/** One split of a trace. */
export function traceSplit(trace: Trace, split: TraceSplit): Trace {
  return selectTrace(trace, (example) => example.split === split);
}
