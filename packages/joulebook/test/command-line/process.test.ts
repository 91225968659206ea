import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { bin, freshFolder, joulebookProcess, outcome, startJoulebook } from "../support/joulebook.js";

test.each([
  [0, ["datasets"]],
  [2, ["recommend"]],
  [3, ["recommend", "--budget", "1J", "--measurements", "none.csv"]],
  [4, ["recommend", "--budget", "1uJ", "--quiet"]],
] as const)("the process ends with exit code %i after joulebook %j", async (expected, args) => {
  const { code, stdout, stderr } = await joulebookProcess(args);
  expect(code).toBe(expected);
  expect([stdout === "", stderr === ""]).toEqual(expected === 2 || expected === 3 ? [true, false] : [false, true]);
});

test("a reader that goes away is no failure", async () => {
  const child = startJoulebook(["models", "--json", "--quiet"]);
  child.stdout?.once("data", () => child.stdout?.destroy());
  const { code, stderr } = await outcome(child);
  expect([code, stderr]).toEqual([0, ""]);
});

test.skipIf(process.platform === "win32")("a closed standard output is no failure", async () => {
  const child = spawn("bash", [
    "-c",
    '"$0" "$@" | true; exit "${PIPESTATUS[0]}"',
    process.execPath,
    bin,
    "models",
    "--quiet",
  ]);
  const { code, stderr } = await outcome(child);
  expect([code, stderr]).toEqual([0, ""]);
});

test.skipIf(process.platform !== "linux")("a full standard output fails in one line", async () => {
  const child = spawn("bash", ["-c", '"$0" "$@" > /dev/full', process.execPath, bin, "models", "--quiet"]);
  const { code, stderr } = await outcome(child);
  expect([code, stderr]).toEqual([1, "error: cannot write the output: ENOSPC: no space left on device, write\n"]);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s while a report is printed leaves nothing and exits with 130",
  async (signal) => {
    const folder = freshFolder();
    const child = startJoulebook(["report", "design-review", "--out", "deep/review.pdf"], { cwd: folder });
    const timer = setTimeout(() => child.kill(signal), 4000);
    // As root the browser says that it has no sandbox, just before it starts: then is the time to interrupt.
    child.stderr?.once("data", () => setTimeout(() => child.kill(signal), 300));
    const { code } = await outcome(child);
    clearTimeout(timer);
    expect(code).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test("doctor names what is missing, how to get it, and fails", async () => {
  const { code, stdout } = await joulebookProcess(["doctor", "--json"], {
    env: { PATH: "", JOULEBOOK_BROWSER: "/no/browser" },
  });
  const { ok, checks } = JSON.parse(stdout) as {
    ok: boolean;
    checks: readonly { name: string; status: string; fix?: string }[];
  };
  expect([code, ok]).toEqual([5, false]);
  expect(checks.find(({ name }) => name.startsWith("Browser"))?.status).toBe("failed");
  expect(checks.filter(({ status }) => status !== "ok").every(({ fix }) => fix !== undefined)).toBe(true);
});
