import { expect, it } from "vitest";
import { committedRun, committedRunNames } from "../src/results/committed-runs.js";
import { traceAccuracies } from "../test/results/trace-accuracies.js";

it("every committed run has the accuracies that its traces count", { timeout: 300_000 }, async () => {
  const names = await committedRunNames();
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const { result, traceFile, trainTraceFile } = await committedRun(name);
    const counted = {
      ...traceAccuracies(traceFile),
      ...(trainTraceFile === undefined ? {} : traceAccuracies(trainTraceFile)),
    };
    expect(counted).toEqual(result.accuracy);
  }
});
