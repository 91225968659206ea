import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readPackedJpeg } from "../src/datasets/read-packed-jpeg.js";
import type { Experiment } from "../src/experiment/experiment.js";
import { trainExperiment } from "../src/train/train-experiment.js";
import { temporaryFolder } from "../test/temporary-folder.js";

const shared = process.env["JOULEBOOK_SHARED"] ?? fileURLToPath(new URL("../../../../shared", import.meta.url));
const copy = join(shared, "data/cifar10-jpeg");

describe.skipIf(!existsSync(copy))(`the packed JPEG copy of CIFAR-10 (skipped where ${copy} is absent)`, () => {
  it("has the channel means of CIFAR-10", { timeout: 300_000 }, async () => {
    const { train, test } = await readPackedJpeg(copy);
    expect([train.count, test.count]).toEqual([50_000, 10_000]);
    const sums = [0, 0, 0];
    for (let k = 0; k < train.pixels.length; k++) sums[k % 3] = (sums[k % 3] as number) + (train.pixels[k] as number);
    // Published means of the training images: 0.4914, 0.4822, 0.4465.
    sums.forEach((sum, c) => {
      expect(Math.abs(sum / (50_000 * 1024 * 255) - ([0.4914, 0.4822, 0.4465][c] as number))).toBeLessThan(0.002);
    });
  });

  it("trains 2,000 images with 8 filters for three epochs to the stored loss", { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    const experiment: Experiment = {
      name: "combined-L6-N8-2000",
      data: { set: "cifar10-jpeg", train: 2000, validation: 1000 },
      network: { family: "merkel", layers: 6, filters: 8, exits: "all", dropout: 0.8 },
      training: { seed: 0, epochs: 3, batch: 64, rate: 0.001, l2: 0.001, patience: 3 },
      traces: { train: 0, decimals: 3 },
    };
    const { log } = await trainExperiment({ experiment, workFolder: folder, resultFolder: folder, dataFolder: copy });
    // Stored from the run that introduced this test; the tolerance covers exp() of other versions of V8.
    const stored = [14.760042, 13.205364, 12.338299];
    log.forEach(({ loss }, epoch) => expect(Math.abs(loss / (stored[epoch] as number) - 1)).toBeLessThan(1e-4));
  });
});
