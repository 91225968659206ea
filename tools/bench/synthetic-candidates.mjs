import { random } from "@joulebook/core";

/**
 * Candidates whose accuracy rises with the logarithm of their energy and scatters around it, as measured tables do.
 *
 * @param {number} count
 * @param {{ predicted?: boolean }} [options] with energies that have intervals, as predictions have
 * @returns {import("@joulebook/core").Candidate[]}
 */
export function syntheticCandidates(count, { predicted = false } = {}) {
  const { uniform } = random(20, "bench");
  return Array.from({ length: count }, (_, i) => {
    const size = uniform();
    const energy = 0.01 * 1000 ** size;
    const mean = energy / 4;
    /** @type {import("@joulebook/core").Candidate} */
    const candidate = {
      id: `synthetic:${i}`,
      model: `model-${i}`,
      device: "board",
      origin: "measured",
      evidence: "measured",
      energy,
      idleIncluded: true,
      idlePower: 2,
      accuracy: Math.min(1, 0.4 + 0.4 * size * uniform()),
      latency: { mean, p90: 1.2 * mean },
      memory: Math.round(1e6 + 1e8 * size),
      keys: { backend: i % 2 === 0 ? "a" : "b" },
    };
    if (!predicted) return candidate;
    const energyInterval = /** @type {const} */ ({
      low: 0.9 * energy,
      high: energy / 0.9,
      level: 0.8,
      method: "held-out",
    });
    return Object.assign(candidate, { evidence: "transferred", energyInterval });
  });
}
