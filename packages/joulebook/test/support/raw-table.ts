import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const file = new URL(
  "../../../measurements/data/mlperf-inference-edge-open/mlperf_open_edge_power.csv.gz",
  import.meta.url,
);

/** One row of the published table, as text by column. */
export type RawRow = Readonly<Record<string, string>>;

/** The published table, read by nothing but this file: the tests' own view of the data. */
export function rawTable(): readonly RawRow[] {
  const [header = [], ...rows] = gunzipSync(readFileSync(file)).toString("utf8").trim().split(/\r?\n/).map(cells);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""])));
}

/** The newest run of each device, runtime and model, by the time of the test. */
export function newestRows(rows: readonly RawRow[]): readonly RawRow[] {
  const newest = new Map<string, RawRow>();
  for (const row of rows) {
    const key = [row["device"], row["backend"], row["model_id"]].join("|");
    const other = newest.get(key);
    if (other === undefined || `${row["test_datetime_utc"]}` > `${other["test_datetime_utc"]}`) newest.set(key, row);
  }
  return [...newest.values()];
}

function cells(line: string): readonly string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) => cell.replace(/^"|"$/g, ""));
}
