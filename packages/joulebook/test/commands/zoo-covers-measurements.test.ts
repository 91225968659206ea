import { expect, test } from "vitest";
import { readDataset } from "@joulebook/measurements";
import { findZooNetwork } from "@joulebook/network";

/** Measured models of a dataset, each once. */
function models(id: string) {
  return [...new Map(readDataset(id).measurements.map((row) => [row.model, row])).values()];
}

test("the zoo has each of the 94 model files measured on the edge boards, at its precision and resolution", () => {
  const measured = models("mlperf-inference-edge-open");
  const versions = measured.filter(({ configuration }) => configuration.precision !== undefined);
  expect(versions.length).toBeGreaterThanOrEqual(94);
  for (const { model, inputResolution, configuration } of measured) {
    const network = findZooNetwork(model);
    expect(network, model).toBeDefined();
    const [image] = network?.tensors ?? [];
    if (inputResolution !== undefined)
      expect([model, image?.shape]).toEqual([model, [1, inputResolution, inputResolution, 3]]);
    if (model.endsWith(`-${configuration.precision}`))
      expect([model, image?.bits]).toEqual([model, { fp32: 32, int8: 8 }[`${configuration.precision}`]]);
  }
});

test("the zoo has the four reference networks of MLPerf Tiny by the names of its results", () => {
  const names = models("mlperf-tiny").map(({ model }) => model);
  const references = names.filter((name) => !name.includes("-open-") && name !== "ds-cnn-1d-streaming");
  expect(references.toSorted()).toEqual(["ds-cnn", "fc-autoencoder", "mobilenet-v1-0.25-96", "resnet8"]);
  expect(references.filter((name) => findZooNetwork(name) === undefined)).toEqual([]);
});
