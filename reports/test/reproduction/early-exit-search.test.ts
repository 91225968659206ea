import type { Interval } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { leavingAt, paired } from "../../src/reproduction/early-exit-search/bit-changes.js";
import { claimRows } from "../../src/reproduction/early-exit-search/claims.js";
import { type StudyData, studyData } from "../../src/reproduction/early-exit-search/data.js";
import type { Findings } from "../../src/reproduction/early-exit-search/findings.js";
import { baselines, chosenStudy, compare } from "../../src/reproduction/early-exit-search/one-shot.js";
import { ledger } from "../../src/reproduction/claim-row.js";

const interval = (low: number, high: number): Interval => ({ low, high, level: 0.95, method: "bootstrap" });

/** What a study might find, by the few numbers that verdicts rest on. */
function found(
  change: {
    readonly ratio?: number;
    readonly difference?: number;
    readonly sameEpochs?: boolean;
    readonly explained?: number;
    readonly moved?: number;
  } = {},
): Findings {
  const { ratio = 0.3, difference = 0.05, sameEpochs = true, explained = 0.99, moved = 0.05 } = change;
  const chosen = {
    accuracy: 0.75,
    staticAccuracy: 0.7,
    difference,
    differenceInterval: interval(difference - 0.01, difference + 0.01),
    ratios: baselines.map((baseline) => ({ baseline, ratio, interval: interval(ratio - 0.01, ratio + 0.01) })),
    extrapolated: false,
    flow: [],
  };
  const scores = (["accuracy", "exit shares"] as const).map((quantity) => ({
    learner: "forest",
    quantity,
    designs: 96,
    error: 0.01,
    errorInterval: interval(0, 0.02),
    gain: 0.01,
    gainInterval: interval(0.005, 0.02),
    useful: true,
  }));
  const proportion = { savings: [], tau: 1, explained };
  const focus = {
    id: "a",
    study: "focus",
    exits: [1, 2, 3, 11],
    headLayers: [1, 1, 1, 1],
    threshold: 0.8,
    accuracy: 0.86,
    exitShares: [0.3, 0.2, 0.2, 0.3],
    exitAccuracy: [1, 1, 1, 0.5],
    average: 1,
    toBackbone: 0.4,
    toAllExits: 0.3,
    overhead: 0.2,
  } as const;
  return {
    devices: [{ device: "nucleo-u575zi-q", search: {} as Findings["devices"][number]["search"], chosen }],
    fixed: { validation: 0.7, test: 0.7 },
    onQuad: {
      accuracy: {
        quantity: "accuracy",
        value: 0.7 + difference,
        interval: interval(0.69 + difference, 0.71 + difference),
      },
      ratio: { quantity: "averageToBackbone", value: ratio, interval: interval(ratio - 0.01, ratio + 0.01) },
    },
    bitChanges: [
      {
        network: "Merkel",
        bits: "8/8",
        exits: ["a", "b"],
        threshold: 0.7,
        changes: [-moved, moved, 0],
        significance: 100 * moved,
      },
    ],
    estimate: { estimated: 0.77, found: 0.75, error: 0.02 },
    algorithms: [
      {
        name: "surrogate",
        points: [],
        last: [],
        iterations: [
          [
            { evaluations: 1, learners: [], tau: [0.1], batchTau: [] },
            { evaluations: 2, learners: [], tau: [0.5], batchTau: [] },
          ],
        ],
      },
    ],
    exploration: {
      mean: [],
      bySeed: [
        [
          { evaluations: 1, accuracy: 0.7, ratio: 0.4 },
          { evaluations: 2, accuracy: 0.8, ratio: 0.3 },
        ],
      ],
    },
    proportions: { fixed: [proportion], free: [{ ...proportion, explained: 0.3 }] },
    replayed: {
      designs: [focus, { ...focus, id: "b", average: 2 }],
      scores,
      front: [],
      accuracyByIteration: 0.2,
      accuracyInterval: interval(0.1, 0.3),
      costByIteration: 0,
    },
    sameEpochs,
  };
}

const data = {
  designs: [{ accuracy: 0.86, exitShares: [0.6, 0.4], exitAccuracy: [0.9, 0.8] }],
  simulated: [{ id: "a", backbone: 10, allExits: 12, average: 4, energy: 3, latency: 4 }],
} as unknown as StudyData;
const verdicts = (findings: Findings, of: StudyData = data): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ledger("early-exit-search", claimRows(findings, of)).map(({ statement, verdict }) => [statement, verdict]),
  );
