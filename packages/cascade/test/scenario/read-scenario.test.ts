import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { InputError, type Problem, type Trace } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  cascadeOf,
  closedForm,
  lifeOf,
  readScenario,
  residentMemory,
  scenarioJsonSchema,
  scenarioTraces,
} from "../../src/index.js";
import { cloudPart, scenario, type Tree } from "./scenario.js";

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

function failure(tree: Tree): { readonly problems: readonly Problem[]; readonly exitCode: number } {
  try {
    readScenario(JSON.stringify(tree), { file: "s.json" });
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  return { problems: [], exitCode: 0 };
}
const codes = (tree: Tree): string[] => failure(tree).problems.map(({ code }) => code);

describe("a scenario", () => {
  it("is read with its units: static power taken out of measured energies, or not", () => {
    const read = readScenario(JSON.stringify(scenario()));
    const cascade = cascadeOf(read);
    // 71.711 µJ − 0.665 mW / 78.088/s = 63.195 µJ.
    expect(relative(cascade.stages[1]?.energy ?? 0, 63.195e-6)).toBeLessThan(1e-4);
    expect(relative(cascade.events.rate, 4 / 3600)).toBeLessThan(1e-12);
    const literal = cascadeOf(readScenario(JSON.stringify(scenario({ power: "literal" }))));
    expect(literal.stages[1]?.energy).toBe(71.711e-6);
    expect(residentMemory(read, read.stages)).toBe(365_000);
    expect(relative(lifeOf(read, 1e-3) ?? 0, (3600 * 3) / 1e-3)).toBeLessThan(1e-12);
  });

  it("says which values are assumed", () => {
    expect(readScenario(JSON.stringify(scenario())).assumed).toEqual(["networks.small.scores.auc", "events.perHour"]);
  });

  it("takes scores from a trace: thresholds from validation, shares from test", () => {
    const trace: Trace = {
      exits: 1,
      classes: 2,
      split: ["val", "val", "val", "val", "test", "test", "test"],
      example: Int32Array.of(0, 1, 2, 3, 4, 5, 6),
      label: Int32Array.of(1, 1, 0, 0, 1, 1, 0),
      predicted: Int32Array.of(1, 1, 1, 1, 1, 1, 1),
      confidence: Float64Array.of(0.9, 0.7, 0.8, 0.1, 0.65, 0.95, 0.85),
    };
    const tree = scenario();
    tree.networks.small.scores = { kind: "trace", trace: "t", exit: 1, class: 1 };
    const text = JSON.stringify(tree);
    expect(scenarioTraces(text)).toEqual(["t"]);
    // A recall of 1 on validation needs the threshold 0.7: on test it takes one of two events, and the other example.
    const read = readScenario(text, { traces: new Map([["t", trace]]) });
    expect(read.networks["small"]?.detector.choose({ recall: 1 }, 0.1)).toEqual({ hit: 0.5, falseHit: 1 });
    expect(codes(tree)).toEqual(["unknown-trace"]);
  });

  it("reads shares of lengths in per cent", () => {
    const parts = [
      { mean: "2s", share: "70%" },
      { mean: "40s", share: { value: "30%", assumed: true } },
    ];
    const { events } = readScenario(
      JSON.stringify(scenario({ events: { perHour: 4, length: { law: "mixture", parts } } })),
    );
    expect(events.length).toEqual({
      law: "mixture",
      parts: [
        { mean: 2, share: 0.7 },
        { mean: 40, share: 0.3 },
      ],
    });
  });

  it("has a schema for editors, which is the file", () => {
    const file = new URL("../../scenario.schema.json", import.meta.url);
    const text = `${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`;
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
    expect(existsSync(file)).toBe(true);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(text));
  });

  it("sends frames to a cloud: upload, round trip, wake-up", () => {
    const cascade = cascadeOf(readScenario(JSON.stringify(scenario({ cloud: cloudPart }))));
    // 3 frames of 9216 B: 27,648 B at 100 kB/s 0.27648 s, 0.1 µJ each 2.7648 mJ, wake-up 5 mJ, round trip 80 ms.
    expect(relative(cascade.cloud?.latency ?? 0, 0.35648)).toBeLessThan(1e-9);
    expect(relative(cascade.cloud?.energy ?? 0, 7.7648e-3)).toBeLessThan(1e-9);
    expect(closedForm(cascade).carbon).toBeGreaterThan(0);
  });
});

