import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { random } from "@joulebook/core";
import { makeEvaluator, planStudy, searchInMemory } from "@joulebook/design";
import { builtInDevice } from "@joulebook/hardware";
import { designSpace, hypervolume, nonDominatedSort, nsga2, randomSearch } from "@joulebook/search";
import { committedRun } from "@joulebook/training";
import { measure } from "./measure.mjs";

const device = "cortex-m7-216mhz-cmsis-nn";

/** @param {number} count @param {number} dimensions */
function points(count, dimensions) {
  const { uniform } = random(3, "search-bench", count, dimensions);
  return Array.from({ length: count }, () => Array.from({ length: dimensions }, uniform));
}

async function oneShot() {
  const { result, traceFile } = await committedRun("one-shot-joint-b8h8");
  const settings = { kind: "one-shot-exits", runs: { "8/8": "one-shot-joint-b8h8" }, device };
  const traces = gunzipSync(readFileSync(traceFile)).toString("utf8");
  const runs = [{ name: "one-shot-joint-b8h8", exits: result.exits, network: result.experiment.network, traces }];
  return { settings, evaluator: makeEvaluator(settings, { runs, device: builtInDevice(device) }) };
}

/** @param {number} population */
function generation(population) {
  /** @type {import("@joulebook/search").Parameter[]} */
  const space = Array.from({ length: 12 }, (_, index) => ({ name: `x${index}`, kind: "real", low: 0, high: 1 }));
  const search = nsga2(space, { population });
  /** @param {import("@joulebook/search").Design} design */
  const outcome = (design) => {
    const [a = 0, b = 0, c = 0] = /** @type {number[]} */ (Object.values(design));
    return { objectives: [a + c * c, b + (1 - a) ** 2, c + (1 - b) ** 2] };
  };
  for (let before = 0; before < 20; before++) search.tell(search.ask().map(outcome));
  return () => search.tell(search.ask().map(outcome));
}

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  {
    name: "NSGA-II, one generation of 200, three objectives",
    target: 3,
    run: async () => [
      await measure({ name: "NSGA-II, one generation of 200, three objectives", run: generation(200) }, { runs: 60 }),
    ],
  },
  ...[1000, 3000, 10_000].flatMap((count) => [
    {
      name: `non-dominated sort, ${count} points, three objectives`,
      run: async () => {
        const all = points(count, 3);
        return [
          await measure(
            { name: `non-dominated sort, ${count} points, three objectives`, run: () => nonDominatedSort(all) },
            { runs: 9 },
          ),
        ];
      },
    },
    {
      name: `hypervolume, ${count} points, three objectives`,
      run: async () => {
        const all = points(count, 3);
        return [
          await measure(
            { name: `hypervolume, ${count} points, three objectives`, run: () => hypervolume(all, [1, 1, 1]) },
            { runs: 9 },
          ),
        ];
      },
    },
  ]),
  {
    name: "one-shot replay, 10,000 designs on 5,000 images",
    target: 1000,
    run: async () => {
      const { evaluator } = await oneShot();
      const search = randomSearch(designSpace(evaluator.parameters), { batch: 10_000, seed: 1 });
      const designs = search.ask();
      const replay = () => {
        for (const design of designs) evaluator.evaluate(design);
      };
      return [await measure({ name: "one-shot replay, 10,000 designs on 5,000 images", run: replay }, { runs: 5 })];
    },
  },
  {
    name: "early-exit study, 10,000 evaluations",
    target: 120_000,
    run: async () => {
      const { settings, evaluator } = await oneShot();
      const study = () =>
        searchInMemory(
          planStudy(
            {
              name: "bench",
              evaluator: settings,
              algorithm: { kind: "nsga2", population: 100 },
              evaluations: 10_000,
              seed: 0,
              timeout: 60,
            },
            evaluator,
          ),
        );
      return [await measure({ name: "early-exit study, 10,000 evaluations", run: study }, { runs: 3 })];
    },
  },
];
