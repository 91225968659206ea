import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataset, datasetText } from "@joulebook/measurements";
import { beforeAll, expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook } from "../support/joulebook.js";

let folder: string;
let mine: string;
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

beforeAll(() => {
  folder = freshFolder();
  const [header = "", ...lines] = datasetText(dataset("mlperf-inference-edge-open")).split("\n");
  const board = lines.filter((line) => /rpi4/i.test(line) && /v2\.0/.test(line) && /ruy/i.test(line));
  mine = file("mine.csv", [header, ...[0, 30, 60].map((at) => board[at] ?? "")].join("\n"));
});

test("recommend --predict adds what nobody measured, with intervals, and says what to measure", async () => {
  const { code, stdout } = await joulebook([
    "recommend",
    "--measurements",
    mine,
    "--predict",
    "--budget",
    "200mJ",
    "--confidence",
    "0.9",
    "--json",
  ]);
  expect([code, schemaErrors("recommend", stdout)]).toEqual([0, []]);
  const document = JSON.parse(stdout);
  expect(document.census.candidates).toBe(2 * 94); // tflite-ruy, and armnn-neon that the board was not measured with
  expect(document.limits.confidence).toBe(0.9);
  expect(document.single.evidence).toBe("transferred");
  expect(document.single.withinBudget).toBeGreaterThanOrEqual(0.9);
  const kinds = document.reasons.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toContain("worth-measuring");
});

test("recommend takes candidates from files beside the measured ones", async () => {
  const policy = {
    id: "p",
    model: "policy",
    device: "raspberry-pi-4",
    origin: "exit-policy",
    evidence: "estimated",
    energy: 0.19,
    accuracy: 0.9,
    keys: {},
  };
  const args = ["recommend", "--device", "raspberry-pi-4", "--budget", "200mJ", "--json", "--candidates"];
  const { stdout } = await joulebook([...args, file("policies.json", [policy])]);
  expect(JSON.parse(stdout).single.id).toBe("p");
  const tuned = {
    schema: "joulebook/exits-tune@1",
    costs: { unit: "J", energy: [0.05, 0.2] },
    front: [{ energy: 0.18, accuracy: 0.95, thresholds: [0.7] }],
  };
  const second = await joulebook([...args, file("tuned.json", tuned)]);
  expect(JSON.parse(second.stdout).single).toMatchObject({ model: "tuned#1", thresholds: "0.7", accuracy: 0.95 });
});

test.each([
  ["no JSON", "{", 3, "no JSON"],
  ["a negative energy", [{ id: "a", energy: -1 }], 3, "[0].energy"],
  ["nothing", [], 3, "the file"],
  [
    "policies in MACs",
    { schema: "joulebook/exits-tune@1", costs: { unit: "MACs", energy: [1] }, front: [] },
    3,
    "MACs",
  ],
])("recommend --candidates refuses %s", async (name, content, expected, text) => {
  const { code, stdout } = await joulebook([
    "recommend",
    "--device",
    "raspberry-pi-4",
    "--budget",
    "1J",
    "--candidates",
    file(`${name}.json`, content),
    "--json",
  ]);
  expect([code, schemaErrors("error", stdout)]).toEqual([expected, []]);
  expect(JSON.stringify(JSON.parse(stdout).errors)).toContain(text);
});

test.each(["0", "1", "150%", "x"])("recommend refuses the confidence %s", async (confidence) => {
  const { code } = await joulebook(["recommend", "--budget", "1J", "--confidence", confidence, "--json"]);
  expect(code).toBe(2);
});
