import { join } from "node:path";
import { median, type Measurement, random } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import {
  candidateTable,
  ingestFiles,
  joinTables,
  measurementTable,
  newestRows,
  readStore,
  readStoreTable,
  rowsWithText,
  tableRecords,
} from "../src/index.js";
import { file, freshFolder } from "./store/support.js";
import { newestByRows } from "./support/newest-by-rows.js";

const columns = [
  "device,model,task,unit,backend,software,precision,threads,power_mode,clock_MHz,batch,accuracy,latency_ms,latency_p90_ms",
  "energy_mJ,energy_low_mJ,energy_high_mJ,idle_included,idle_power_W,idle_proxy,memory_MB,price,round,submitter,time,notes",
].join(",");

/** A table with few different values, many of them missing, so that everything that is compared ties somewhere. */
function randomTable(seed: number, rows: number): string {
  const stream = random(seed, "random tables");
  const one = (...choices: readonly string[]): string => choices[stream.integer(choices.length)] ?? "";
  const number = (most: number): string => (1 + stream.integer(most)).toString();
  const lines = Array.from({ length: rows }, () => {
    const energy = 1 + stream.integer(20);
    const bounded = stream.integer(3) === 0;
    const idle = stream.integer(2) === 0;
    return [
      one("a", "ü"),
      `net-${stream.integer(3)}`,
      "image-classification",
      one("", "cpu"),
      one("", "tflite"),
      one("", "TFLite v2.1", "TFLite v2.11", "vmaster"),
      "int8",
      one("", "4"),
      "",
      one("600", "600", "600", "1.5"),
      "1",
      one("", "0.5", "0.7"),
      number(9),
      one("", "12"),
      energy,
      bounded ? energy - 0.5 : "",
      bounded ? energy + 1 : "",
      one("", "true", "false"),
      idle ? number(3) : "",
      idle ? one("", "after the run") : "",
      one("", "2"),
      one("", "3"),
      one("", "v1.0", "v2.1"),
      one("", "me"),
      one("", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
      one("", "a note", "a note; another"),
    ].join(",");
  });
  return `${columns}\n${lines.join("\n")}\n`;
}

describe("random stores of two datasets, read by column", () => {
  const seeds = [1, 2, 3, 4, 5, 6];

  async function stored(seed: number) {
    const folder = freshFolder();
    const store = join(folder, "store");
    const sizes = [100, 20];
    const paths = sizes.map((rows, part) => file(folder, `part-${part}.csv`, randomTable(10 * seed + part, rows)));
    await ingestFiles(paths, { store });
    return { table: (await readStoreTable({ store })).table, rows: (await readStore({ store })).measurements };
  }

  test.each(seeds)("have the rows that the words of the rule choose (%i)", async (seed) => {
    const { table, rows } = await stored(seed);
    expect(rows).toHaveLength(120);
    const selection = newestRows(table);
    expect(tableRecords(selection.table)).toEqual(newestByRows(rows));
    expect(selection.table.rows).toBeLessThan(100);
    const left = selection.repeats().flatMap(({ kept, ids }) => ids.filter((id) => id !== kept));
    expect(selection.notices.find(({ code }) => code === "repeated-runs")?.count ?? 0).toBe(left.length);
  });

  test.each(seeds)("have candidates whose figures are those of their records (%i)", async (seed) => {
    const { table, rows } = await stored(seed);
    const { candidates } = candidateTable(table);
    const usable = rows.filter(({ energy, accuracy }) => energy !== undefined && accuracy !== undefined);
    expect(Array.from({ length: candidates.length }, (_, index) => candidates.at(index).id)).toEqual(
      usable.map(({ id }) => id),
    );
    for (let index = 0; index < candidates.length; index++) {
      const record = candidates.at(index);
      const row = usable[index] as Measurement;
      const { id, device, energy, energyInterval, idleIncluded, idlePower, accuracy, latency, memory, price } =
        candidates.figures(index);
      const figures = { id, device, energy, energyInterval, idleIncluded, idlePower, accuracy, memory, price };
      expect(figures).toEqual({
        id: record.id,
        device: record.device,
        energy: row.energy,
        energyInterval: record.energyInterval,
        idleIncluded: row.idleIncluded,
        idlePower: idleOfBoard(row, usable),
        accuracy: row.accuracy,
        memory: row.memory,
        price: row.price,
      });
      expect(record.idlePower).toBe(idlePower);
      expect(JSON.parse(JSON.stringify(latency))).toEqual(row.latency);
      expect(candidates.at(index)).toBe(record);
    }
  });

  test("joined with records and reduced to some names, are the rows that have them", async () => {
    const { table, rows } = await stored(7);
    const joined = joinTables([measurementTable(rows.slice(0, 5)), table, measurementTable([])]);
    expect(tableRecords(joined)).toEqual([...rows.slice(0, 5), ...rows]);
    const found = tableRecords(rowsWithText(joined, ["device", "backend"], ["ü", "tflite", "none"]));
    expect(found).toEqual(
      [...rows.slice(0, 5), ...rows].filter(
        ({ device, configuration }) => device === "ü" || configuration.backend === "tflite",
      ),
    );
    expect(newestByRows(tableRecords(joined).slice(5))).toEqual(tableRecords(newestRows(table).table));
  });
});

/** The median of what rows of the same device, submitter, round and power mode say. */
function idleOfBoard(row: Measurement, rows: readonly Measurement[]): number | undefined {
  const board = ({ device, source, configuration }: Measurement): string =>
    JSON.stringify([device, source.submitter, source.round, configuration.powerMode]);
  const powers = rows
    .filter((other) => board(other) === board(row))
    .map(({ idlePower }) => idlePower)
    .filter((power) => power !== undefined);
  return powers.length === 0 ? undefined : median(powers);
}
