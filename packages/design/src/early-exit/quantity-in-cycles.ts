import type { Quantity } from "../evaluator.js";

/** The same quantity on a device without a clock. */
export function quantityInCycles({ unit, ...rest }: Quantity): Quantity {
  return { ...rest, unit: unit.replace(/\bs$/, "cycle") };
}
