import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readPackedJpeg } from "../src/datasets/read-packed-jpeg.js";
import { lossDifferences, readReferenceLosses } from "../test/first-losses.js";

const shared = process.env["JOULEBOOK_SHARED"] ?? fileURLToPath(new URL("../../../../shared", import.meta.url));
const copy = join(shared, "data/cifar10-jpeg");

it.skipIf(!existsSync(copy))(
  `fifty steps with six exits and 16 filters have PyTorch's losses for three seeds (skipped where ${copy} is absent)`,
  { timeout: 600_000 },
  async () => {
    const dataset = await readPackedJpeg(copy);
    for (const seed of [0, 1, 2]) {
      const differences = lossDifferences(readReferenceLosses(`combined-L6-N16-s${seed}`), dataset);
      const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
      expect(mean).toBeLessThan(1e-3);
      // Rounding grows from step to step: one step of one seed reaches 1.8e-3, where PyTorch in single and in double
      // precision part by 3e-4 themselves. All other steps of all seeds stay below 1e-3.
      expect(differences.filter((value) => value > 1e-3).length).toBeLessThanOrEqual(1);
      expect(Math.max(...differences)).toBeLessThan(2e-3);
    }
  },
);
