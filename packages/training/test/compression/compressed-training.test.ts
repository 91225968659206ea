import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readWeights } from "../../src/checkpoint/weights-file.js";
import { removeLowest, sparsityAfter } from "../../src/compression/prune.js";
import type { Experiment } from "../../src/experiment/experiment.js";
import { trainExperiment } from "../../src/train/train-experiment.js";
import { smallExperiment } from "../small-experiment.js";
import { temporaryFolder } from "../temporary-folder.js";

const { training } = smallExperiment;
const base: Experiment = { ...smallExperiment, name: "base", training: { ...training, epochs: 8 } };

function runner(folder: string) {
  return (experiment: Experiment) =>
    trainExperiment({ experiment, workFolder: join(folder, "work"), resultFolder: join(folder, "results") });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("quantisation", () => {
  it("keeps the accuracy at 8 bits, loses it at 2, and training with rounded weights wins some back", async () => {
    const train = runner(temporaryFolder());
    const exact = await train(base);
    const rounded = (bits: number, epochs: number, name: string) =>
      train({
        ...base,
        name,
        start: { from: "base", freeze: "nothing" },
        quantisation: { backbone: bits, head: bits, calibration: 128 },
        training: { ...training, epochs },
      });
    const eight = await rounded(8, 0, "eight");
    const two = await rounded(2, 0, "two");
    const tuned = await rounded(2, 4, "tuned");
    expect(Math.abs(mean(eight.accuracy.test) - mean(exact.accuracy.test))).toBeLessThan(0.02);
    expect(mean(two.accuracy.test)).toBeLessThan(mean(eight.accuracy.test));
    expect(mean(tuned.accuracy.test)).toBeGreaterThan(mean(two.accuracy.test));
  });

  it("leaves at most 2^bits - 1 values in every channel", async () => {
    const folder = temporaryFolder();
    const train = runner(folder);
    await train(base);
    await train({
      ...base,
      name: "three",
      start: { from: "base", freeze: "nothing" },
      quantisation: { backbone: 3, head: 32, calibration: 64 },
      training: { ...training, epochs: 0 },
    });
    const { values } = await readWeights(join(folder, "work/three/weights.bin"));
    const weight = values.get("conv2.weight");
    const channel = weight?.data.filter((_, i) => i % 8 === 3) ?? new Float32Array(0);
    expect(channel).toHaveLength(72);
    expect(new Set(channel).size).toBeLessThanOrEqual(7);
    expect(new Set(values.get("head1.weight")?.data).size).toBeGreaterThan(100);
  });

  it("needs weights to start from", async () => {
    const experiment = { ...base, quantisation: { backbone: 8, head: 8, calibration: 64 } };
    await expect(runner(temporaryFolder())(experiment)).rejects.toMatchObject({ problems: [{ code: "no-start" }] });
  });
});

describe("pruning", () => {
  for (const by of ["magnitude", "saliency"] as const) {
    it(`by ${by} ends with the asked share of zeros and keeps them through retraining`, async () => {
      const folder = temporaryFolder();
      const train = runner(folder);
      const pruning = { by, sparsity: 0.7, steps: 3, calibration: 64 };
      const { accuracy } = await train({ ...base, pruning });
      const { values } = await readWeights(join(folder, "work/base/weights.bin"));
      const weights = [...values].filter(([name]) => name.endsWith(".weight")).flatMap(([, { data }]) => [...data]);
      const zeros = weights.filter((value) => value === 0).length / weights.length;
      expect(Math.abs(zeros - 0.7)).toBeLessThan(1e-3);
      expect(accuracy.test[1]).toBeGreaterThan(0.7);
    });
  }

  it("removes the lowest scores and never gives a weight back", () => {
    const scores = Float32Array.of(5, 1, 4, 2, 3);
    const once = removeLowest(scores, new Float32Array(5), 0.4);
    expect([...once]).toEqual([0, 1, 0, 1, 0]);
    expect([...removeLowest(Float32Array.of(1, 9, 2, 9, 3), once, 0.6)]).toEqual([1, 1, 0, 1, 0]);
    // Cubic schedule by hand: 0.8 * (1 - (1/2)^3) = 0.7.
    expect(sparsityAfter(1, 2, 0.8)).toBeCloseTo(0.7, 12);
    expect(sparsityAfter(2, 2, 0.8)).toBe(0.8);
  });
});

describe("distillation", () => {
  it("changes the loss and still trains every exit", async () => {
    const train = runner(temporaryFolder());
    const plain = await train(base);
    const taught = await train({
      ...base,
      name: "taught",
      training: { ...base.training, distillation: { weight: 0.5, temperature: 2 } },
    });
    expect(taught.log.at(-1)?.loss).not.toBe(plain.log.at(-1)?.loss);
    expect(Math.min(...taught.accuracy.test)).toBeGreaterThan(0.4);
  });
});
