import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { filesBelow, nextChange } from "../../src/commands/report/file-changes.js";
import { freshFolder, outcome, startJoulebook } from "../support/joulebook.js";

describe("nextChange", () => {
  it.each([
    ["changes", (folder: string) => writeFileSync(join(folder, "a"), "longer")],
    ["appears", (folder: string) => writeFileSync(join(folder, "b"), "")],
    ["goes", (folder: string) => rmSync(join(folder, "a"))],
  ])("ends when a file %s", async (_, act) => {
    const folder = freshFolder();
    writeFileSync(join(folder, "a"), "1");
    const change = nextChange([folder], filesBelow([folder]), { interval: 20 });
    act(folder);
    expect(await change).toMatch(/[ab]$/);
  });

  it("waits while nothing does", async () => {
    const folder = freshFolder();
    const signal = AbortSignal.timeout(200);
    await expect(nextChange([folder], filesBelow([folder]), { interval: 20, signal })).rejects.toThrow();
  });
});

it.skipIf(process.platform === "win32")(
  "joulebook report --watch writes the report again after a change and ends with 130 on Ctrl-C",
  async () => {
    const folder = freshFolder();
    const html = join(folder, "review.html");
    const args = ["report", "design-review", "--watch", "--formats", "html", "--out", html];
    const child = startJoulebook(args, { cwd: folder });
    const ended = outcome(child);
    await expect.poll(() => existsSync(html), { timeout: 100_000, interval: 200 }).toBe(true);
    const before = statSync(html).mtimeMs;
    const data = new URL("../../../measurements/data/mlperf-inference-edge-open/datapackage.json", import.meta.url);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    utimesSync(fileURLToPath(data), new Date(), new Date());
    await expect.poll(() => statSync(html).mtimeMs, { timeout: 100_000, interval: 200 }).toBeGreaterThan(before);
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/changed: .*datapackage\.json/);
    expect(readdirSync(folder).filter((file) => file.endsWith(".tmp"))).toEqual([]);
  },
  240_000,
);
