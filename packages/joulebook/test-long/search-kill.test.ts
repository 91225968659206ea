import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { random } from "@joulebook/core";
import { expect, it } from "vitest";
import { freshFolder, joulebookProcess, startJoulebook } from "../test/support/joulebook.js";

it("a study that is killed at ten random moments ends as one that was never stopped, and evaluates nothing logged twice", async () => {
  const folder = freshFolder();
  const at = (name: string): string => join(folder, name);
  writeFileSync(
    at("slow.mjs"),
    "export default async ({ x, y }) => { await new Promise((done) => setTimeout(done, 8)); return { a: x + y, b: (x - 30) ** 2 + y }; };",
  );
  const study = {
    name: "killed",
    evaluator: { kind: "module", path: "./slow.mjs" },
    space: ["x", "y"].map((name) => ({ name, kind: "integer", low: 0, high: 60 })),
    objectives: ["a", "b"].map((quantity) => ({ quantity, direction: "minimise" })),
    algorithm: { kind: "nsga2", population: 20 },
    evaluations: 400,
  };
  writeFileSync(at("study.json"), JSON.stringify(study));
  const whole = await joulebookProcess(["search", at("study.json"), "--log", at("whole.jsonl"), "--json"]);
  const stream = random(1, "kill");
  for (let kill = 0; kill < 10; kill++) {
    const child = startJoulebook([
      "search",
      at("study.json"),
      "--log",
      at("log.jsonl"),
      ...(kill === 0 ? [] : ["--resume"]),
    ]);
    const closed = new Promise((done) => child.once("close", done));
    await new Promise((done) => setTimeout(done, 700 + stream.integer(900)));
    child.kill("SIGKILL");
    await closed;
  }
  const last = await joulebookProcess(["search", at("study.json"), "--log", at("log.jsonl"), "--resume", "--json"]);
  expect(JSON.parse(last.stdout).front).toEqual(JSON.parse(whole.stdout).front);
  const indices = readFileSync(at("log.jsonl"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => JSON.parse(line).index);
  expect(indices.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, index) => index));
});
