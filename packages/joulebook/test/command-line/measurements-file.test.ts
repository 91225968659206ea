import { readdirSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { printable } from "@joulebook/runtime";
import { expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook } from "../support/joulebook.js";

const header = "device,backend,model_id,accuracy_top1_percent,mean_latency_ms,energy_per_inference_j";

function table(...rows: readonly string[]): { readonly folder: string; readonly file: string } {
  const folder = freshFolder();
  const file = join(folder, "mine.csv");
  writeFileSync(file, [header, ...rows, ""].join("\n"));
  return { folder, file };
}

test("a user's own table takes the place of the shipped one", async () => {
  const { file } = table("board,rt,small,60,5,0.010", "board,rt,large,80,9,0.030");
  const { code, stdout } = await joulebook(["recommend", "--measurements", file, "--budget", "20mJ", "--json"]);
  const answer = JSON.parse(stdout) as {
    single: object;
    mix: { accuracy: number };
    inputs: readonly { name: string; sha256: string }[];
  };
  expect(code).toBe(0);
  expect(answer.single).toMatchObject({ model: "small", device: "board", energy: 0.01, accuracy: 0.6, gap: 0.5 });
  expect(answer.mix.accuracy).toBeCloseTo(0.7, 12); // half of each: by hand
  const hash = createHash("sha256")
    .update([header, "board,rt,small,60,5,0.010", "board,rt,large,80,9,0.030", ""].join("\n"))
    .digest("hex");
  expect(answer.inputs).toMatchObject([{ name: file, sha256: hash }]);
});

test("everything wrong with a file is reported together, by line and column, and nothing is written", async () => {
  const { folder, file } = table(
    "board,rt,ok,60,5,0.010",
    "board,rt,negative,60,5,-1",
    "board,rt,empty,60,5,",
    "board,rt,nan,NaN,5,0.01",
    "board,rt,typed,60,fast,0.01",
    "board,rt,ok,60,5,0.010",
  );
  const args = ["recommend", "--measurements", file, "--budget", "20mJ"];
  const text = await joulebook(args);
  const json = await joulebook([...args, "--json"]);
  expect([text.code, json.code]).toEqual([3, 3]);
  expect(text.stdout).toBe("");
  for (const place of [":3:24", ":4:", ":5:", ":6:", ":7:"]) expect(text.stderr).toContain(`${file}${place}`);
  expect(schemaErrors("error", json.stdout)).toEqual([]);
  const { errors } = JSON.parse(json.stdout) as { errors: readonly { line: number }[] };
  expect(errors.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
  expect(readdirSync(folder)).toEqual(["mine.csv"]);
});

test("problems of several files come together", async () => {
  const first = table("board,rt,a,60,5,-1").file;
  const second = table("board,rt,b,200,5,1").file;
  const { code, stderr } = await joulebook(["recommend", "--measurements", first, second, "--budget", "1J"]);
  expect(code).toBe(3);
  expect(stderr).toContain(`${first}:2`);
  expect(stderr).toContain(`${second}:2`);
});

test("a missing file, a folder and an empty file say what they are", async () => {
  const { folder, file } = table();
  const run = (path: string): ReturnType<typeof joulebook> =>
    joulebook(["recommend", "--measurements", path, "--budget", "1J"]);
  const [missing, directory, empty] = await Promise.all([run(join(folder, "none.csv")), run(folder), run(file)]);
  expect([missing.code, directory.code, empty.code]).toEqual([3, 3, 3]);
  expect(missing.stderr).toContain("no such file");
  expect(directory.stderr).toContain("it is a folder");
  expect(empty.stderr).toContain("the table is empty");
});

test("names of models, devices and runtimes cannot reach the terminal", async () => {
  const { file } = table(
    "b\u001b[2Joard,r\u0007t,\u001b]0;owned\u0007<script>,60,5,0.010",
    "b\u001b[2Joard,rt,=1+1,50,5,0.005",
  );
  const outcomes = await Promise.all([
    joulebook(["recommend", "--measurements", file, "--budget", "20mJ"]),
    joulebook(["recommend", "--measurements", file, "--budget", "1mJ"]),
    joulebook(["models", "--measurements", file]),
    joulebook(["devices", "--measurements", file]),
    joulebook(["recommend", "--measurements", file, "--budget", "20mJ", "--device", "\u001b[31m"]),
    joulebook(["recommend", "\u001b[31m"]),
    joulebook(["recommend", "--measurements", "\u001b[31m.csv", "--budget", "20mJ"]),
  ]);
  for (const { stdout, stderr } of outcomes) {
    const raw = [...(stdout + stderr)].filter((character) => character !== "\n" && printable(character) !== character);
    expect(raw).toEqual([]);
  }
});
