import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "@joulebook/core";
import { ingestFiles } from "@joulebook/measurements";
import { beforeAll, describe, expect, it } from "vitest";
import { runStudy } from "../../src/run-study.js";

const rows = `device,model,backend,accuracy (%),latency_ms,energy_mJ,idle_power_W,energy_basis,energy_quality,idle_included,task
my-board,small,tflite,60,8,14,1.1,board,external-analyser,true,image-classification
my-board,middle,tflite,70.2,30,70,1.1,board,external-analyser,true,image-classification
my-board,large,tflite,74.4,55,130,1.1,board,on-board-sensor,true,image-classification
my-board,words,tflite,95,55,13,1.1,board,external-analyser,true,keyword-spotting
other-board,words,tflite,95,55,13,1.1,board,external-analyser,true,keyword-spotting
raspberry-pi-4,mine,tflite,71,40,50,2.9,board,external-analyser,true,image-classification
`;
let store: string;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "joulebook-review-"));
  store = join(folder, "store");
  writeFileSync(join(folder, "boards.csv"), rows);
  await ingestFiles([join(folder, "boards.csv")], { store, licence: "CC0-1.0" });
});

const review = (parameters: Readonly<Record<string, string>>) =>
  runStudy("design-review", { store, ...parameters }, { env: {} });
/** The words of a document, without the escapes of Markdown. */
const plain = (document: object): string => JSON.stringify(document).replaceAll("\\", "");
const problems = async (parameters: Readonly<Record<string, string>>) => {
  const error = await review(parameters).catch((reason: unknown) => reason);
  return error instanceof InputError ? error : undefined;
};

describe("the design review of a store", () => {
  it("chooses on a board that nobody else measured, and says by which meter", async () => {
    const { document, feasible } = await review({ device: "my-board", budget: "100mJ" });
    expect(feasible).toBe(true);
    const all = plain(document);
    // The most accurate classifier of the three within 100 mJ; the row of words is of another task.
    const expected = [
      "**middle** with tflite. On my-board it is the most accurate of the 2 candidates (of 3 measured)",
      "board's supply, external analyser, idle included",
      "board's supply, sensor on the board",
      "boards.csv",
    ];
    expect(expected.filter((one) => !all.includes(one))).toEqual([]);
    expect(document.made.inputs.at(-1)).toMatchObject({ name: expect.stringContaining(store), note: "6 rows" });
  });

  it("chooses among own and shipped measurements of one board", async () => {
    // 71 % at 50 mJ beats every shipped row within 60 mJ.
    const mine = plain((await review({ device: "raspberry-pi-4", budget: "60mJ" })).document);
    const expected = ["Use **mine** with tflite", "(of 189 measured)", "1 of them are the user's own"];
    expect(expected.filter((one) => !mine.includes(one))).toEqual([]);
  });

  it("says where candidates of the board are of several power modes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "joulebook-modes-"));
    const modes = `device,model,backend,power_mode,accuracy (%),latency_ms,energy_mJ,task
two-modes,small,tflite,5W,60,20,10,image-classification
two-modes,large,tflite,10W,70,30,70,image-classification
two-modes,larger,tflite,10W,74,40,130,image-classification
`;
    writeFileSync(join(folder, "modes.csv"), modes);
    await ingestFiles([join(folder, "modes.csv")], { store: join(folder, "store"), licence: "CC0-1.0" });
    const { document } = await review({ store: join(folder, "store"), device: "two-modes", budget: "100mJ" });
    const all = plain(document);
    expect(all).toContain(
      "Candidates of two-modes are of several operating points, which are settings of the device: 10W (2), 5W (1); chosen: 10W.",
    );
    expect(all).toContain("two-modes was measured at several operating points: 10W (2), 5W (1).");
  });

  it("says what is missing: a store, a device, a classifier", async () => {
    const unknown = await problems({ device: "my-bord" });
    expect([unknown?.exitCode, unknown?.problems[0]?.nearest]).toEqual([2, ["my-board"]]);
    expect((await problems({ device: "other-board" }))?.problems[0]?.code).toBe("nothing-to-compare");
    expect((await problems({ store: join(store, "none") }))?.problems[0]?.code).toBe("no-store");
  });
});
