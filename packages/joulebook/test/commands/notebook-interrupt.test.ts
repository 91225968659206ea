import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { findBrowser } from "@joulebook/report";
import { expect, it } from "vitest";
import { freshFolder, outcome, startJoulebook } from "../support/joulebook.js";
import { notebookFile } from "../support/notebook-file.js";

/** Processes whose command line names a folder. */
function processesOf(folder: string): readonly string[] {
  const lines = execFileSync("ps", ["-axo", "pid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(folder) && !/^\s*\d+\s+Z/.test(line));
}

const drawn = `import * as jb from "joulebook";
import { writeFileSync } from "fs";
await jb.show(jb.energyAccuracyFigure([{ id: "a", model: "m", device: "d", energy: 1, accuracy: 0.5, keys: {} }]));
writeFileSync("kernel", String(process.pid));`;

it.skipIf(process.platform === "win32" || findBrowser() === undefined).each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle of a cell leaves no file, no kernel and no browser, and exits with 130",
  async (signal) => {
    const file = notebookFile([drawn, "while (true) {}"]);
    const [folder, temporary] = [freshFolder(), freshFolder()];
    const args = ["notebook", "run", file, "--out", join(folder, "out.ipynb")];
    const child = startJoulebook(args, { cwd: folder, env: { TMPDIR: temporary } });
    const ended = outcome(child);
    await expect.poll(() => existsSync(join(dirname(file), "kernel")), { timeout: 100_000, interval: 200 }).toBe(true);
    expect(processesOf(temporary).length).toBeGreaterThan(0); // the browser runs
    child.kill(signal);
    expect((await ended).code).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
    await expect.poll(() => processesOf(temporary), { timeout: 10_000 }).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  },
  150_000,
);
