import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { InputError, random } from "@joulebook/core";
import { expect, test } from "vitest";
import { ingestFiles, readStore, storedDatasets } from "../../src/index.js";
import { parquetBytes } from "../../src/store/write-parquet.js";
import { file, freshFolder, table } from "./support.js";

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
  const stream = random(7, "damaged tables");
  const outcomes = { stored: 0, refused: 0 };
  for (let n = 0; n < 150; n++)
    for (const [name, bytes] of Object.entries(kinds)) {
      const path = file(folder, name, damaged(bytes, stream));
      try {
        await ingestFiles([path], { store, dataset: "fuzz", replace: true });
        outcomes.stored++;
      } catch (error) {
        if (!(error instanceof InputError)) throw new Error(`case ${n} of ${name}`, { cause: error });
        outcomes.refused++;
      }
    }
  expect(outcomes.stored).toBeGreaterThan(20);
  expect(outcomes.refused).toBeGreaterThan(200);
  const [held] = storedDatasets(store);
  expect((await readStore({ store })).measurements).toHaveLength(held?.rows ?? -1);
});
