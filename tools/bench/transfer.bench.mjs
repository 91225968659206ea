import { knownBoards, transferToBoard } from "@joulebook/measurements";
import { recommend } from "@joulebook/recommender";
import { measure } from "./measure.mjs";
import { syntheticCandidates } from "./synthetic-candidates.mjs";

/**
 * Reads the table, keeps some of its columns and models, and predicts a new board from three of its measurements. Everything is
 * read anew each time, so that nothing worked out before helps.
 *
 * @param {{ columns: number, models: number }} size
 */
function transfer({ columns, models }) {
  const all = knownBoards();
  const kept = new Set([...all.features.keys()].toSorted().slice(0, models));
  const [column] = all.columns;
  if (column === undefined) throw new Error("there is no known board");
  /** @param {ReadonlyMap<string, number>} values */
  const few = (values) => new Map([...values].filter(([model]) => kept.has(model)));
  const known = {
    columns: all.columns.slice(0, columns).map((one) => ({ ...one, values: few(one.values) })),
    features: new Map([...all.features].filter(([model]) => kept.has(model))),
    accuracy: all.accuracy,
  };
  return transferToBoard(known, { ...column, board: "new", values: few(column.values) }, new Map(), { probes: 3 });
}

/** @param {{ columns: number, models: number, target?: number }} size @returns {import("./measure.mjs").Benchmark} */
function transferBenchmark({ columns, models, target }) {
  const name = `transfer, 3 measurements, ${models} models, ${columns} known columns`;
  return {
    name,
    ...(target === undefined ? {} : { target }),
    run: async () => [await measure({ name, run: () => transfer({ columns, models }) }, { runs: 5 })],
  };
}

/** @param {{ count: number, target?: number }} size @returns {import("./measure.mjs").Benchmark} */
function predictedBenchmark({ count, target }) {
  const name = `recommend with confidence, ${count.toLocaleString("en")} predicted candidates`;
  return {
    name,
    ...(target === undefined ? {} : { target }),
    run: async () => {
      const candidates = syntheticCandidates(count, { predicted: true });
      const request = { budget: { kind: /** @type {const} */ ("inference"), energy: 1 }, confidence: 0.9 };
      const subject = { name, run: () => recommend(candidates, request) };
      const peer = { name: "filter at the upper bound, then sort (single only)", run: () => filterAndSort(candidates) };
      return [await measure(subject, { runs: 9, peer })];
    },
  };
}

/** @param {readonly import("@joulebook/core").Candidate[]} candidates */
function filterAndSort(candidates) {
  return candidates
    .filter(({ energy, energyInterval }) => (energyInterval?.high ?? energy) <= 1)
    .toSorted((a, b) => b.accuracy - a.accuracy || a.energy - b.energy)[0];
}

/** Also for smaller sizes: how the time grows. */
export const benchmarks = [
  transferBenchmark({ columns: 13, models: 94, target: 1000 }),
  transferBenchmark({ columns: 13, models: 47 }),
  transferBenchmark({ columns: 13, models: 24 }),
  transferBenchmark({ columns: 6, models: 94 }),
  predictedBenchmark({ count: 1_000_000, target: 300 }),
  predictedBenchmark({ count: 100_000 }),
  predictedBenchmark({ count: 10_000 }),
];
