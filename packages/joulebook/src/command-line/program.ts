import { Command, type Option } from "commander";
import { examples } from "./examples.js";
import type { Run } from "./run.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";
import { version } from "./version.js";

/** The commands in the order of the help, each in a file of its own. */
const commands: Readonly<Record<string, (run: Run) => Promise<Command>>> = {
  recommend: async (run) => (await import("../commands/recommend/recommend-command.js")).recommendCommand(run),
  transfer: async (run) => (await import("../commands/transfer/transfer-command.js")).transferCommand(run),
  probes: async (run) => (await import("../commands/transfer/transfer-command.js")).probesCommand(run),
  devices: async (run) => (await import("../commands/devices/devices-command.js")).devicesCommand(run),
  models: async (run) => (await import("../commands/models/models-command.js")).modelsCommand(run),
  datasets: async (run) => (await import("../commands/datasets/datasets-command.js")).datasetsCommand(run),
  ingest: async (run) => (await import("../commands/ingest/ingest-command.js")).ingestCommand(run),
  query: async (run) => (await import("../commands/query/query-command.js")).queryCommand(run),
  export: async (run) => (await import("../commands/export/export-command.js")).exportCommand(run),
  quality: async (run) => (await import("../commands/quality/quality-command.js")).qualityCommand(run),
  count: async (run) => (await import("../commands/count/count-command.js")).countCommand(run),
  memory: async (run) => (await import("../commands/memory/memory-command.js")).memoryCommand(run),
  estimate: async (run) => (await import("../commands/estimate/estimate-command.js")).estimateCommand(run),
  power: async (run) => (await import("../commands/power/power-command.js")).powerCommand(run),
  exits: async (run) => (await import("../commands/exits/exits-command.js")).exitsCommand(run),
  cascade: async (run) => (await import("../commands/cascade/cascade-command.js")).cascadeCommand(run),
  train: async (run) => (await import("../commands/train/train-command.js")).trainCommand(run),
  search: async (run) => (await import("../commands/search/search-command.js")).searchCommand(run),
  report: async (run) => (await import("../commands/report/report-command.js")).reportCommand(run),
  reproduce: async (run) => (await import("../commands/reproduce/reproduce-command.js")).reproduceCommand(run),
  notebook: async (run) => (await import("../commands/notebook/notebook-command.js")).notebookCommand(run),
  kernel: async (run) => (await import("../commands/kernel/kernel-command.js")).kernelCommand(run),
  doctor: async (run) => (await import("../commands/doctor/doctor-command.js")).doctorCommand(run),
  completion: async (run) => (await import("../commands/completion/completion-command.js")).completionCommand(run),
};

/**
 * The command line as commander sees it. Only names, options and help are made here: what a command needs is imported
 * when it runs, so that help and errors come at once.
 *
 * @param called the word behind the program's name: where it is a command's, the others are left out (all but
 * `completion`, which describes them, work without)
 */
export async function createProgram(terminal: Terminal, run: Run, called = ""): Promise<Command> {
  const program = new Command("joulebook")
    .description(
      "Which neural network, on which device, at which operating point, fits my energy budget, and how sure are we?",
    )
    .version(version(), "--version", "print the version")
    .enablePositionalOptions()
    .option("--json", "print one JSON document on stdout")
    .option("--quiet", "no warnings and no progress on stderr")
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
  const isAlone = Object.hasOwn(commands, called) && called !== "completion";
  const names = isAlone ? [called] : Object.keys(commands);
  const made = await Promise.all(names.map((name) => commands[name]?.(run)));
  for (const command of made) if (command !== undefined) program.addCommand(command);
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
