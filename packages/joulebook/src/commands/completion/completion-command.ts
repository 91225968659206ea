import { Argument, Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { shells } from "./shells.js";

export function completionCommand(run: Run): Command {
  const command = new Command("completion");
  return command
    .summary("print the completion script of a shell")
    .description("A script that completes commands, options and their fixed values; files elsewhere.")
    .addArgument(new Argument("<shell>", "which shell").choices([...shells]))
    .addHelpText(
      "after",
      examples(
        ["source <(joulebook completion bash)", "bash, in this session; put the line into ~/.bashrc to keep it"],
        ["source <(joulebook completion zsh)", "zsh, after compinit; put the line into ~/.zshrc to keep it"],
        ["joulebook completion fish > ~/.config/fish/completions/joulebook.fish", "fish, for good"],
      ),
    )
    .action((shell: (typeof shells)[number]) =>
      run(async () => {
        const { completionAction } = await import("./completion-action.js");
        return completionAction(shell, command.parent ?? command);
      }),
    );
}
