import type { Candidate, Fraction, Inference } from "@joulebook/core";

/** What a candidate's inference is planned at: its energies raised by a share, all else as stated. */
export function withMargin(
  { energy, energyMax, idleIncluded, idlePower, latency }: Candidate,
  margin: Fraction,
): Inference {
  const scale = 1 + margin;
  const largest = energyMax === undefined ? undefined : energyMax * scale;
  return { energy: energy * scale, energyMax: largest, idleIncluded, idlePower, latency };
}
