import type { StatedBits } from "@joulebook/core";
import type { NodeView } from "./operator.js";

const attributes = [
  ["weights", "weight_size"],
  ["activations", "act_size"],
  ["sums", "output_size"],
] as const;

/** Widths that a node states in the attributes weight_size, act_size and output_size; nothing where it states none. */
export function statedBits({ attributes: stated }: Pick<NodeView, "attributes">): { readonly statedBits?: StatedBits } {
  const bits = attributes.flatMap(([name, attribute]) => {
    const width = stated.get(attribute)?.i;
    return width === undefined || !Number.isInteger(width) || width < 1 || width > 1024 ? [] : [[name, width] as const];
  });
  return bits.length === 0 ? {} : { statedBits: Object.fromEntries(bits) };
}
