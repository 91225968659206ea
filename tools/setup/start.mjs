import { rmSync } from "node:fs";
import { join } from "node:path";
import { prepare } from "./prepare.mjs";
import { runVisibly } from "./run.mjs";
import { startArguments } from "./start-arguments.mjs";
import { workspace } from "./workspace.mjs";

const study = "design-review";

const help = `npm start [-- options]   sets up whatever is missing and writes dist/reports/${study}.pdf and .html

  --device NAME, --budget 100mJ, ...   parameters of the study, as in \`joulebook report ${study} -p device=NAME\`
  --out FILE                           write the PDF there; the HTML goes beside it
  --browser PATH                       print with this browser
  --install-browser                    allow apt to install a browser (Debian, Ubuntu; as root)
`;

/**
 * `npm start`: the design review as PDF and HTML.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function start(args) {
  const wanted = startArguments(args);
  if ("problem" in wanted) {
    console.error(`npm start: ${wanted.problem}\n  see: npm start -- --help`);
    return 2;
  }
  if (wanted.help) {
    process.stdout.write(help);
    return 0;
  }
  const { built, browser } = await prepare(wanted);
  if (!built) return 1;
  const pdf = wanted.out ?? join(workspace, "dist", "reports", `${study}.pdf`);
  // A PDF of an earlier run beside a new HTML would pass for the new one.
  if (browser === undefined) rmSync(pdf, { force: true });
  const bin = join(workspace, "packages", "joulebook", "dist", "bin.js");
  const parameters = wanted.parameters.flatMap((parameter) => ["-p", parameter]);
  const env = browser === undefined ? {} : { JOULEBOOK_BROWSER: browser };
  const report = [bin, "report", study, "--out", pdf, ...wanted.report, ...parameters];
  // The report prints which files it wrote.
  return (await runVisibly(process.execPath, report, { env })).code;
}
