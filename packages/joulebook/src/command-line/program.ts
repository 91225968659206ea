import { Command, type Option } from "commander";
import { cascadeCommand } from "../commands/cascade/cascade-command.js";
import { countCommand } from "../commands/count/count-command.js";
import { datasetsCommand } from "../commands/datasets/datasets-command.js";
import { devicesCommand } from "../commands/devices/devices-command.js";
import { completionCommand } from "../commands/completion/completion-command.js";
import { doctorCommand } from "../commands/doctor/doctor-command.js";
import { estimateCommand } from "../commands/estimate/estimate-command.js";
import { exportCommand } from "../commands/export/export-command.js";
import { qualityCommand } from "../commands/quality/quality-command.js";
import { queryCommand } from "../commands/query/query-command.js";
import { ingestCommand } from "../commands/ingest/ingest-command.js";
import { kernelCommand } from "../commands/kernel/kernel-command.js";
import { memoryCommand } from "../commands/memory/memory-command.js";
import { modelsCommand } from "../commands/models/models-command.js";
import { powerCommand } from "../commands/power/power-command.js";
import { notebookCommand } from "../commands/notebook/notebook-command.js";
import { recommendCommand } from "../commands/recommend/recommend-command.js";
import { reportCommand } from "../commands/report/report-command.js";
import { exitsCommand } from "../commands/exits/exits-command.js";
import { trainCommand } from "../commands/train/train-command.js";
import { reproduceCommand } from "../commands/reproduce/reproduce-command.js";
import { searchCommand } from "../commands/search/search-command.js";
import { probesCommand, transferCommand } from "../commands/transfer/transfer-command.js";
import { examples } from "./examples.js";
import type { Run } from "./run.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";
import { version } from "./version.js";

/**
 * The command line as commander sees it. Only names, options and help are made here: what a command needs is imported
 * when it runs, so that help and errors come at once.
 */
export function createProgram(terminal: Terminal, run: Run): Command {
  const program = new Command("joulebook")
    .description(
      "Which neural network, on which device, at which operating point, fits my energy budget, and how sure are we?",
    )
    .version(version(), "--version", "print the version")
    .enablePositionalOptions()
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no warnings and no progress on stderr")
    .addCommand(recommendCommand(run))
    .addCommand(transferCommand(run))
    .addCommand(probesCommand(run))
    .addCommand(devicesCommand(run))
    .addCommand(modelsCommand(run))
    .addCommand(datasetsCommand(run))
    .addCommand(ingestCommand(run))
    .addCommand(queryCommand(run))
    .addCommand(exportCommand(run))
    .addCommand(qualityCommand(run))
    .addCommand(countCommand(run))
    .addCommand(memoryCommand(run))
    .addCommand(estimateCommand(run))
    .addCommand(powerCommand(run))
    .addCommand(exitsCommand(run))
    .addCommand(cascadeCommand(run))
    .addCommand(trainCommand(run))
    .addCommand(searchCommand(run))
    .addCommand(reportCommand(run))
    .addCommand(reproduceCommand(run))
    .addCommand(notebookCommand(run))
    .addCommand(kernelCommand(run))
    .addCommand(doctorCommand(run))
    .addCommand(completionCommand(run))
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText(
      "after",
      examples(
        ["joulebook recommend --device raspberry-pi-4 --budget 100mJ", "the best model for 100 mJ per inference"],
        ["joulebook report design-review -p device=raspberry-pi-4", "the whole review as PDF and HTML"],
        ["joulebook models --device odroid-n2+ --json", "what is known, for programs"],
        ["joulebook doctor", "what is installed, and how to get what is missing"],
      ),
    )
    .addHelpText(
      "after",
      "\nExit codes: 0 ok, 1 failed, 2 usage, 3 invalid input data, 4 no feasible answer, 5 a check failed, 130 interrupted",
    );
  settle(program, terminal);
  return program;
}

/** Failures are thrown, with the command they happened at, and printed in one place. */
function settle(command: Command, terminal: Terminal): void {
  command
    .optionsGroup("Options:")
    .helpOption("-h, --help", "print this help")
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError() {},
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
    })
    .configureHelp({ showGlobalOptions: true, visibleGlobalOptions: optionsOfTheProgram })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : new UsageError(error, command);
    });
  for (const sub of command.commands) settle(sub, terminal);
}

/** A command takes its own options and the program's, and none of those of the command it belongs to. */
function optionsOfTheProgram({ parent }: Command): Option[] {
  if (parent === null) return [];
  return parent.parent === null ? [...parent.options] : optionsOfTheProgram(parent);
}