const halves = `Early exits halve average energy x latency at no less accuracy, against ${baselines[0]}`;

describe("verdicts of early-exit-search", () => {
  it("flip when the saving, the accuracy or the recipe changes", () => {
    expect(verdicts(found())[halves]).toBe("reproduced");
    expect(verdicts(found({ ratio: 0.495 }))[halves]).toBe("differs"); // the interval reaches 0.505
    expect(verdicts(found({ difference: 0.005 }))[halves]).toBe("differs"); // the interval reaches below 0
    expect(verdicts(found({ sameEpochs: false }))[halves]).toBe("differs");
  });

  it("flip when placements stop being straight lines, and when a published row does not add up", () => {
    const fixed = "What is saved is proportional to the share that leaves early, at a fixed placement";
    const sums = "Accuracy is the sum over exits of exit ratio x accuracy of those that leave there";
    expect([verdicts(found())[fixed], verdicts(found({ explained: 0.5 }))[fixed]]).toEqual(["reproduced", "differs"]);
    expect(verdicts(found())[sums]).toBe("reproduced");
    const wrong = { ...data, designs: [{ ...data.designs[0], accuracy: 0.9 }] } as StudyData;
    expect(verdicts(found(), wrong)[sums]).toBe("differs");
  });
});

describe("verdicts on the paper's accelerator and on bits", () => {
  it("flip when the saving or the accuracy is less, and when nothing moves", () => {
    const quad =
      "On the paper's accelerator a design searched for it halves the backbone's average energy x latency at no less accuracy";
    // Costs of a model that nobody measured: at best partly.
    expect(verdicts(found())[quad]).toBe("partly");
    expect(verdicts(found({ ratio: 0.495, difference: -0.02 }))[quad]).toBe("differs");
    const moves = "Fewer bits of backbone and classifiers change where inputs leave";
    expect([verdicts(found())[moves], verdicts(found({ moved: 0.01 }))[moves]]).toEqual(["reproduced", "differs"]);
  });

  it("changes of shares sum to nothing, and none come from the same answers", () => {
    const confidence = Float64Array.of(0.9, 0.4, 0.9, 0.4, 1, 1, 1, 1);
    const table = { examples: 4, exits: ["exit2-single", "exit10-single"], confidence, correct: new Uint8Array(8) };
    expect(leavingAt(table, table.exits, 0.7)).toEqual([0, 1, 0, 1]);
    expect(paired([0, 1, 0, 1], [0, 1, 0, 1], 0)).toEqual({ mean: 0, error: 0 });
    // One of four no longer leaves at the first exit: mean -1/4, variance 1/4 - 1/16, over 4 images.
    expect(paired([0, 1, 0, 1], [0, 1, 1, 1], 0)).toEqual({ mean: -0.25, error: Math.sqrt(0.1875 / 4) });
  });
});

describe("the study's data", () => {
  const design = {
    exits: [1, 6, 8, 9],
    head1: "single",
    threshold1: 0.96,
    head6: "double",
    threshold6: 0.65,
    head8: "double",
    threshold8: 0.31,
    head9: "double",
    threshold9: 0.34,
    head10: "single",
    bits: "8/4",
  };

  it("compares the design with the static network image by image: the difference of both accuracies", async () => {
    const own = await studyData();
    const found = compare(design, "cortex-m7-216mhz-cmsis-nn", own);
    expect(found.difference).toBeCloseTo(found.accuracy - found.staticAccuracy, 12);
    expect(found.flow.reduce((sum, { right, wrong }) => sum + right + wrong, 0)).toBeCloseTo(1, 12);
    expect(found.flow.reduce((sum, { right }) => sum + right, 0)).toBeCloseTo(found.accuracy, 12);
    expect(own.alone.epochs).toBe(own.fixed.epochs);
    expect(own.inputs.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });

  it("searches the study that ships with the command line", async () => {
    const { readFileSync } = await import("node:fs");
    const shipped = JSON.parse(
      readFileSync(new URL("../../../packages/joulebook/studies/one-shot-cortex-m7.json", import.meta.url), "utf8"),
    );
    const { timeout: _, ...own } = chosenStudy;
    expect(shipped).toMatchObject(own);
  });
});
