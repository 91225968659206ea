import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook, joulebookProcess, outcome, startJoulebook } from "../support/joulebook.js";

const experiment = {
  name: "digits-L3-N8",
  data: { set: "digits", train: 600, validation: 200 },
  network: {
    family: "merkel",
    layers: 3,
    filters: 8,
    exits: "all",
    dropout: 0.2,
    input: { height: 8, width: 8, channels: 1 },
  },
  training: { seed: 0, epochs: 3, batch: 32, rate: 0.002, l2: 0.0001, patience: 3 },
  traces: { train: 50, decimals: 3 },
};

let folder: string;
const file = (name: string, content: object | string): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};
const train = (...args: readonly string[]) =>
  joulebook(["train", ...args, "--out", join(folder, "results"), "--work", join(folder, "work"), "--json"]);

beforeAll(() => {
  folder = freshFolder();
});

describe("joulebook train", () => {
  test("trains an experiment, writes its traces and says how each exit does", async () => {
    const { code, stdout } = await train(file("mine.json", experiment));
    expect(code).toBe(0);
    expect(schemaErrors("train", stdout)).toEqual([]);
    const [trained] = JSON.parse(stdout).experiments;
    expect(trained).toMatchObject({ name: "digits-L3-N8", exits: ["head1", "head2", "head3"], epochs: 3 });
    // Ten classes: 0.1 is chance; three short epochs reach several times that at the deepest exit.
    expect(trained.testAccuracy[2]).toBeGreaterThan(0.4);
    const [result] = trained.outputs;
    expect(JSON.parse(readFileSync(result.path, "utf8")).accuracy.test).toEqual(trained.testAccuracy);
  });

  test("a second start of a finished run changes no byte of the traces", async () => {
    const traces = join(folder, "results", "digits-L3-N8", "traces.csv.gz");
    const before = readFileSync(traces);
    expect((await train(join(folder, "mine.json"))).code).toBe(0);
    expect(readFileSync(traces).equals(before)).toBe(true);
  });

  test("prints a table for people", async () => {
    const args = ["train", join(folder, "mine.json"), "--out", join(folder, "again"), "--work", join(folder, "work")];
    const { code, stdout, stderr } = await joulebookProcess(args);
    expect([code, stdout.split("\n")[0]]).toEqual([
      0,
      "digits-L3-N8 on scikit-learn digits: 3 epochs, the weights of epoch 3 kept (all epochs ran)",
    ]);
    expect(stderr).not.toContain("\u001b");
  });

  test("refuses an unknown key by its name and the nearest one, before anything is trained", async () => {
    const wrong = file("wrong.json", { ...experiment, name: "wrong", training: { ...experiment.training, epoch: 3 } });
    const { code, stdout } = await train(wrong);
    const [error] = JSON.parse(stdout).errors;
    expect([code, error.code, error.file]).toEqual([3, "unknown-key", wrong]);
    expect(error.nearest).toContain("epochs");
    expect(existsSync(join(folder, "results", "wrong"))).toBe(false);
  });

  test.each([
    ["an unknown name", ["combined-L6-N16-s9"], 3, "unknown-experiment"],
    ["a file that is not there", ["nowhere.json"], 3, "cannot-read"],
    ["data that do not ship and are not named", ["single-L1-N16-s0"], 3, "no-data-folder"],
    ["no whole number of jobs", ["single-L1-N16-s0", "--jobs", "0"], 2, "bad-number"],
    ["a time without a value", ["single-L1-N16-s0", "--stop-after", "soon"], 2, "not-a-number"],
    ["one name twice", ["single-L1-N16-s0", "single-L1-N16-s0"], 2, "same-name"],
  ])("refuses %s", async (_, args, expected, reason) => {
    const { code, stdout } = await train(...args);
    expect([code, JSON.parse(stdout).errors[0].code]).toEqual([expected, reason]);
    expect(schemaErrors("error", stdout)).toEqual([]);
  });

  test("a trainer that is killed leaves no process that goes on training", async () => {
    const long = { ...experiment, name: "long", training: { ...experiment.training, epochs: 1000, patience: 1000 } };
    const work = join(folder, "long-work");
    const args = ["train", file("long.json", long), "--out", join(folder, "long"), "--work", work];
    const parent = startJoulebook(args);
    const ended = outcome(parent);
    const checkpoint = join(work, "long", "checkpoint.bin");
    await expect.poll(() => existsSync(checkpoint), { timeout: 60_000 }).toBe(true);
    parent.kill("SIGKILL");
    await ended;
    const changed = (): number => statSync(checkpoint).mtimeMs;
    let last = -1;
    // Epochs take milliseconds and each writes a checkpoint: one that stays as it is for a second has no writer.
    await expect.poll(() => last === (last = changed()), { timeout: 60_000, interval: 1000 }).toBe(true);
  });

  test("a second trainer in the same folder is told who holds it", async () => {
    const lock = { pid: process.pid, host: (await import("node:os")).hostname(), since: "2026-01-01T00:00:00Z" };
    writeFileSync(join(folder, "work", ".lock"), JSON.stringify({ ...lock, purpose: "joulebook train" }));
    const { code, stdout } = await train(join(folder, "mine.json"));
    expect([code, JSON.parse(stdout).errors[0].code]).toEqual([1, "locked"]);
  });
});
