import { random } from "@joulebook/core";

/**
 * Candidates whose accuracy rises with the logarithm of their energy and scatters around it, as measured tables do.
 *
 * @param {number} count
 * @returns {import("@joulebook/core").Candidate[]}
 */
export function syntheticCandidates(count) {
  const { uniform } = random(20, "bench");
  return Array.from({ length: count }, (_, i) => {
    const size = uniform();
    const energy = 0.01 * 1000 ** size;
    const mean = energy / 4;
    return {
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
  });
}
