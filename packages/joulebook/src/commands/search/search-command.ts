import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { SearchCommandOptions } from "./search-options.js";

export function searchCommand(run: Run): Command {
  return new Command("search")
    .summary("search designs for what they cost and how well they do")
    .description(
      "Runs a search study: what may vary, who judges, what limits hold and what to optimise are in the study file. Every " +
        "evaluation is logged as it ends; a study that was stopped, or killed, goes on with --resume to the same result. " +
        "The same seed gives the same front whatever the number of jobs.",
    )
    .argument("<study>", "study file (JSON), or the name of a study that ships, e.g. one-shot-cortex-m7")
    .option("--evaluations <count>", "how many designs to evaluate in all, instead of the study's")
    .option("--seed <number>", "seed of the search, instead of the study's")
    .option("--on <device>", "device by id or a device file, instead of the evaluator's")
    .option("--jobs <count>", "evaluations at a time, each in a thread (default: 1)")
    .option("--resume", "go on with the study's log")
    .option("--log <file>", "where evaluations are logged (default: <study>.search.jsonl in this folder)")
    .option(
      "--cache <folder>",
      "keep evaluations for other studies with the same evaluator, and use those that are there",
    )
    .addHelpText(
      "after",
      examples(
        ["joulebook search one-shot-cortex-m7", "early exits of a network trained once, on a microcontroller"],
        ["joulebook search one-shot-cortex-m7 --on textbook-45nm", "the same on another device"],
        ["joulebook search mine.json --jobs 2 --resume --json", "a study of your own, continued, for programs"],
      ),
    )
    .action((study: string, options: SearchCommandOptions) =>
      run(async (invocation) => (await import("./search-action.js")).searchAction(study, options, invocation)),
    );
}
