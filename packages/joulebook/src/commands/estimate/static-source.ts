import { type EstimatedStatic, formatPower } from "@joulebook/core";
import { printable } from "@joulebook/runtime";

/** Static power and where it is from, or why it is not known. */
export function staticSource({ power, obtained, source }: Omit<EstimatedStatic, "energy">): string {
  return power === undefined
    ? `not known, ${printable(source)}`
    : `${formatPower(power)} ${obtained}: ${printable(source)}`;
}
