import { recommend } from "@joulebook/recommender";
import { measure } from "./measure.mjs";
import { syntheticCandidates } from "./synthetic-candidates.mjs";

const energy = 1;

/** @type {import("./measure.mjs").Benchmark} */
export const benchmark = {
  name: "recommend, 1,000,000 candidates",
  target: 200,
  run: async () => {
    const candidates = syntheticCandidates(1_000_000);
    const subject = {
      name: "recommend, 1,000,000 candidates",
      run: () => recommend(candidates, { budget: { kind: "inference", energy } }),
    };
    const peer = { name: "filter, then sort by accuracy (single only)", run: () => filterAndSort(candidates) };
    return [await measure(subject, { runs: 9, peer })];
  },
};

/** @param {readonly import("@joulebook/core").Candidate[]} candidates */
function filterAndSort(candidates) {
  return candidates
    .filter((candidate) => candidate.energy <= energy)
    .toSorted((a, b) => b.accuracy - a.accuracy || a.energy - b.energy)[0];
}
