import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { networkOf } from "../../src/experiment/network-of.js";
import { parseExperiment, readExperiment } from "../../src/experiment/read-experiment.js";
import { smallExperiment } from "../small-experiment.js";

const folder = fileURLToPath(new URL("../../experiments/", import.meta.url));

function problemsOf(
  change: object,
): readonly { readonly code: string; readonly message: string; readonly nearest?: readonly string[] }[] {
  try {
    parseExperiment(JSON.stringify({ ...smallExperiment, ...change }), "x.json");
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("parseExperiment", () => {
  it("reads every experiment of the package, each named like its file", async () => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const experiment = await readExperiment(folder + file);
      expect(`${experiment.name}.json`).toBe(file);
      expect(networkOf(experiment).exits.length).toBeGreaterThan(0);
    }
  });

  it("refuses unknown keys at every depth and names the nearest known one", () => {
    expect(problemsOf({ sed: 1 })).toMatchObject([{ code: "unknown-key", message: 'the file: unknown key "sed"' }]);
    const training = { ...smallExperiment.training, patence: 2 };
    expect(problemsOf({ training })).toMatchObject([
      { message: '"training": unknown key "patence"', nearest: ["patience"] },
    ]);
    const network = { ...smallExperiment.network, filter: 2 };
    expect(problemsOf({ network })).toMatchObject([
      { message: '"network": unknown key "filter"', nearest: ["filters"] },
    ]);
  });

  it("reports all problems of a file together", () => {
    const problems = problemsOf({ name: "../escape", training: { ...smallExperiment.training, batch: 0, rate: -1 } });
    expect(problems.map(({ message }) => message.split(":")[0])).toEqual([
      '"name"',
      '"training.batch"',
      '"training.rate"',
    ]);
  });

  it("names text that is not JSON", () => {
    expect(() => parseExperiment("{", "x.json")).toThrow(/^x\.json:1:2: this is no JSON: .*expected a training run/);
  });
});
