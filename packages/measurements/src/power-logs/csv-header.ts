import { type LogDimension, logUnit } from "./log-units.js";

/** The name and unit in a column's title. */
export interface ColumnTitle {
  readonly title: string;
  /** Without unit, in lower case. */
  readonly name: string;
  readonly unit?: string;
}

/** Delimiter of a table of samples: the one that splits the most first lines alike; a comma where none does. */
export function logDelimiter(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 5);
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of [",", ";", "\t", " "]) {
    const counts = lines.map((line) => splitRow(line, delimiter).length);
    const [first = 1] = counts;
    const alike = counts.filter((count) => count === first).length;
    // A semicolon or a tab that splits at all is meant; commas may be decimal, and spaces stand in calendar times.
    const weight = delimiter === ";" || delimiter === "\t" ? 4 : delimiter === "," ? 2 : 1;
    const score = first > 1 && alike === counts.length ? weight : first > 1 && alike >= 2 ? weight / 8 : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Cells of one line, without their quotes and outer spaces. */
export function splitRow(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const character of line.replace(/\r$/, "")) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += character;
  }
  cells.push(cell.trim());
  return cells;
}

/** @example columnTitle("Current(uA)") // => { title: "Current(uA)", name: "current", unit: "uA" } */
export function columnTitle(title: string): ColumnTitle {
  const text = title.replace(/^#/, "").trim();
  const bracket = /^(.*?)[\s_]*[[(]\s*([^\])]{1,12})\s*[\])]$/.exec(text);
  if (bracket !== null && logUnit(bracket[2] as string) !== undefined)
    return { title, name: (bracket[1] as string).toLowerCase(), unit: bracket[2] as string };
  const tail = /^(.+?)[_ ]([A-Za-z\u00b5\u03bc]{1,12})$/.exec(text);
  if (tail !== null && logUnit(tail[2] as string) !== undefined)
    return { title, name: (tail[1] as string).toLowerCase(), unit: tail[2] as string };
  if (logUnit(text) !== undefined && text.length > 1) return { title, name: text.toLowerCase(), unit: text };
  return { title, name: text.toLowerCase() };
}

const named: Readonly<Record<LogDimension, RegExp>> = {
  time: /^(t|time|times|timestamps?|date|datetime|date[ _]time|unix[ _]?time|epoch|elapsed|seconds|time[ _.-]?stamp|relative[ _]time|elapsed[ _]time)$/,
  power: /^(p|watts?)$|power/,
  voltage: /^(v|u)$|volt|vbus/,
  current: /^(i|a)$|current|amp(s|ere)?$/,
  energy: /energy|joule/,
};

const otherPower = /management|limit|state|mode|cap|factor|factor|max|min|enforced|default/;

/** Whether a title names the time of a sample, whatever its unit: "Zeit [ms]" has a unit of time and may be a latency. */
export function namesTime(title: string): boolean {
  return named.time.test(columnTitle(title).name);
}

/** What a column holds, by its unit and name; undefined for other columns. */
export function columnDimension({ name, unit }: ColumnTitle): LogDimension | undefined {
  const byUnit = unit === undefined ? undefined : logUnit(unit)?.dimension;
  if (byUnit === "time") return named.time.test(name) || name.length > 1 ? "time" : undefined;
  if (otherPower.test(name)) return undefined;
  if (byUnit !== undefined) return byUnit;
  return (["time", "power", "voltage", "current", "energy"] as const).find((dimension) => named[dimension].test(name));
}
