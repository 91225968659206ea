import { allCommands, type CommandNode } from "./command-tree.js";
import { oneLine } from "./one-line.js";

/** The completion script for fish. Where it knows no word, fish completes files. */
export function fishCompletion(program: CommandNode): string {
  const name = program.path.join("");
  const commands = allCommands(program);
  const steps = commands.slice(1).map(({ path }) => quoted(path.join(" ")));
  return `# fish completion for ${name}, made by: ${name} completion fish
function __${name}_at
  set -l route ${name}
  set -l words (commandline -opc)
  for word in $words[2..-1]
    switch "$route $word"
      case ${steps.join(" ")}
        set route "$route $word"
    end
  end
  test "$route" = "$argv[1]"
end
${commands.flatMap((command) => completions(name, command)).join("\n")}
`;
}

function completions(name: string, { path, commands, choices, options }: CommandNode): readonly string[] {
  const start = `complete -c ${name} -n ${quoted(`__${name}_at '${path.join(" ")}'`)}`;
  return [
    ...commands.map((sub) => `${start} -f -a ${quoted(sub.path.at(-1) ?? "")} -d ${quoted(oneLine(sub.description))}`),
    ...choices.map((choice) => `${start} -f -a ${quoted(choice)}`),
    ...options.map(({ flags, description, takesValue }) => {
      const spelled = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
      return `${start} ${spelled.join(" ")}${takesValue ? " -r" : ""} -d ${quoted(oneLine(description))}`;
    }),
  ];
}

/** A word in single quotes, as fish reads it. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
