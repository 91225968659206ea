import { readFileSync } from "node:fs";
import { random } from "@joulebook/core";
import { builtInDevice, networkCost } from "@joulebook/hardware";
import { earlyExitNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import {
  designLearners,
  designPredictor,
  partsByStage,
  plannedDesign,
  predictedExitsEvaluator,
  scorePredictors,
  stagesOfTrained,
  trainedDesigns,
} from "../../src/index.js";

const text = readFileSync(new URL("../../data/eenn-cifar10/designs.csv", import.meta.url), "utf8");
const designs = trainedDesigns(text);

describe("trainedDesigns", () => {
  it("has what the source says: 96 designs, accuracy 0.8383 to 0.8892, every last share at most 0.5", () => {
    expect(designs).toHaveLength(96);
    const accuracies = designs.map(({ accuracy }) => accuracy);
    expect([Math.min(...accuracies), Math.max(...accuracies)]).toEqual([0.8383, 0.8892]);
    expect(designs.every(({ exitShares }) => (exitShares.at(-1) as number) <= 0.5)).toBe(true);
  });

  it("is consistent: the exits' accuracies weighted by their shares are the accuracy, within the print's rounding", () => {
    for (const { id, accuracy, exitShares, exitAccuracy } of designs) {
      const sum = exitShares.reduce((total, share, k) => total + share * (exitAccuracy[k] as number), 0);
      expect(Math.abs(sum - accuracy), id).toBeLessThan(5e-4);
    }
  });

  it("says which column is missing and which row does not fit", () => {
    expect(() => trainedDesigns("id,study\n")).toThrow("no column exits");
    expect(() => trainedDesigns(text.replace("0.1906 0.1636 0.2221 0.4237", "0.19 x 0.2"))).toThrow(
      "designs.csv:2: row focus-0_1_5",
    );
  });
});

describe("scorePredictors", () => {
  const scores = scorePredictors(designs, { folds: 6 });

  it("gives every learner a score beside the mean-only predictor, whose gain is 0", () => {
    expect(scores.map(({ learner, quantity }) => `${learner} ${quantity}`)).toEqual([
      "ridge accuracy",
      "forest accuracy",
      "mean-only accuracy",
      "ridge exit shares",
      "forest exit shares",
      "mean-only exit shares",
    ]);
    for (const { learner, gain, useful, errorInterval, error } of scores) {
      if (learner === "mean-only") expect([gain, useful]).toEqual([0, false]);
      expect(errorInterval.low).toBeLessThanOrEqual(error);
      expect(errorInterval.high).toBeGreaterThanOrEqual(error);
    }
  });

  it("calls a predictor useless when there is nothing to learn: accuracies dealt out at random", () => {
    const order = random(5, "shuffled").shuffle(designs.map(({ accuracy }) => accuracy));
    const shuffled = designs.map((design, index) => ({ ...design, accuracy: order[index] as number }));
    const found = scorePredictors(shuffled, { folds: 6 }).filter(({ quantity }) => quantity === "accuracy");
    expect(found.map(({ useful }) => useful)).toEqual([false, false, false]);
  });
});

describe("designPredictor", () => {
  it("predicts shares that sum to 1", () => {
    const predictor = designPredictor(designs, designLearners.forest, random(1));
    const shares = predictor.exitShares({ exits: [0, 3, 7, 11], headLayers: [1, 2, 1, 1], threshold: 0.8 });
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(shares.every((share) => share >= 0)).toBe(true);
  });
});

describe("predictedExitsEvaluator", () => {
  const device = builtInDevice("textbook-45nm");
  const evaluator = predictedExitsEvaluator(designs, device);

  it("answers with what was found where the design was trained, and says when it predicts", () => {
    const known = { exits: [0, 1, 5], head0: "one", head1: "one", head5: "one", head11: "one", threshold: 0.8 };
    expect(evaluator.evaluate(known)).toMatchObject({ accuracy: 0.8383, trained: 1, accuracyDeviation: 0 });
    expect(evaluator.evaluate(known)["lastExitShare"]).toBeCloseTo(0.4237, 3);
    expect(evaluator.evaluate({ ...known, threshold: 0.75 })["trained"]).toBe(0);
    expect(plannedDesign(known)).toEqual({ exits: [0, 1, 5, 11], headLayers: [1, 1, 1, 1], threshold: 0.8 });
  });

  it("reports an interval for every design: sampling error where it was trained, held-out error where it is predicted", () => {
    const known = { exits: [0, 1, 5], head0: "one", head1: "one", head5: "one", head11: "one", threshold: 0.8 };
    const width = (design: Parameters<typeof evaluator.evaluate>[0]): number => {
      const [accuracy] = evaluator.report?.(design) ?? [];
      return (accuracy?.interval?.high ?? 0) - (accuracy?.interval?.low ?? 0);
    };
    // 1.96 · √(0.8383 · 0.1617 / 10,000) = 0.0072 on each side.
    expect(width(known)).toBeCloseTo(0.01443, 4);
    expect(width({ ...known, threshold: 0.75 })).toBeGreaterThan(0.01);
    expect(evaluator.report?.({ ...known, threshold: 0.75 })[0]?.interval?.method).toBe("held-out");
  });

  it("reports costs with intervals: of a trained design by the images that leave where, by hand", () => {
    const known = { exits: [0, 1, 5], head0: "one", head1: "one", head5: "one", head11: "one", threshold: 0.8 };
    const of = (design: Parameters<typeof evaluator.evaluate>[0], name: string) =>
      evaluator.report?.(design).find(({ quantity }) => quantity === name);
    const last = of(known, "lastExitShare");
    // A share of .4237 among 10,000: 1.96 sqrt(.4237 x .5763 / 10,000) = .00969 on each side.
    expect((last?.interval?.high ?? 0) - (last?.value ?? 0)).toBeCloseTo(0.00969, 4);
    const energy = of(known, "energy");
    expect(energy?.value).toBeCloseTo(evaluator.evaluate(known)["energy"] as number, 15);
    const predicted = of({ ...known, threshold: 0.75 }, "energy");
    const width = (one: typeof energy): number =>
      ((one?.interval?.high ?? 0) - (one?.interval?.low ?? 0)) / (one?.value ?? 1);
    expect(predicted?.interval?.method).toBe("held-out");
    expect(width(predicted)).toBeGreaterThan(width(energy));
    expect(of(known, "headOverhead")?.interval).toBeUndefined();
  });

  it("held-out intervals of the energy cover about as often as they say", () => {
    // Predictors that never saw a design, on 48 designs: 95 % of them should lie within; 38 or fewer has a chance below 1e-4 if the level holds.
    const half = designs.filter((_, index) => index % 2 === 0);
    const others = designs.filter((_, index) => index % 2 === 1);
    const [learnt, all] = [predictedExitsEvaluator(half, device), evaluator];
    const written = ({ exits, headLayers, threshold }: (typeof designs)[number]) => ({
      exits: exits.slice(0, -1),
      ...Object.fromEntries(exits.map((block, k) => [`head${block}`, headLayers[k] === 1 ? "one" : "two"])),
      threshold,
    });
    const covered = others.filter((design) => {
      const said = learnt.report?.(written(design)).find(({ quantity }) => quantity === "energy");
      const { energy = 0 } = all.evaluate(written(design));
      return energy >= (said?.interval?.low ?? 0) && energy <= (said?.interval?.high ?? 0);
    }).length;
    expect(covered / others.length).toBeGreaterThan(0.8);
  });

  it("adds parts up to the cost of the whole network", () => {
    const all = (headLayers: 1 | 2) =>
      partsByStage(earlyExitNetwork({ exits: ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"], headLayers }), device);
    const design = { exits: [3, 5, 8, 11], headLayers: [1, 2, 1, 2] as const, threshold: 0.9 };
    const [one, two] = [all(1), all(2)];
    const stages = stagesOfTrained(design, one.blocks, { 1: one.heads, 2: two.heads });
    const whole = networkCost(earlyExitNetwork({ exits: ["D", "F", "I"], headLayers: [1, 2, 1, 2] }), device);
    const energy = stages.reduce((sum, stage) => sum + stage.energy, 0);
    const latency = stages.reduce((sum, stage) => sum + stage.latency, 0);
    expect(Math.abs(energy / whole.energy - 1)).toBeLessThan(1e-9);
    expect(Math.abs(latency / (whole.latency as number) - 1)).toBeLessThan(1e-9);
  });
});
