import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../setup/run.mjs";
import { workspace } from "../setup/workspace.mjs";
import { measure } from "./measure.mjs";

const bin = join(workspace, "packages", "joulebook", "dist", "bin.js");
const notebook = join(workspace, "notebooks", "01-getting-started.ipynb");

/**
 * The same notebook through our runner and, where it is installed, through real Jupyter.
 *
 * @type {import("./measure.mjs").Benchmark}
 */
export const benchmark = {
  name: "joulebook notebook run 01-getting-started",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "joulebook-bench-"));
    const subject = {
      name: "joulebook notebook run 01-getting-started",
      run: () => program(process.execPath, [bin, "notebook", "run", notebook, "--out", join(folder, "ours.ipynb")]),
    };
    const args = ["nbconvert", "--to", "notebook", "--execute", notebook, "--output-dir", folder, "--output", "peer"];
    const env = { JUPYTER_PATH: join(workspace, "tools", "jupyter") };
    const peer = { name: "jupyter nbconvert --execute", run: () => program("jupyter", args, env) };
    const options = hasJupyter() ? { runs: 3, peer } : { runs: 3 };
    try {
      return [await measure(subject, options)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function hasJupyter() {
  const found = spawnSync("jupyter", ["nbconvert", "--version"]).status === 0;
  if (!found) console.error("jupyter nbconvert is not installed: no peer");
  return found;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
async function program(command, args, env = {}) {
  const { code, output } = await run(command, args, { quiet: true, env });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with code ${code}: ${output.trim()}`);
}
