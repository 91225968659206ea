import { keyedPoint, mixedPoints, pointsText } from "@joulebook/core";
import type { OperatingPoint } from "./operating-point.js";

/**
 * A caption that also says where figures of one device, taken at several operating points, stand beside each other.
 *
 * @example pointedCaption("Boards.", []) // => "Boards."
 */
export function pointedCaption(caption: string, points: readonly Pick<OperatingPoint, "device" | "keys">[]): string {
  const said = mixedPoints(points.map(keyedPoint)).map(({ device, points: found, code }) =>
    code === "different-points"
      ? `${device} was measured at several operating points: ${pointsText(found)}.`
      : `Some figures of ${device} do not say their operating point: ${pointsText(found)}.`,
  );
  return [caption, ...said].join(" ");
}
