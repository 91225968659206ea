import type { Command } from "commander";
import type { CommandResult } from "../../command-line/command-result.js";
import { bashCompletion } from "./bash-completion.js";
import { commandTree } from "./command-tree.js";
import { fishCompletion } from "./fish-completion.js";
import type { Shell } from "./shells.js";
import { zshCompletion } from "./zsh-completion.js";

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** Writes the completion script of a shell from the commands as they are. */
export function completionAction(shell: Shell, program: Command): CommandResult {
  const script = scripts[shell](commandTree(program));
  return { name: "completion", document: { shell, script }, text: () => script.trimEnd() };
}
