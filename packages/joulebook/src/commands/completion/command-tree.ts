import type { Command, Option } from "commander";

/** One option, by its spellings. */
export interface OptionNode {
  /** E.g. ["-p", "--parameter"]. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Whether a value follows. */
  readonly takesValue: boolean;
}

/** A command with what can follow it. */
export interface CommandNode {
  /** Words from the program's name on, e.g. ["joulebook", "notebook", "run"]. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly OptionNode[];
  readonly commands: readonly CommandNode[];
  /** Fixed values of its arguments, e.g. bash, zsh, fish. */
  readonly choices: readonly string[];
}

/** The commands as completion needs them: hidden ones left out, options of the program known to every command. */
export function commandTree(
  command: Command,
  above: readonly string[] = [],
  inherited: readonly OptionNode[] = [],
): CommandNode {
  const path = [...above, command.name()];
  const help = command.createHelp();
  const global = above.length === 0 ? command.options.filter(({ hidden }) => !hidden).map(optionNode) : inherited;
  const own = help.visibleOptions(command).map(optionNode);
  return {
    path,
    description: command.summary() || command.description(),
    options: unique([...own, ...global]),
    commands: help.visibleCommands(command).map((sub) => commandTree(sub, path, global)),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  };
}

/** Every command of a tree, the program first. */
export function allCommands(node: CommandNode): readonly CommandNode[] {
  return [node, ...node.commands.flatMap(allCommands)];
}

function optionNode({ short, long, description, required, optional }: Option): OptionNode {
  return {
    flags: [short, long].filter((flag) => flag !== undefined),
    description,
    takesValue: required || optional,
  };
}

function unique(options: readonly OptionNode[]): readonly OptionNode[] {
  return [...new Map(options.map((option) => [option.flags.join(), option])).values()];
}
