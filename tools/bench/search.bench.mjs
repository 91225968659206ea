import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { random } from "@joulebook/core";
import { makeEvaluator, planStudy, searchInMemory } from "@joulebook/design";
import { builtInDevice, readSystem } from "@joulebook/hardware";
import { designSpace, hypervolume, nonDominatedSort, nsga2, randomSearch } from "@joulebook/search";
import { committedRun } from "@joulebook/training";
import { measure } from "./measure.mjs";

const device = "cortex-m7-216mhz-cmsis-nn";

/** @param {number} count @param {number} dimensions */
function points(count, dimensions) {
  const { uniform } = random(3, "search-bench", count, dimensions);
  return Array.from({ length: count }, () => Array.from({ length: dimensions }, uniform));
}

/** The paper's accelerator, from the package that it ships with. */
async function quadCore() {
  const name = "edge_tpu_like_quad_core_examples.yaml";
  const folder = new URL("data/accelerators/quad_core/", import.meta.resolve("@joulebook/hardware/package.json"));
  /** @param {string} file */
  const text = (file) => readFileSync(new URL(file, folder), "utf8");
  const core = (/** @type {string} */ file) => Promise.resolve({ text: text(`cores/${file}`), file });
  return (await readSystem(text(name), name, core)).device;
}

async function oneShot(board = builtInDevice(device)) {
  const { result, traceFile } = await committedRun("one-shot-joint-b8h8");
  const settings = { kind: "one-shot-exits", runs: { "8/8": "one-shot-joint-b8h8" } };
  const traces = gunzipSync(readFileSync(traceFile)).toString("utf8");
  const runs = [{ name: "one-shot-joint-b8h8", exits: result.exits, network: result.experiment.network, traces }];
  return { settings, evaluator: makeEvaluator(settings, { runs, device: board }) };
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
  ...["microcontroller", "quad core"].map((board) => {
    const name = `early-exit study, 10,000 evaluations, ${board}`;
    return {
      name,
      target: 120_000,
      run: async () => {
        const chip = board === "quad core" ? await quadCore() : builtInDevice(device);
        // Everything is in the time, the allocation of the backbone to the cores included.
        const study = async () => {
          const { settings, evaluator } = await oneShot(chip);
          return searchInMemory(
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
        };
        return [await measure({ name, run: study }, { runs: 3 })];
      },
    };
  }),
];
