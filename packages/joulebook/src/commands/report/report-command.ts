import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { collect } from "../collect.js";
import type { ReportOptions } from "./report-options.js";

export function reportCommand(run: Run): Command {
  return new Command("report")
    .summary("write a study as PDF and HTML")
    .description(
      "Runs a study and writes it as HTML and PDF, its figures as SVG and its tables as CSV. Without STUDY, lists the " +
        "studies and their parameters. Without a browser everything but PDF and SVG is written (exit code 1).",
    )
    .argument("[study]", "e.g. design-review")
    .option("-p, --parameter <name=value>", "a parameter of the study (repeatable)", collect, [])
    .option("--out <file>", "the PDF; the HTML goes beside it (default: <study>.pdf in the current folder)")
    .option("--formats <list>", "of html, pdf, figures, data (default: all)")
    .option("--browser <path>", "print with this browser")
    .option("--watch", "write it again whenever the studies, the data or a file among the parameters change")
    .addHelpText(
      "after",
      examples(
        ["joulebook report", "the studies and their parameters"],
        [
          "joulebook report design-review -p device=raspberry-pi-4 -p budget=100mJ --out review.pdf",
          "a design review for a board and a budget",
        ],
        ["joulebook report design-review --watch --formats html", "again and again while it is worked on"],
      ),
    )
    .action((study: string | undefined, options: ReportOptions) =>
      run(async (invocation) => {
        if (study === undefined) return (await import("./list-studies.js")).listStudies();
        if (options.watch === true) return (await import("./watch-report.js")).watchReport(options, invocation);
        return (await import("./report-action.js")).reportAction(study, options, invocation);
      }),
    );
}
