import type { AcceleratorCore, Hertz, Joules } from "@joulebook/core";

/**
 * What a core leaks while a network runs, P_s t; nothing where no clock turns cycles into time. As an estimate's overhead it belongs to
 * no layer. Source: docs/equations.md#operating-points
 */
export function leakage(
  { staticPower }: Pick<AcceleratorCore, "staticPower">,
  cycles: number,
  clock: Hertz | undefined,
): { readonly energy: Joules; readonly overhead?: { readonly energy: Joules; readonly latency: 0 } } {
  const energy = clock === undefined ? 0 : ((staticPower?.value ?? 0) * cycles) / clock;
  return energy > 0 ? { energy, overhead: { energy, latency: 0 } } : { energy };
}
