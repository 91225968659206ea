/**
 * A part of README.md that is written, not typed: what stands between `<!-- name -->` and `<!-- /name -->`.
 *
 * @param {string} text
 * @param {string} name
 * @param {string} content
 * @throws {Error} when the markers are missing
 */
export function withPart(text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no "${start}" followed by "${end}"`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/**
 * A command and what it printed, as a reader's terminal would show it.
 *
 * @param {string} command
 * @param {string} output
 */
export function consoleBlock(command, output) {
  return [
    "```console",
    `$ ${command}`,
    ...output
      .trimEnd()
      .split("\n")
      .map((line) => line.trimEnd()),
    "```",
  ].join("\n");
}

/**
 * The packages with what each is for, in the given order.
 *
 * @param {readonly { name: string, description: string, folder: string }[]} packages
 */
export function packageTable(packages) {
  const rows = packages.map(({ name, description, folder }) => `| [\`${name}\`](${folder}) | ${description} |`);
  return ["| package | what it does |", "| --- | --- |", ...rows].join("\n");
}
