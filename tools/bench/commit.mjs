import { execFileSync } from "node:child_process";
import { workspace } from "../setup/workspace.mjs";

/** The commit that was measured; "+" marks changes since, "unknown" a copy without its history. */
export function commit() {
  try {
    return git("rev-parse", "--short=12", "HEAD") + (git("status", "--porcelain") === "" ? "" : "+");
  } catch {
    return "unknown";
  }
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync("git", args, { cwd: workspace, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}
