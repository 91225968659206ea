// Runs the tests that take minutes: every workspace's test-long folder, then the mutation tests (tools/mutation.mjs).
// Arguments go to vitest, e.g. a part of a file's name; then no mutation tests run.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { totalsLine } from "./checks/summary.mjs";
import { vitestCounts } from "./checks/vitest-counts.mjs";
import { prepare } from "./setup/prepare.mjs";
import { runVisibly } from "./setup/run.mjs";
import { workspace } from "./setup/workspace.mjs";

const report = join(workspace, "dist", "tests-long", "all.json");
const { built, browser } = await prepare();
rmSync(report, { force: true });
const vitest = join(workspace, "node_modules", "vitest", "vitest.mjs");
const args = [vitest, "run", "--config", "vitest.long.config.ts", ...process.argv.slice(2)];
const env = browser === undefined ? {} : { JOULEBOOK_BROWSER: browser };
const { code } = built ? await runVisibly(process.execPath, args, { env }) : { code: 1 };
const counts = existsSync(report) ? vitestCounts(JSON.parse(readFileSync(report, "utf8"))) : undefined;
const { passed = 0, failed = ["no report was written"], skipped = [] } = counts ?? {};
for (const name of skipped) console.log(`skipped: ${name}`);
for (const name of failed) console.log(`failed: ${name}`);
console.log(totalsLine(passed, Math.max(failed.length, code === 0 ? 0 : 1), skipped.length));
const all = process.argv.length === 2;
const mutation =
  all && built ? await runVisibly(process.execPath, [join(workspace, "tools", "mutation.mjs")]) : { code: 0 };
process.exitCode = failed.length > 0 || code !== 0 || mutation.code !== 0 ? 1 : 0;