describe("bad scenarios", () => {
  const stage = (at: number, change: Tree): Tree => {
    const tree = scenario();
    tree.stages[at] = { ...tree.stages[at], ...change };
    return tree;
  };
  it.each([
    ["rates above what the chip can run", stage(1, { rate: "79/s" }), "rate-too-high"],
    [
      "a first stage that is larger than the one it calls",
      scenario({
        stages: scenario().stages.map((one: Tree, at: number) => ({ ...one, network: at === 0 ? "medium" : "small" })),
      }),
      "stages-out-of-order",
    ],
    ["a patience of the first stage", stage(0, { patience: 3 }), "stages-out-of-order"],
    ["no patience of the second", stage(1, { patience: undefined }), "missing-value"],
    ["no stage", scenario({ stages: [] }), "no-stage"],
    [
      "three stages on the device",
      scenario({ stages: [...scenario().stages, scenario().stages[1]] }),
      "too-many-stages",
    ],
    ["a recall above 1", stage(0, { calibrate: { recall: 1.2 } }), "out-of-range"],
    ["a false hit rate below 0", stage(0, { calibrate: { falseHit: -0.1 } }), "out-of-range"],
    ["an AUC of 1", scenario({}, (tree) => (tree.networks.small.scores.auc = 1)), "out-of-range"],
    ["a difficulty of 1", scenario({}, (tree) => (tree.networks.small.difficulty = 1)), "out-of-range"],
    [
      "points of a curve outside [0, 1]",
      scenario({}, (tree) => (tree.networks.small.scores = { kind: "roc", points: [{ hit: 2, falseHit: 0 }] })),
      "out-of-range",
    ],
    [
      "hits that fall along a curve",
      scenario(
        {},
        (tree) =>
          (tree.networks.small.scores = {
            kind: "roc",
            points: [
              { hit: 0.9, falseHit: 0.1 },
              { hit: 0.5, falseHit: 0.2 },
            ],
          }),
      ),
      "bad-value",
    ],
    ["events of no length", scenario({}, (tree) => (tree.events.length.mean = 0)), "out-of-range"],
    ["events longer than ten years", scenario({}, (tree) => (tree.events.length.mean = 1e300)), "out-of-range"],
    ["more events than can be told apart", scenario({}, (tree) => (tree.events.perHour = 1e9)), "out-of-range"],
    [
      "a hundred events at a time",
      scenario({}, (tree) => (tree.events = { perHour: 100, length: { law: "fixed", mean: "2h" } })),
      "out-of-range",
    ],
    ["negative rates of events", scenario({}, (tree) => (tree.events.perHour = -1)), "out-of-range"],
    [
      "shares of lengths that do not add up",
      scenario({}, (tree) => (tree.events.length = { law: "mixture", parts: [{ mean: 1, share: 0.3 }] })),
      "bad-value",
    ],
    [
      "a day that does not average to 1",
      scenario({}, (tree) => (tree.events.diurnal = Array.from({ length: 24 }, () => 2))),
      "bad-value",
    ],
    ["an unknown network", stage(0, { network: "smal" }), "unknown-network"],
    ["an unknown point", stage(0, { point: "0.8 V" }), "unknown-operating-point"],
    ["an unknown key", scenario({ modes: "exclusive" }), "unknown-key"],
    ["a rule that cannot be", stage(0, { confirm: { hits: 4, of: 3 } }), "bad-value"],
    ["a patience of no frames", stage(1, { patience: 0 }), "bad-value"],
    ["a wrong unit", stage(0, { rate: "10mW" }), "wrong-dimension"],
    ["a battery of nothing", scenario({}, (tree) => (tree.chip.battery = { capacity: 0 })), "out-of-range"],
    ["choices that are not there", scenario({ optimise: { first: ["tiny"] } }), "unknown-network"],
  ] as readonly (readonly [string, Tree, string])[])("%s: %#", (_, tree, code) => {
    const { problems, exitCode } = failure(tree);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(exitCode).toBe(3);
    expect(problems.every((problem) => problem.file === "s.json" || problem.file === undefined)).toBe(true);
  });

  it("infinite lengths cannot be written, and are refused in other ways of writing them", () => {
    const text = JSON.stringify(scenario()).replace('"20s"', "1e999");
    expect(() => readScenario(text)).toThrow(InputError);
    expect(codes(scenario({}, (tree) => (tree.events.length.mean = "1e999s")))).toEqual(["not-finite"]);
  });

  it("all problems are told together, with the nearest name", () => {
    const tree = stage(0, { network: "smal", rate: "10mW" });
    const { problems } = failure(tree);
    expect(problems.length).toBeGreaterThan(1);
    expect(problems.find(({ code }) => code === "unknown-network")?.nearest).toContain("small");
  });

  it("zero events are an answer: chances that an event would have, no prior", () => {
    const read = readScenario(JSON.stringify(scenario({}, (tree) => (tree.events.perHour = 0))));
    const found = closedForm(cascadeOf(read));
    expect(found.recall).toBeGreaterThan(0.5);
    expect(Number.isFinite(found.power)).toBe(true);
  });

  it("a precision that no threshold reaches is said", () => {
    const tree = scenario({}, (one) => (one.events.perHour = 0));
    tree.stages[0] = { ...tree.stages[0], calibrate: { precision: 0.9 } };
    expect(() => cascadeOf(readScenario(JSON.stringify(tree)))).toThrow(
      "no threshold of small reaches the precision 0.9",
    );
  });

  it("data that must stay on the device forbid a cloud: it is left out and said, or there is nothing left (exit code 4)", () => {
    const read = readScenario(JSON.stringify(scenario({ cloud: cloudPart, dataStaysOnDevice: true })));
    expect(read.cloud).toBeUndefined();
    expect(read.dropped).toContain("is left out");
    const only = failure(scenario({ cloud: cloudPart, dataStaysOnDevice: true, stages: [] }));
    expect([only.exitCode, only.problems[0]?.code]).toEqual([4, "privacy-forbids-cloud"]);
  });

  it("what is no JSON and no scenario is said", () => {
    expect(() => readScenario("{")).toThrow(/^scenario:1:2: this is no JSON: .*expected a scenario/);
    expect(() => readScenario("[]")).toThrow(InputError);
    expect(() => scenarioTraces("1")).toThrow(InputError);
  });
});
