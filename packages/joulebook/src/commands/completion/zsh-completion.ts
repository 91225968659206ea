import { allCommands, type CommandNode } from "./command-tree.js";
import { oneLine } from "./one-line.js";

/** The completion script for zsh: a function for compdef. Where it knows no word, zsh completes files. */
export function zshCompletion(program: CommandNode): string {
  const name = program.path.join("");
  const commands = allCommands(program);
  const steps = commands.slice(1).map(({ path }) => `"${path.join(" ")}"`);
  const cases = commands.map(
    ({ path, commands: subs, choices, options }) => `    "${path.join(" ")}")
      found=(${[
        ...subs.map((sub) => described(sub.path.at(-1) ?? "", sub.description)),
        ...choices.map((choice) => described(choice, "")),
      ].join(" ")})
      options=(${options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description))).join(" ")})
      values=(${options
        .filter(({ takesValue }) => takesValue)
        .flatMap(({ flags }) => flags)
        .join(" ")}) ;;`,
  );
  return `#compdef ${name}
# zsh completion for ${name}, made by: ${name} completion zsh
_${name}() {
  local route="${name}" word
  local -a found options values
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$route $word" in
      ${steps.join("|")}) route="$route $word" ;;
    esac
  done
  case "$route" in
${cases.join("\n")}
  esac
  if (( \${values[(Ie)\${words[CURRENT-1]}]} )); then _files; return; fi
  if [[ "\${words[CURRENT]}" == -* ]]; then _describe -o option options; return; fi
  if (( \${#found} )); then _describe command found; else _files; fi
}
if [[ "\${funcstack[1]}" == "_${name}" ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

/** `'name:description'` as _describe takes it: colons of the name escaped, in single quotes. */
function described(word: string, description: string): string {
  const text = `${word.replaceAll(":", "\\:")}:${oneLine(description)}`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
