import { join } from "node:path";
import { runNotebook } from "@joulebook/notebook";
import { expect, it } from "vitest";
import { freshFolder, repository } from "./programs.js";

/** A value whose type had silently become `any` would fit everywhere: then the line below an expectation is no error. */
const source = `import * as jb from "joulebook";
const { measurements } = jb.loadMeasurements({ device: "raspberry-pi-4" });
const { candidates } = jb.toCandidates(measurements);
const answer = jb.recommend(candidates, { budget: { kind: "inference", energy: 0.1 } });
const frame = await jb.toDataFrame(measurements);
// @ts-expect-error
const a: string = measurements[0]!.energy;
// @ts-expect-error
const b: number = candidates[0]!.model;
// @ts-expect-error
const c: number = answer.feasible;
// @ts-expect-error
const d: number = jb.energyAccuracyFigure(candidates);
// @ts-expect-error
const e: number = jb.exponentialFit([0.5, 0.6, 0.7], [1, 2, 4]).curve;
// @ts-expect-error
const f: number = jb.readModelCards("model-cards")[0]!.name;
// @ts-expect-error
const g: string = frame.head(1).shape;
// @ts-expect-error
const h: number = jb.show(1);
// @ts-expect-error
jb.noSuchName;
console.log("all known");`;

it("every type of the face is known to a notebook's compiler, in any folder", async () => {
  const run = await runNotebook(
    {
      nbformat: 4,
      nbformat_minor: 4,
      metadata: {},
      cells: [{ cell_type: "code", metadata: {}, source, outputs: [], execution_count: null }],
    },
    {
      file: join(freshFolder(), "types.ipynb"),
      packages: { joulebook: join(repository, "packages", "joulebook") },
    },
  );
  expect(run.error).toBeUndefined();
  expect(JSON.stringify(run.notebook.cells)).toContain("all known");
}, 300_000);
