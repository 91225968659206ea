import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm, run } from "../setup/run.mjs";
import { workspace } from "../setup/workspace.mjs";

/**
 * A Node of another version, from its npm package, kept for the next time. The workspace's own installation stays as it is.
 *
 * @param {string} version exact, e.g. "24.21.0"
 * @returns {Promise<string>} path of the program
 * @throws {Error} when it cannot be installed or does not start
 */
export async function fetchNode(version) {
  const folder = join(workspace, ".cache", `node-${version}`);
  const program = join(folder, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    // A package.json of its own keeps npm from climbing up to the workspace's.
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    const args = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts=false", `node@${version}`];
    const { code, output } = await npm(args, { cwd: folder, quiet: true, timeout: 300_000 });
    if (code !== 0) throw new Error(`npm could not install node@${version}: ${output.trim()}`);
  }
  const { output, stdout } = await run(program, ["--version"], { quiet: true });
  if (stdout.trim() !== `v${version}`) throw new Error(`${program} says "${output.trim()}" instead of v${version}`);
  return program;
}
