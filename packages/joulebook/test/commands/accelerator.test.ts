import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook } from "../support/joulebook.js";

const path = (name: string): string =>
  fileURLToPath(new URL(`../../../hardware/data/accelerators/${name}`, import.meta.url));
const resnet = fileURLToPath(new URL("../../../network/test/golden/onnx/resnet18.onnx", import.meta.url));
const chip = ["--on", path("tpu_like.yaml")];
const mapped = [...chip, "--mapping", path("tpu_like_mapping.yaml")];

test("a network on an accelerator file with a mapping is counted as ZigZag counts", async () => {
  const { code, stdout, stderr } = await joulebook(["estimate", resnet, ...mapped, "--json"]);
  expect(code).toBe(0);
  expect(schemaErrors("estimate", stdout)).toEqual([]);
  const document = JSON.parse(stdout);
  // ZigZag 3.8.5: packages/hardware/data/accelerators/reference_runs.json.
  const [, run] = JSON.parse(readFileSync(path("reference_runs.json"), "utf8"));
  expect(Math.abs((document.energy * 1e12) / run.energy_pJ - 1)).toBeLessThan(1e-9);
  expect(document).toMatchObject({ convention: "zigzag", objective: "latency", latencyCycles: run.latency_cycles });
  expect(document.latency).toBeUndefined(); // the file has no clock
  expect(document.inputs).toHaveLength(3);
  expect(stderr).toContain('has the key "ports" twice');
});

test("without a mapping the unrolling is searched for, the convention is sound, and the notes say so", async () => {
  const { stdout } = await joulebook(["estimate", "ds-cnn-s", ...chip, "--json"]);
  const document = JSON.parse(stdout);
  expect(document.convention).toBe("sound");
  expect(document.notes.join()).toContain("searched unrolling");
});

test("a float32 file is counted as the 8-bit network it will be, unless --bits says otherwise", async () => {
  const read = async (
    ...args: readonly string[]
  ): Promise<{ energy: number; latencyCycles: number; notes: string[] }> => {
    const { stdout } = await joulebook(["estimate", resnet, ...chip, ...args, "--json"]);
    return JSON.parse(stdout);
  };
  const [usual, eight] = [await read(), await read("--bits", "8")];
  expect([usual.energy, usual.latencyCycles]).toEqual([eight.energy, eight.latencyCycles]);
  expect(usual.notes.join()).toContain("counted as 8-bit");
  // Half the bits move in fewer words, and never in more cycles.
  const four = await read("--bits", "4");
  expect(four.energy).toBeLessThan(eight.energy);
  expect(four.latencyCycles).toBeLessThanOrEqual(eight.latencyCycles);
});

test("a width that the array's registers cannot hold is refused: which memory, which operands, by how much", async () => {
  const { code, stdout } = await joulebook(["estimate", resnet, ...chip, "--bits", "16", "--json"]);
  const [error] = JSON.parse(stdout).errors;
  expect([code, error.code]).toEqual([3, "fits-no-memory"]);
  // tpu_like keeps one 16-bit partial sum at each unit; twice the width of 16-bit outputs is 32.
  expect(error.message).toMatch(/^layer \S+: .*rf_2B holds 16 bits and needs at least O 32 bits, 16 too many$/);
});

test("an infeasible mapping of a layer, a wrong file and a wrong option are each one clear error", async () => {
  const folder = freshFolder();
  const small = join(folder, "small.yaml");
  writeFileSync(small, readFileSync(path("tpu_like.yaml"), "utf8").replace("size: 10000000000", "size: 1000"));
  const tooSmall = await joulebook(["estimate", "ds-cnn-s", "--on", small, "--json"]);
  expect([tooSmall.code, JSON.parse(tooSmall.stdout).errors[0].code]).toEqual([3, "fits-no-memory"]);
  expect(JSON.parse(tooSmall.stdout).errors[0].message).toMatch(/^layer \S+: .* more than dram holds$/);

  const broken = join(folder, "broken.yaml");
  writeFileSync(broken, readFileSync(path("tpu_like.yaml"), "utf8").replace("r_cost: 0.095", "r_cots: 0.095"));
  const unknown = await joulebook(["estimate", "ds-cnn-s", "--on", broken, "--json"]);
  expect([unknown.code, JSON.parse(unknown.stdout).errors[0]]).toEqual([
    3,
    expect.objectContaining({ file: broken, line: 6, nearest: expect.arrayContaining(["r_cost"]) }),
  ]);

  const wrong = await joulebook(["estimate", "ds-cnn-s", ...chip, "--objective", "speed", "--json"]);
  expect(wrong.code).toBe(2);
  expect(JSON.parse(wrong.stdout).errors[0].message).toContain('"speed"');
});

test("an option for accelerators has no effect elsewhere, and says so", async () => {
  const { code, stderr } = await joulebook([
    "estimate",
    "ds-cnn-s",
    "--on",
    "cortex-m7-216mhz-cmsis-nn",
    "--objective",
    "edp",
  ]);
  expect(code).toBe(0);
  expect(stderr).toContain("--objective: no effect on a device of kind op-table");
});
