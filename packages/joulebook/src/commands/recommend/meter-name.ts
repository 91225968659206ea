import type { Candidate } from "@joulebook/core";

/** Where an energy was measured and by what, as `power` says it: "board, on-board-sensor". */
export function meterName({ energyBasis, energyQuality, evidence }: Candidate): string {
  const named = [energyBasis, energyQuality].filter((part) => part !== undefined);
  const known = named.length === 0 ? "not stated" : named.join(", ");
  return evidence === "measured" ? known : `${known} (${evidence})`;
}
