import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { InputError, random } from "@joulebook/core";
import { expect, test } from "vitest";
import { ingestFiles, readStore, storedDatasets } from "../../src/index.js";
import { parquetBytes } from "../../src/store/write-parquet.js";
import { file, freshFolder, snapshot, table } from "./support.js";

const lines = `{"device":"a","model":"n","energy_mJ":5,"latency_ms":2}\n{"device":"b","model":"m","energy_mJ":7,"nested":{"x":[1]}}\n`;

/** A small Parquet file of our own. */
async function parquet(): Promise<Buffer> {
  const columns = new Map([
    ["device", { kind: "text" as const, codes: Uint32Array.of(1, 2), texts: ["", "a", "b"] }],
    ["model", { kind: "text" as const, codes: Uint32Array.of(1, 1), texts: ["", "n"] }],
    ["energy_j", { kind: "number" as const, values: Float64Array.of(0.005, 0.007) }],
  ]);
  return Buffer.from(await parquetBytes(columns, 2, { firstRow: 1, metadata: {} }));
}

/** A file with a few bytes changed, left out, doubled or cut off. */
function damaged(bytes: Buffer, stream: ReturnType<typeof random>): Buffer {
  let result = Buffer.from(bytes);
  for (let n = 0; n <= stream.integer(4); n++) {
    const at = stream.integer(result.length);
    const kind = stream.integer(4);
    if (kind === 0) result[at] = stream.integer(256);
    else if (kind === 1) result = Buffer.concat([result.subarray(0, at), result.subarray(at + 1 + stream.integer(8))]);
    else if (kind === 2) result = Buffer.concat([result.subarray(0, at), result.subarray(Math.max(0, at - 20))]);
    else result = result.subarray(0, at);
    if (result.length === 0) return Buffer.from("x");
  }
  return result;
}

test("ingests or refuses 600 damaged tables of every kind, never otherwise, and the store stays whole", async () => {
  const folder = freshFolder();
  const store = join(folder, "store");
  const kinds = {
    "a.csv": Buffer.from(table),
    "a.jsonl": Buffer.from(lines),
    "a.parquet": await parquet(),
    "a.csv.gz": gzipSync(table),
  };
  const streams = Object.keys(kinds).map((name) => random(7, "damaged tables", name));
  const outcomes = { stored: 0, refused: 0 };
  for (let n = 0; n < 150; n++)
    for (const [place, [name, bytes]] of Object.entries(kinds).entries()) {
      const path = file(folder, name, damaged(bytes, streams[place] as (typeof streams)[0]));
      try {
        await ingestFiles([path], { store, dataset: "fuzz", replace: true });
        outcomes.stored++;
      } catch (error) {
        if (!(error instanceof InputError)) throw new Error(`case ${n} of ${name}`, { cause: error });
        outcomes.refused++;
      }
    }
  expect(outcomes.stored).toBeGreaterThan(5);
  expect(outcomes.refused).toBeGreaterThan(200);
  const [held] = storedDatasets(store);
  expect((await readStore({ store })).measurements).toHaveLength(held?.rows ?? -1);
});

test("reads or refuses 2000 damaged files of a store, column by column, never otherwise, and in time", async () => {
  const folder = freshFolder();
  const store = join(folder, "store");
  const rows = Array.from(
    { length: 300 },
    (_, n) => `b${n % 3},n${n % 40},${n % 7 ? "0.5" : ""},${n + 1},${n % 2 ? "true" : ""}`,
  );
  await ingestFiles([file(folder, "t.csv", `device,model,accuracy,energy_mJ,idle_included\n${rows.join("\n")}\n`)], {
    store,
  });
  const name = [...snapshot(store).keys()].find((each) => each.endsWith(".parquet")) ?? "";
  const whole = readFileSync(join(store, name));
  const stream = random(9, "damaged store");
  const outcomes = { read: 0, refused: 0 };
  for (let n = 0; n < 2000; n++) {
    const bytes = Buffer.from(whole);
    for (let change = 0; change <= stream.integer(3); change++)
      bytes[stream.integer(bytes.length)] = stream.integer(256);
    writeFileSync(join(store, name), bytes);
    try {
      await readStore({ store });
      outcomes.read++;
    } catch (error) {
      if (!(error instanceof InputError)) throw new Error(`case ${n}`, { cause: error });
      outcomes.refused++;
    }
  }
  expect(outcomes.read).toBeGreaterThan(200);
  expect(outcomes.refused).toBeGreaterThan(200);
});
