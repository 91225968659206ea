import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "../setup/find-browser.mjs";
import { workspace } from "../setup/workspace.mjs";

/**
 * What test results depend on besides files of the repository; Nx makes it part of the cache key, so that a result of
 * another Node, of another browser or of a machine without the optional data is never taken for one of this machine.
 */
const data = process.env.JOULEBOOK_SHARED ?? join(workspace, "..", "shared");
console.log(process.version, process.platform, process.arch);
console.log("optional data:", existsSync(data) ? data : "none");
console.log("browser:", findBrowser()?.path ?? "none");
const jupyter = spawnSync("jupyter", ["nbconvert", "--version"], { encoding: "utf8" });
console.log("jupyter nbconvert:", jupyter.status === 0 ? jupyter.stdout.trim() : "none");
