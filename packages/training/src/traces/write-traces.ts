import { gzipSync } from "node:zlib";
import { argmax, softmax } from "../loss/softmax-cross-entropy.js";

/** Logits of some examples: [example][exit * classes + class]. */
export interface TracedSplit {
  readonly split: "train" | "val" | "test";
  /** Number of the first example in its file. */
  readonly first: number;
  readonly labels: Uint8Array;
  readonly logits: Float32Array;
}

export interface TraceFormat {
  /** Name of each exit in the columns, e.g. 1..6. */
  readonly exits: readonly (string | number)[];
  readonly classes: number;
  /** Decimals of the logits; no logit columns when absent. */
  readonly decimals?: number;
}

/**
 * The trace columns of DESIGN: `split,i,label,p1,c1,..,pK,cK` and, with `decimals`, `z1_0..zK_9`; gzip-compressed.
 * Class and confidence come from the unrounded logits; confidences have four decimals.
 */
export function traceCsv(splits: readonly TracedSplit[], { exits, classes, decimals }: TraceFormat): Uint8Array {
  const header = ["split", "i", "label", ...exits.flatMap((exit) => [`p${exit}`, `c${exit}`])];
  if (decimals !== undefined) {
    for (const exit of exits) for (let k = 0; k < classes; k++) header.push(`z${exit}_${k}`);
  }
  const lines = [header.join(",")];
  for (const { split, first, labels, logits } of splits) {
    const width = exits.length * classes;
    labels.forEach((label, i) => {
      const cells: (string | number)[] = [split, first + i, label];
      const row = logits.subarray(i * width, (i + 1) * width);
      exits.forEach((_, exit) => {
        const z = row.subarray(exit * classes, (exit + 1) * classes);
        const predicted = argmax(z);
        cells.push(predicted, (softmax(z)[predicted] as number).toFixed(4));
      });
      if (decimals !== undefined) for (const value of row) cells.push(shortFixed(value, decimals));
      lines.push(cells.join(","));
    });
  }
  return gzipSync(`${lines.join("\n")}\n`, { level: 9 });
}

function shortFixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? "0" : text;
}
