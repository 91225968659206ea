import type { Inference } from "./average-power.js";

/** Something that had to be assumed about an energy because its record does not say. */
export interface Assumption {
  readonly code: "idle-power-unknown" | "idle-inclusion-unknown" | "latency-unknown" | "idle-above-run";
  readonly text: string;
}

/** Which budgets the energy is compared on: one inference, or average power at a rate. */
export type AssumptionScope = "inference" | "power";

/**
 * What was assumed when the energy of an inference was put on a budget's axis; empty when everything was known.
 *
 * Source: docs/equations.md#average-power
 */
export function inferenceAssumptions(inference: Inference, scope: AssumptionScope): readonly Assumption[] {
  const { energy, idleIncluded, idlePower, latency } = inference;
  if (scope === "inference") {
    if (idleIncluded === undefined)
      return [
        {
          code: "idle-inclusion-unknown",
          text: "whether the energy includes idle power is unknown; it is taken as it stands",
        },
      ];
    return idleIncluded || (idlePower !== undefined && latency !== undefined)
      ? []
      : [
          {
            code: "idle-power-unknown",
            text: "the energy excludes idle power, and idle power or latency is unknown: true energy is higher",
          },
        ];
  }
  const found: Assumption[] = [];
  if (latency === undefined)
    found.push({ code: "latency-unknown", text: "latency is unknown: nothing shows that the rate can be kept" });
  if (idlePower === undefined)
    found.push({
      code: "idle-power-unknown",
      text: "idle power is unknown: power between inferences is left out, true average power is higher",
    });
  else if (idleIncluded === undefined)
    found.push({
      code: "idle-inclusion-unknown",
      text: "whether the energy includes idle power is unknown; taken as excluded, so that average power is an upper bound",
    });
  else if (idleIncluded && latency !== undefined && energy < idlePower * latency.mean) {
    found.push({
      code: "idle-above-run",
      text: "idle power is above the mean power of the run: one of the two was measured differently",
    });
  }
  return found;
}
