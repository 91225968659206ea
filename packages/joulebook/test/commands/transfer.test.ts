import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataset, datasetText } from "@joulebook/measurements";
import { beforeAll, expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook } from "../support/joulebook.js";

/** Rows of the shipped table for one board, as a user's table of a board that is not known. */
let board: readonly string[];
let folder: string;
const header = (): string => board[0] as string;
const table = (name: string, rows: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, [header(), ...rows].join("\n"));
  return path;
};

beforeAll(() => {
  folder = freshFolder();
  const lines = datasetText(dataset("mlperf-inference-edge-open")).split("\n");
  board = [
    lines[0] as string,
    ...lines.filter((line) => /rpi4/i.test(line) && /v2\.0/.test(line) && /ruy/i.test(line)),
  ];
});

test("joulebook transfer predicts a board from three measurements and scores itself with the rest", async () => {
  const { code, stdout } = await joulebook([
    "transfer",
    "--measurements",
    table("board.csv", board.slice(1)),
    "--probes",
    "3",
    "--seed",
    "1",
    "--json",
  ]);
  expect([code, schemaErrors("transfer", stdout)]).toEqual([0, []]);
  const document = JSON.parse(stdout);
  expect(document.probes).toHaveLength(3);
  expect(document.medianAbsError).toBeLessThan(0.2);
  expect(document.p90AbsError).toBeGreaterThan(document.medianAbsError);
  expect(document.intervalCoverage).toBeGreaterThan(0.5);
  expect(document.recommendation.medianGap).toBeLessThan(0.1);
  expect(document.recommendation.violations).toBeLessThanOrEqual(1);
  // Probes are no predictions.
  const predicted = new Set(document.predictions.map(({ model }: { model: string }) => model));
  for (const { model } of document.probes) expect(predicted.has(model)).toBe(false);
});

test("says by what meter measured energies were measured, or that the table does not say", async () => {
  const place = header().split(",").indexOf("energy_per_inference_j");
  const blank = (line: string): string => line.split(",").with(place, "").join(",");
  for (const [name, rows, qualities, cell] of [
    ["printed.csv", board.slice(1), [], "not stated"],
    ["derived.csv", board.slice(1).map(blank), ["derived"], "derived"],
  ] as const) {
    const args = ["transfer", "--measurements", table(name, rows), "--probes", "3"];
    const { probes, predictions } = JSON.parse((await joulebook([...args, "--json"])).stdout);
    const scored = predictions.filter(({ measured }: { measured?: number }) => measured !== undefined);
    expect(scored.length).toBeGreaterThan(50);
    for (const { energyQualities, measuredQualities } of [...probes, ...scored])
      expect(energyQualities ?? measuredQualities).toEqual(qualities);
    expect((await joulebook(args)).stdout).toMatch(new RegExp(`Energy +Meter *\\n.* m?J +${cell}`));
  }
});

test("the same table and seed give the same document", async () => {
  const args = [
    "transfer",
    "--measurements",
    table("again.csv", board.slice(1)),
    "--probes",
    "3",
    "--seed",
    "7",
    "--json",
  ];
  expect(await joulebook(args)).toEqual(await joulebook(args));
});

test("with exactly as many rows as probes it predicts all others and says that nothing scores them", async () => {
  const { code, stdout } = await joulebook([
    "transfer",
    "--measurements",
    table("three.csv", board.slice(1, 4)),
    "--probes",
    "3",
    "--json",
  ]);
  const document = JSON.parse(stdout);
  expect([code, document.medianAbsError, document.predictions.length]).toEqual([0, undefined, 91]);
  expect(document.warnings.map((warning: { code: string }) => warning.code)).toContain("not-scored");
});

