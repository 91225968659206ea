import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectResult } from "../checks/project-result.mjs";
import { summary } from "../checks/summary.mjs";
import { addTotals } from "../checks/totals.mjs";
import { vitestCounts } from "../checks/vitest-counts.mjs";
import { folderWith } from "./fixture-workspace.js";

const project = { name: "core", folder: "packages/core", targets: ["build", "lint", "test"] };
const tests = { passed: 3, failed: [], skipped: [] };
const good = new Map([
  ["core:build", "local-cache"],
  ["core:lint", "success"],
  ["core:test", "success"],
]);

describe("the counts of a project", () => {
  it("are its tests, and each other task as one check", () => {
    const result = projectResult(project, good, tests);
    expect(summary([result]).text.split("\n").at(-1)).toBe("5 passed, 0 failed");
  });

  it("take a task that never ran for failed", () => {
    const result = projectResult(project, new Map([["core:build", "failure"]]), { passed: 0, failed: [], skipped: [] });
    expect(result.failedTasks).toEqual([
      "build (failed)",
      "lint (not run: a task it needs failed)",
      "test (not run: a task it needs failed)",
    ]);
    expect(summary([result]).totals.failed).toBe(3);
  });

  it("count failed tests once, not again as a failed task", () => {
    const result = projectResult(project, new Map([...good, ["core:test", "failure"]]), {
      ...tests,
      failed: ["a breaks"],
    });
    expect(summary([result]).text.split("\n").at(-1)).toBe("5 passed, 1 failed");
  });

  it("show a test run that broke outside of its tests", () => {
    const result = projectResult(project, new Map([...good, ["core:test", "failure"]]), tests);
    expect(result.failedTasks).toEqual(["test (failed outside of any test)"]);
  });

  it("do not let a test task pass that counted nothing", () => {
    const result = projectResult(project, good, { passed: 0, failed: [], skipped: [] });
    expect(result.failedTasks).toEqual(["test (no tests were counted)"]);
  });

  it("list failed and skipped tests by name", () => {
    const { text } = summary([projectResult(project, good, { passed: 1, failed: ["a breaks"], skipped: ["b waits"] })]);
    expect(text).toContain("Failed:\n  core: a breaks");
    expect(text).toContain("Skipped:\n  core: b waits");
    expect(text.split("\n").at(-1)).toBe("3 passed, 1 failed, 1 skipped");
  });
});

describe("a report of vitest", () => {
  const file = { name: "a.test.ts", status: "passed", assertionResults: [] };

  it("is counted test by test", () => {
    const assertionResults = [
      { status: "passed", fullName: "a holds" },
      { status: "failed", fullName: "a breaks", failureMessages: ["\nexpected 1 to be 2\n  at ..."] },
      { status: "pending", fullName: "a waits" },
      { status: "todo", fullName: "a is planned" },
    ];
    expect(vitestCounts({ testResults: [{ ...file, status: "failed", assertionResults }] })).toEqual({
      passed: 1,
      failed: ["a breaks\n      expected 1 to be 2"],
      skipped: ["a waits", "a is planned"],
    });
  });

  it("keeps the reason of a failure short", () => {
    const test = { status: "failed", fullName: "a", failureMessages: ["x".repeat(10_000)] };
    const [reason] = vitestCounts({ testResults: [{ ...file, status: "failed", assertionResults: [test] }] }).failed;
    expect(reason).toBe(`a\n      ${"x".repeat(300)}`);
  });

  it("counts a file that failed to load as one failure", () => {
    const broken = { ...file, status: "failed", message: "Cannot find module" };
    expect(vitestCounts({ testResults: [broken] }).failed).toEqual(["a.test.ts\n      Cannot find module"]);
  });
});

describe("totals of several runs", () => {
  it("add up, and a run that left none is a failure", () => {
    const folder = folderWith({
      "a.json": { passed: 3, failed: 0, skipped: 1 },
      "b.json": { passed: 2, failed: 1, skipped: 0 },
    });
    const files = ["a.json", "b.json", "missing.json"].map((name) => join(folder, name));
    expect(addTotals(files)).toEqual({ passed: 5, failed: 2, skipped: 1 });
  });
});
