import type { Problem } from "@joulebook/core";

const names: Readonly<Record<string, string>> = { ";": "semicolons", "\t": "tabs", "|": "bars" };

/** Says when a header is separated by something else than the delimiter that is expected; undefined when it looks right. */
export function wrongDelimiter(header: string, delimiter: string): Problem | undefined {
  if (header.includes(delimiter)) return undefined;
  const found = Object.keys(names).find((other) => other !== delimiter && header.includes(other));
  if (found === undefined) return undefined;
  return {
    code: "wrong-delimiter",
    message: `the columns are separated by ${names[found]}`,
    line: 1,
    column: header.indexOf(found) + 1,
    expected: delimiter === "," ? "commas" : `the delimiter ${JSON.stringify(delimiter)}`,
    fix: 'save the table as CSV with commas and decimal points (from a spreadsheet: "CSV, comma separated, UTF-8")',
  };
}
