import { describe, expect, it } from "vitest";
import { committedRun, committedRunNames } from "../../src/results/committed-runs.js";
import { traceAccuracies } from "./trace-accuracies.js";

describe("committed runs", () => {
  it("have the accuracies that their traces count", async () => {
    for (const name of ["combined-L6-N16-s0", "single-L6-N16-s0"]) {
      const { result, traceFile, trainTraceFile } = await committedRun(name);
      const counted = { ...traceAccuracies(traceFile), ...traceAccuracies(trainTraceFile as string) };
      expect(counted).toEqual(result.accuracy);
      expect(result.data).toEqual({ label: "CIFAR-10 (JPEG copy)", decoder: "jpeg-js 0.4.4" });
    }
  });

  it("never trained on less than 20,000 images, nor on fewer in all epochs than 8 times that without stopping early", async () => {
    for (const name of await committedRunNames()) {
      const { experiment, log, stopped } = (await committedRun(name)).result;
      expect(experiment.name).toBe(name);
      if (experiment.quantisation !== undefined) continue;
      expect(experiment.data.train).toBeGreaterThanOrEqual(20_000);
      expect(log.length * experiment.data.train >= 160_000 || stopped === "patience").toBe(true);
    }
  });

  it("names the nearest run for one that does not exist", async () => {
    await expect(committedRun("combined-L6-N16")).rejects.toThrow(/unknown run.*did you mean combined-L6-N16-s0/);
  });
});
