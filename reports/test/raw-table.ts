import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A row of the shipped CSV, read without the project's own reader: cells by the names of their columns. */
export type RawRow = Readonly<Record<string, string>>;

export function rawTable(): readonly RawRow[] {
  const entry = createRequire(import.meta.url).resolve("@joulebook/measurements");
  const file = join(dirname(entry), "../data/mlperf-inference-edge-open/mlperf_open_edge_power.csv.gz");
  const [head = "", ...lines] = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? "", cell])));
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}
