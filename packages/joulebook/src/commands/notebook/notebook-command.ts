import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { collect } from "../collect.js";
import type { NotebookRunOptions, NotebookCheckOptions } from "./notebook-options.js";

export function notebookCommand(run: Run): Command {
  return new Command("notebook")
    .summary("run, describe and check TypeScript notebooks")
    .description("Works with Jupyter notebooks (.ipynb) whose kernel is “Joulebook (TypeScript)” or tslab.")
    .addCommand(runCommand(run))
    .addCommand(paramsCommand(run))
    .addCommand(checkCommand(run));
}

function runCommand(run: Run): Command {
  return new Command("run")
    .summary("run notebooks and write the executed copies")
    .description(
      "Runs each notebook from a fresh kernel and writes the executed copy, also when a cell fails; then the error is\n" +
        "in the copy and on stderr with its cell and line, and the exit code is 1. Needs no Jupyter.",
    )
    .argument("<file...>", "notebooks (.ipynb)")
    .option(
      "-p, --parameter <name=value>",
      "a parameter of the notebook (repeatable; see: notebook params)",
      collect,
      [],
    )
    .option("--out <path>", "the executed copy; with several notebooks a folder (default: <name>.executed.ipynb here)")
    .option("--timeout <duration>", "longest time of one cell, e.g. 90s (default: 10min)")
    .addHelpText(
      "after",
      examples(
        ["joulebook notebook run notebooks/01-getting-started.ipynb", "run from the first cell to the last"],
        [
          "joulebook notebook run notebooks/02-measured-tradeoffs.ipynb -p device=odroid-n2+ --out odroid.ipynb",
          "the same questions for another board",
        ],
      ),
    )
    .action((files: readonly string[], options: NotebookRunOptions) =>
      run(async () => (await import("./run-action.js")).runAction(files, options)),
    );
}

function paramsCommand(run: Run): Command {
  return new Command("params")
    .summary("list the parameters of a notebook")
    .description("The declarations with literal values in the cell tagged “parameters”.")
    .argument("<file>", "a notebook (.ipynb)")
    .addHelpText(
      "after",
      examples(["joulebook notebook params notebooks/02-measured-tradeoffs.ipynb", "what -p can set"]),
    )
    .action((file: string) => run(async () => (await import("./params-action.js")).paramsAction(file)));
}

function checkCommand(run: Run): Command {
  return new Command("check")
    .summary("check notebooks before they are committed")
    .description(
      "Valid, without outputs, with a readable cell of parameters, and with a rendered page (where there is one) that\n" +
        "belongs to the same cells. Exit code 5 when something is wrong. Runs nothing.",
    )
    .argument("<file...>", "notebooks (.ipynb)")
    .option("--pages <folder>", "where each notebook must have its rendered page <name>.md")
    .addHelpText(
      "after",
      examples(["joulebook notebook check notebooks/*.ipynb --pages docs/notebooks", "fit to be committed"]),
    )
    .action((files: readonly string[], options: NotebookCheckOptions) =>
      run(async () => (await import("./check-action.js")).checkAction(files, options)),
    );
}
