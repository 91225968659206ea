/**
 * A name of any length as a cell of a table: its ends.
 *
 * @example shortened("backbone/stage1/block") // => "backbone/stage1/block"
 */
export function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= 60) return name;
  return `${characters.slice(0, 28).join("")}…${characters.slice(-31).join("")}`;
}