test("measurements that contradict each other are named", async () => {
  const columns = header().split(",");
  const at = columns.indexOf("energy_per_inference_j");
  const [first = ""] = board.slice(1);
  const cells = first.split(",");
  cells[at] = String(3 * Number(cells[at]));
  cells[columns.indexOf("test_datetime_utc")] = "2022-02-24T10:00:00Z";
  const rows = [...board.slice(1, 6), cells.join(",")];
  const { stdout } = await joulebook(["transfer", "--measurements", table("twice.csv", rows), "--json"]);
  const { warnings } = JSON.parse(stdout);
  expect(warnings.map(({ code }: { code: string }) => code)).toContain("contradiction");
});

test.each([
  ["no whole number of probes", ["--probes", "0"], 2],
  ["a level above one", ["--level", "120%"], 2],
  ["an unknown board", ["--device", "toaster"], 2],
])("joulebook transfer refuses %s", async (_, args, expected) => {
  const { code, stdout } = await joulebook([
    "transfer",
    "--measurements",
    table("ok.csv", board.slice(1)),
    ...args,
    "--json",
  ]);
  expect([code, schemaErrors("error", stdout)]).toEqual([expected, []]);
});

test("joulebook transfer refuses a table without energies", async () => {
  const path = join(folder, "none.csv");
  writeFileSync(path, "model,device\na,b\n");
  const { code } = await joulebook(["transfer", "--measurements", path, "--json"]);
  expect(code).toBe(3);
});

test("joulebook probes names what to measure, and warns of a runtime that nobody knows", async () => {
  const { code, stdout } = await joulebook(["probes", "--count", "3", "--json"]);
  expect([code, schemaErrors("probes", stdout), JSON.parse(stdout).probes.length]).toEqual([0, [], 3]);
  const warned = JSON.parse((await joulebook(["probes", "--backend", "mine", "--json"])).stdout);
  expect(warned.warnings[0].code).toBe("unknown-runtime");
  expect((await joulebook(["probes", "--device-like", "toaster"])).code).toBe(2);
});

test("joulebook transfer predicts networks that nobody measured from their size, and says so", async () => {
  const few = table("few.csv", [board[5], board[40], board[70]] as string[]);
  const args = ["transfer", "--measurements", few, "--network", "resnet50", "--network", "mobilenet-v2-1.0-224"];
  const { code, stdout, stderr } = await joulebook([...args, "--json"]);
  expect([code, schemaErrors("transfer", stdout)]).toEqual([0, []]);
  const [one, two] = JSON.parse(stdout).predictions;
  // Measured on the Raspberry Pi 4 in closed division v2.0, another model file and runtime: 1.83 J (armnn-neon).
  const resnet = [one, two].find(({ model }) => model === "resnet50");
  expect(resnet.energy).toBeGreaterThan(0.9);
  expect(resnet.energy).toBeLessThan(3.7);
  expect(resnet.high / resnet.low).toBeGreaterThan(1.5);
  expect([one.model, two.model]).toContain("mobilenet-v2-1.0-224-fp32"); // as the table calls it
  expect(stderr).toContain("resnet50");
  expect(stderr).toContain("reaches beyond what was measured");
});

test("joulebook transfer refuses a network whose size says nothing, and one that is not there", async () => {
  const few = table("few.csv", [board[5], board[40], board[70]] as string[]);
  const unknown = await joulebook(["transfer", "--measurements", few, "--network", "resnet5"]);
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining("did you mean")]);
  const absent = await joulebook(["transfer", "--measurements", few, "--network", "./none.onnx"]);
  expect([absent.code, absent.stderr]).toEqual([3, expect.stringContaining("none.onnx")]);
});

test("joulebook recommend --predict also has runtimes that the board was not measured with", async () => {
  const few = table("few.csv", [board[5], board[40], board[70]] as string[]);
  const args = ["recommend", "--measurements", few, "--predict", "--budget", "10J", "--json"];
  const { code, stdout } = await joulebook(args);
  expect(code).toBe(0);
  const { single } = JSON.parse(stdout);
  expect([single.backend, single.evidence]).toEqual(["armnn-neon", "transferred"]);
  expect(single.notes.join()).toContain("4 boards measured with both");
});
