// Smoke-tests the built command line and the pure packages under another Node: node tools/smoke.mjs [version]
// Writes its counts to dist/checks/smoke.json. `.ci/run` calls it after `npm test` and adds the two up.
import { join } from "node:path";
import { writeTotals } from "./checks/totals.mjs";
import { totalsLine } from "./checks/summary.mjs";
import { workspace } from "./setup/workspace.mjs";
import { smokeChecks } from "./smoke/checks.mjs";
import { fetchNode } from "./smoke/fetch-node.mjs";

const version = process.argv[2] ?? "24.21.0";

/** @returns {Promise<import("./checks/vitest-counts.mjs").Counts[]>} */
async function results() {
  try {
    return await smokeChecks(await fetchNode(version));
  } catch (error) {
    return [{ passed: 0, failed: [error instanceof Error ? error.message : String(error)], skipped: [] }];
  }
}

const counts = await results();
const failed = counts.flatMap((item) => item.failed);
const totals = {
  passed: counts.reduce((sum, item) => sum + item.passed, 0),
  failed: failed.length,
  skipped: counts.flatMap((item) => item.skipped).length,
};
for (const name of failed) console.error(`Node ${version}: ${name}`);
console.log(`Node ${version}: ${totalsLine(totals.passed, totals.failed, totals.skipped)}`);
writeTotals(join(workspace, "dist", "checks", "smoke.json"), totals);
process.exitCode = totals.failed === 0 ? 0 : 1;
