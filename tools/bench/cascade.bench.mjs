import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  cascadeColumns,
  cascadeOf,
  closedForm,
  optimise,
  pairEvaluator,
  readScenario,
  scenarioEvaluator,
  simulate,
} from "@joulebook/cascade";
import { random } from "@joulebook/core";
import { workspace } from "../setup/workspace.mjs";
import { measure } from "./measure.mjs";

/** @param {string} name */
const scenarioText = (name) =>
  readFileSync(join(workspace, "packages", "cascade", "scenarios", `${name}.json`), "utf8");

/**
 * @param {string} name
 * @param {(tree: any) => void} [change]
 */
function scenario(name, change = () => {}) {
  const tree = JSON.parse(scenarioText(name));
  change(tree);
  return readScenario(JSON.stringify(tree));
}

const day = 86_400;
const pairs = 1_000_000;

/** Every stage that a scenario's optimiser may choose, at its own operating point. @param {ReturnType<typeof scenario>} read */
function stagesOf({ choices, chip }) {
  /** @param {readonly string[]} networks */
  const all = (networks) =>
    networks.flatMap((network) =>
      choices.rates.flatMap((rate) =>
        choices.confirmations.flatMap((confirmation) =>
          choices.recalls.map((recall) => ({
            network,
            point: chip.point,
            rate,
            confirmation,
            calibration: { recall },
          })),
        ),
      ),
    );
  return {
    firsts: all(choices.first),
    seconds: all(choices.second).flatMap((stage) => choices.patiences.map((patience) => ({ ...stage, patience }))),
  };
}

/** A million pairs at random, and what judges them. @param {ReturnType<typeof scenario>} read */
function millionPairs(read) {
  const { firsts, seconds } = stagesOf(read);
  const { integer } = random(9, "cascade-bench");
  const first = Int32Array.from({ length: pairs }, () => integer(firsts.length));
  const second = Int32Array.from({ length: pairs }, () => integer(seconds.length));
  return { firsts, seconds, first, second, columns: cascadeColumns(pairs) };
}

/**
 * @param {string} name
 * @param {string} file
 * @param {(tree: any) => void} [change]
 * @returns {import("./measure.mjs").Benchmark}
 */
const closedForms = (name, file, change) => ({
  name,
  target: 1000,
  run: async () => {
    const read = scenario(file, change);
    const { firsts, seconds, first, second, columns } = millionPairs(read);
    const { evaluate } = pairEvaluator(read, firsts, seconds);
    const oneByOne = scenarioEvaluator(read);
    evaluate(first, second, columns);
    for (let k = 0; k < 50; k++) {
      const row = oneByOne([firsts[first[k] ?? 0] ?? firsts[0], seconds[second[k] ?? 0]].flatMap((one) => one ?? []));
      if (row !== undefined && Math.abs((columns.power[k] ?? 0) / row.outcome.power - 1) > 1e-9)
        throw new Error("the two evaluations differ");
    }
    return [await measure({ name, run: () => evaluate(first, second, columns) }, { runs: 5 })];
  },
});

/** @param {any} tree */
const fixedLength = (tree) => {
  tree.events.length = { law: "fixed", mean: "20s" };
};

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  closedForms("cascade, closed form, a million configurations", "person-detection-ndp120"),
  closedForms(
    "cascade, closed form, a million configurations, events of one length",
    "person-detection-ndp120",
    fixedLength,
  ),
  {
    name: "cascade, closed form, tables of every stage of a scenario",
    run: async () => {
      const read = scenario("person-detection-ndp120");
      const { firsts, seconds } = stagesOf(read);
      const name = `cascade, closed form, tables of ${firsts.length} first and ${seconds.length} second stages`;
      return [await measure({ name, run: () => pairEvaluator(read, firsts, seconds) }, { runs: 5 })];
    },
  },
  {
    name: "cascade, closed form, 1000 cascades with nothing known before",
    run: async () => {
      const cascade = cascadeOf(scenario("person-detection-ndp120"));
      const name = "cascade, closed form, 1000 cascades with nothing known before";
      const run = () => {
        for (let k = 0; k < 1000; k++) closedForm(cascade);
      };
      return [await measure({ name, run }, { runs: 5 })];
    },
  },
  ...[20_000, 100_000].map((samples) => {
    const name = `cascade, optimise over ${samples} configurations`;
    return {
      name,
      target: samples / 10,
      run: async () => {
        const read = scenario("person-detection-ndp120");
        return [await measure({ name, run: () => optimise(read, { samples }) }, { runs: 3 })];
      },
    };
  }),
  {
    name: "cascade, simulation, a day of 10 frames a second",
    target: 50,
    run: async () => {
      const cascade = cascadeOf(scenario("person-detection-ndp120"));
      const { frames } = simulate(cascade, { duration: day });
      const name = `cascade, simulation, a day of 10 frames a second (${Math.round(frames)} frames)`;
      return [await measure({ name, run: () => simulate(cascade, { duration: day }) }, { runs: 15 })];
    },
  },
  ...[
    { label: "as the scenario is", change: undefined, frames: 2e7 },
    {
      label: "few false hits",
      change: (/** @type {any} */ tree) => {
        for (const stage of tree.stages) stage.calibrate = { falseHit: 0.01 };
      },
      frames: 2e7,
    },
  ].map(({ label, change, frames }) => {
    const name = `cascade, simulation, 20 million frames, ${label}`;
    return {
      name,
      target: 1000,
      run: async () => {
        const cascade = cascadeOf(scenario("person-detection-ndp120", change));
        const duration = (frames / simulate(cascade, { duration: day }).frames) * day;
        return [await measure({ name, run: () => simulate(cascade, { duration }) }, { runs: 5 })];
      },
    };
  }),
  ...[1, 2, 3].map((stages) => {
    const name = `cascade, growth with stages: ${stages}`;
    return {
      name,
      run: async () => {
        const cascade = cascadeOf(
          scenario("person-detection-ndp120", (tree) => {
            if (stages === 1) {
              tree.stages = tree.stages.slice(0, 1);
              tree.requirements = {};
            }
            if (stages === 3) tree.cloud = cloudPart;
          }),
        );
        const run = () => {
          for (let k = 0; k < 100; k++) closedForm(cascade);
          simulate(cascade, { duration: 10 * day });
        };
        return [await measure({ name: `${name} (100 closed forms and 10 simulated days)`, run }, { runs: 5 })];
      },
    };
  }),
  ...[1, 10, 100, 1000].map((perHour) => {
    const name = `cascade, growth with events: ${perHour} an hour`;
    return {
      name,
      run: async () => {
        const cascade = cascadeOf(
          scenario("person-detection-ndp120", (tree) => {
            tree.events.perHour = perHour;
          }),
        );
        return [
          await measure(
            { name: `${name} (10 simulated days)`, run: () => simulate(cascade, { duration: 10 * day }) },
            { runs: 5 },
          ),
        ];
      },
    };
  }),
];

const cloudPart = {
  name: "cloud",
  scores: { kind: "binormal", auc: 0.99 },
  confirm: { hits: 2, of: 3 },
  calibrate: { recall: 0.95 },
  roundTrip: "80ms",
  wakeEnergy: "5mJ",
  frameBytes: "9216B",
  bytesPerSecond: 100_000,
  energyPerByte: "0.1uJ",
};
