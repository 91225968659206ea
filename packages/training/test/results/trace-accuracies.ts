import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Accuracy per split and exit, counted from the rows of a trace file; also checks every class against its logits. */
export function traceAccuracies(file: string): Record<string, number[]> {
  const [header = "", ...lines] = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const columns = header.split(",");
  const exits = columns.filter((name) => /^p\d+$/.test(name));
  const places = exits.map((name) => columns.indexOf(name));
  const logits = exits.map((name) => columns.indexOf(`z${name.slice(1)}_0`));
  const right: Record<string, number[]> = {};
  const rows: Record<string, number> = {};
  for (const line of lines) {
    const cells = line.split(",");
    const split = cells[0] as string;
    rows[split] = (rows[split] ?? 0) + 1;
    const counts = (right[split] ??= exits.map(() => 0));
    places.forEach((place, exit) => {
      const first = logits[exit] as number;
      if (first >= 0) {
        const z = cells.slice(first, first + 10).map(Number);
        if (z[Number(cells[place])] !== Math.max(...z)) throw new Error(`${file}: ${line.slice(0, 40)}: class against logits`);
      }
      if (cells[place] === cells[2]) counts[exit] = (counts[exit] as number) + 1;
    });
  }
  return Object.fromEntries(
    Object.entries(right).map(([split, counts]) => [split, counts.map((count) => count / (rows[split] as number))]),
  );
}
