import { expect, it } from "vitest";
import { readDigits } from "../../src/datasets/read-digits.js";
import { lossDifferences, readReferenceLosses } from "../first-losses.js";

it("fifty steps have PyTorch's losses to 1e-4 from the same weights, batches and pixels", async () => {
  const reference = readReferenceLosses("digits-L3-N16");
  expect(reference.losses).toHaveLength(50);
  const differences = lossDifferences(reference, await readDigits());
  expect(Math.max(...differences)).toBeLessThan(1e-4);
});
