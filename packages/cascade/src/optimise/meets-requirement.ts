import type { Requirements } from "../scenario/scenario.js";
import { asksForMore, type Required, requirementValue } from "./requirement-value.js";

/** Whether a configuration keeps one of the limits; one whose quantity is not known does not. */
export function meetsRequirement(row: Required, name: keyof Requirements, wanted: Requirements): boolean {
  const value = requirementValue(row, name);
  const limit = wanted[name] ?? 0;
  return value !== undefined && (asksForMore(name) ? value >= limit : value <= limit);
}
