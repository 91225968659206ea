import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { ReproduceCommandOptions } from "./reproduce-options.js";

export function reproduceCommand(run: Run): Command {
  return new Command("reproduce")
    .summary("make the figures and claims of the papers again")
    .description(
      "Makes the figures of a paper again from data and prints its claims ledger: every statement that could be true or " +
        "false, the published value, ours, and a computed verdict. Without PAPER, lists the papers; with --check, all are checked.",
    )
    .argument("[paper...]", "e.g. not-all-ops")
    .option("--check", "fail (exit code 5) when a figure's data or a verdict is no longer what was last looked at")
    .option("--out <folder>", "write each paper there, as PDF and HTML with figures and tables")
    .option("--formats <list>", "of html, pdf, figures, data (default: all), with --out")
    .option("--browser <path>", "print with this browser")
    .addHelpText(
      "after",
      examples(
        ["joulebook reproduce", "the papers"],
        ["joulebook reproduce not-all-ops", "the claims of one, with verdicts"],
        ["joulebook reproduce --check", "does everything still come out as it did?"],
        ["joulebook reproduce not-all-ops --out papers", "the study as PDF and HTML"],
      ),
    )
    .action((papers: readonly string[], options: ReproduceCommandOptions) =>
      run(async (invocation) => (await import("./reproduce-action.js")).reproduceAction(papers, options, invocation)),
    );
}
