import { nearestNames, quoteInput } from "@joulebook/core";
import type { Problem } from "@joulebook/core";
import type { Command } from "commander";
import type { UsageError } from "./usage-error.js";

/** A command line that could not be understood, as a problem: the nearest option or command, and where the help is. */
export function usageProblem({ cause, command }: UsageError): Problem {
  const path = commandPath(command);
  const fix = `see: ${path} --help`;
  const [, given = ""] = /'([^]*)'/.exec(cause.message) ?? [];
  if (cause.code === "commander.unknownOption") {
    const [flag = given] = given.split("=");
    return problem(
      "unknown-option",
      `${path}: unknown option ${quoteInput(flag)}`,
      nearestNames(flag, flags(command)),
      fix,
    );
  }
  if (cause.code === "commander.help") {
    return problem("missing-command", `${path}: a command is missing`, [], fix);
  }
  const [first] = command.args;
  if (
    (cause.code === "commander.excessArguments" || cause.code === "commander.unknownCommand") &&
    first !== undefined
  ) {
    const names = command.commands.map((sub) => sub.name());
    if (names.length > 0) {
      const nearest = nearestNames(first, names);
      return problem("unknown-command", `${path}: unknown command ${quoteInput(first)}`, nearest, fix);
    }
    return problem("unexpected-argument", `${path}: unexpected argument ${quoteInput(first)}`, [], fix);
  }
  const code = (cause.code.split(".")[1] ?? "usage").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return problem(code, `${path}: ${cause.message.replace(/^error: /, "")}`, [], fix);
}

/** "joulebook recommend evaluate" */
function commandPath(command: Command): string {
  return command.parent === null ? command.name() : `${commandPath(command.parent)} ${command.name()}`;
}

/** What a command takes: its own options and the program's. */
function flags(command: Command): readonly string[] {
  const help = command.createHelp();
  const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
  return options.flatMap(({ long }) => (long == null ? [] : [long]));
}

function problem(code: string, message: string, nearest: readonly string[], fix: string): Problem {
  return { code, message, fix, ...(nearest.length === 0 ? {} : { nearest }) };
}
