import { quoteInput } from "@joulebook/core";
import { badNetwork } from "./bad-network.js";

const mostAxes = 32;

/**
 * A shape as it may be counted: at most 32 axes of whole, non-negative extents whose product is exact.
 *
 * @throws InputError that names the tensor
 */
export function checkShape(name: string, shape: readonly number[]): readonly number[] {
  if (shape.length > mostAxes)
    throw badNetwork(`tensor ${quoteInput(name)} has ${shape.length} axes`, { expected: `at most ${mostAxes}` });
  let elements = 1;
  for (const extent of shape) {
    if (!Number.isSafeInteger(extent) || extent < 0)
      throw badNetwork(`tensor ${quoteInput(name)} has an extent of ${extent}`, {
        expected: "a whole number of 0 or more",
      });
    elements *= extent;
  }
  if (!Number.isSafeInteger(elements))
    throw badNetwork(`tensor ${quoteInput(name)} of shape [${shape.join(", ")}] is too large to count`);
  return shape;
}
