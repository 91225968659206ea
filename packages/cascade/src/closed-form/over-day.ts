import type { EventProcess } from "../cascade.js";
import type { AtRate } from "./combine-tables.js";
import { combined, combinedWidth } from "./combined.js";

/** What one part of the day gives. */
const part = new Float64Array(combinedWidth);

/** Writes means over the parts of a day; of what is per event, weighted by the events. */
export function overDay(
  { rate, diurnal }: Pick<EventProcess, "rate" | "diurnal">,
  atRate: AtRate,
  into: Float64Array,
  at: number,
): void {
  if (diurnal === undefined) {
    atRate(rate, into, at);
    return;
  }
  const total = diurnal.reduce((sum, factor) => sum + factor, 0);
  into.fill(0, at, at + combinedWidth);
  for (const factor of diurnal) {
    atRate(rate * factor, part, 0);
    for (let field = 0; field < combinedWidth; field++) {
      const perEvent = field === combined.recall || field === combined.detectionTime;
      const weight = perEvent ? factor / total : 1 / diurnal.length;
      into[at + field] = (into[at + field] as number) + weight * (part[field] as number);
    }
  }
}
