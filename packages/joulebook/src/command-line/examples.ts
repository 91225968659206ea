/**
 * Examples for the end of a help text: each command under what it does.
 *
 * @example examples(["joulebook models", "all models"])
 */
export function examples(...list: readonly (readonly [command: string, meaning: string])[]): string {
  return ["", "Examples:", ...list.flatMap(([command, meaning]) => [`  # ${meaning}`, `  ${command}`])].join("\n");
}
