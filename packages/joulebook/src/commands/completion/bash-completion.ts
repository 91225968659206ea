import { allCommands, type CommandNode } from "./command-tree.js";

/**
 * The completion script for bash (3.2 and newer). Where it knows no word, bash completes files.
 *
 * Names of commands and options are letters, digits and hyphens, so that they need no quoting.
 */
export function bashCompletion(program: CommandNode): string {
  const name = program.path.join("");
  const commands = allCommands(program);
  const steps = commands.slice(1).map(({ path }) => `"${path.join(" ")}"`);
  const words = commands.map(
    ({ path, commands: subs, choices, options }) => `    "${path.join(" ")}")
      words="${[...subs.map((sub) => sub.path.at(-1)), ...choices].join(" ")}"
      options="${options.flatMap(({ flags }) => flags).join(" ")}"
      values=" ${options
        .filter(({ takesValue }) => takesValue)
        .flatMap(({ flags }) => flags)
        .join(" ")} " ;;`,
  );
  return `# bash completion for ${name}, made by: ${name} completion bash
_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local path="${name}" words="" options="" values="" index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$path \${COMP_WORDS[index]}" in
      ${steps.join("|")}) path="$path \${COMP_WORDS[index]}" ;;
    esac
  done
  case "$path" in
${words.join("\n")}
  esac
  COMPREPLY=()
  if [[ "$values" == *" $previous "* ]]; then return; fi
  if [[ "$current" == -* ]]; then words="$options"; fi
  while IFS= read -r word; do
    if [[ -n "$word" ]]; then COMPREPLY+=("$word"); fi
  done < <(compgen -W "$words" -- "$current")
}
complete -o default -o bashdefault -F _${name} ${name}
`;
}
