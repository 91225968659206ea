import type { TraceLayout } from "../contracts/trace.js";

/**
 * Column names of a trace file with K exits: `split,i,label[,width],p1,c1,...,pK,cK[,h1..hK][,m1..mK][,z1_0..zK_9]`.
 *
 * p is the predicted class, c the largest probability, h the entropy in nats, m the margin of the two largest
 * probabilities, zk_c the logit of class c at exit k; width is the share of filters in use.
 *
 * @throws RangeError unless exits is a whole number from 1 and classes, where given, from 2
 * @example traceColumns(2) // => ["split", "i", "label", "p1", "c1", "p2", "c2"]
 */
export function traceColumns(
  exits: number,
  { classes, entropy = false, margin = false, width = false }: Partial<Omit<TraceLayout, "exits">> = {},
): string[] {
  if (!(Number.isInteger(exits) && exits >= 1))
    throw new RangeError(`traceColumns: exits must be a whole number from 1, got ${exits}`);
  if (classes !== undefined && !(Number.isInteger(classes) && classes >= 2)) {
    throw new RangeError(`traceColumns: classes must be a whole number from 2, got ${classes}`);
  }
  const each = Array.from({ length: exits }, (_, index) => index + 1);
  return [
    "split",
    "i",
    "label",
    ...(width ? ["width"] : []),
    ...each.flatMap((exit) => [`p${exit}`, `c${exit}`]),
    ...(entropy ? each.map((exit) => `h${exit}`) : []),
    ...(margin ? each.map((exit) => `m${exit}`) : []),
    ...(classes === undefined ? [] : each.flatMap((exit) => logitColumns(exit, classes))),
  ];
}

function logitColumns(exit: number, classes: number): string[] {
  return Array.from({ length: classes }, (_, index) => `z${exit}_${index}`);
}
