import { paretoFront2, random } from "@joulebook/core";
import { measure } from "./measure.mjs";

const points = 1_000_000;

/** @type {import("./measure.mjs").Benchmark} */
export const benchmark = {
  name: "Pareto front, 1,000,000 points",
  run: async () => {
    const { uniform } = random(20, "pareto-front");
    const cost = Float64Array.from({ length: points }, uniform);
    const gain = Float64Array.from({ length: points }, uniform);
    const pairs = Array.from(cost, (value, i) => ({ cost: value, gain: Number(gain[i]) }));
    const subject = { name: "Pareto front, 1,000,000 points", run: () => paretoFront2(cost, gain) };
    const peer = { name: "sort an array of pairs, then scan", run: () => sortAndScan(pairs) };
    if (subject.run().length !== peer.run().length) throw new Error("the two fronts differ");
    return [await measure(subject, { runs: 9, peer })];
  },
};

/** @param {readonly { cost: number, gain: number }[]} pairs */
function sortAndScan(pairs) {
  let best = Number.NEGATIVE_INFINITY;
  return pairs
    .toSorted((a, b) => a.cost - b.cost || b.gain - a.gain)
    .filter(({ gain }) => {
      const better = gain > best;
      if (better) best = gain;
      return better;
    });
}
