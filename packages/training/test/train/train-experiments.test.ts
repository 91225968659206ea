import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
// The built package: its processes run built files.
import { type Experiment, trainExperiments } from "@joulebook/training";
import { describe, expect, it } from "vitest";
import { smallExperiment } from "../small-experiment.js";
import { temporaryFolder } from "../temporary-folder.js";

function options(folder: string) {
  return { workFolder: join(folder, "work"), resultFolder: join(folder, "results") };
}

const second: Experiment = {
  ...smallExperiment,
  name: "second",
  start: { from: smallExperiment.name, freeze: "nothing" },
};
const other: Experiment = { ...smallExperiment, name: "other", training: { ...smallExperiment.training, seed: 4 } };

describe("trainExperiments", { timeout: 120_000 }, () => {
  it("has the same results with one process and with two, whatever the order of experiments that build on each other", async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    const first = await trainExperiments({
      experiments: [smallExperiment, second, other],
      processes: 1,
      ...options(one),
    });
    const names: string[] = [];
    const turned = await trainExperiments({
      experiments: [second, other, smallExperiment],
      processes: 2,
      ...options(two),
      onProgress: ({ experiment }) => names.push(experiment),
    });
    expect(first.every(({ ok }) => ok)).toBe(true);
    expect(turned.map(({ name, ok }) => [name, ok])).toEqual([
      ["second", true],
      ["other", true],
      [smallExperiment.name, true],
    ]);
    expect(new Set(names)).toEqual(new Set(["second", "other", smallExperiment.name]));
    for (const { name } of [smallExperiment, second, other]) {
      const bytes = [one, two].map((folder) => readFileSync(join(folder, "results", name, "traces.csv.gz")));
      expect(bytes[0]?.equals(bytes[1] as Buffer)).toBe(true);
    }
  });

  it("reports one that fails, and those that need it, without stopping the others", async () => {
    const folder = temporaryFolder();
    const broken = { ...smallExperiment, data: { ...smallExperiment.data, train: 9999 } };
    const outcomes = await trainExperiments({ experiments: [broken, second, other], ...options(folder) });
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, false, true]);
    expect(outcomes[0]).toMatchObject({ error: { problems: [{ code: "too-few-images" }] } });
    expect(existsSync(join(folder, "results", "second"))).toBe(false);
  });

  it("says that experiments wait for each other in a circle", async () => {
    const circle = [
      { ...other, start: { from: "second", freeze: "nothing" as const } },
      { ...second, start: { from: "other", freeze: "nothing" as const } },
    ];
    await expect(trainExperiments({ experiments: circle, ...options(temporaryFolder()) })).rejects.toThrow(
      "in a circle",
    );
  });
});
