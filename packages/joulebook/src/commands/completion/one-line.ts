/** The first line of a help text. */
export function oneLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
