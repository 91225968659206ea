import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../setup/run.mjs";
import { workspace } from "../setup/workspace.mjs";
import { measure } from "./measure.mjs";

const bin = join(workspace, "packages", "joulebook", "dist", "bin.js");

/** @type {import("./measure.mjs").Benchmark} */
export const benchmark = {
  name: "joulebook report design-review, HTML and PDF",
  target: 6000,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "joulebook-bench-"));
    const args = [bin, "report", "design-review", "--out", join(folder, "review.pdf")];
    const subject = {
      name: "joulebook report design-review, HTML and PDF",
      run: async () => {
        const { code, output } = await run(process.execPath, args, { quiet: true });
        if (code !== 0) throw new Error(`joulebook report ended with code ${code}: ${output.trim()}`);
      },
    };
    try {
      return [await measure(subject, { runs: 5 })];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
