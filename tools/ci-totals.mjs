// Last line of `.ci/run`: the counts of `npm test` and of the smoke test together.
import { join } from "node:path";
import { totalsLine } from "./checks/summary.mjs";
import { addTotals } from "./checks/totals.mjs";
import { workspace } from "./setup/workspace.mjs";

const folder = join(workspace, "dist", "checks");
const { passed, failed, skipped } = addTotals([join(folder, "test.json"), join(folder, "smoke.json")]);
console.log(totalsLine(passed, failed, skipped));
process.exitCode = failed === 0 ? 0 : 1;
