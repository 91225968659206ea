import { appendFileSync, closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ingestFiles, readStore, storedDatasets } from "../../src/index.js";
import { parquetBytes } from "../../src/store/write-parquet.js";
import { file, freshFolder, problemsOf } from "./support.js";

const rows = 60_000;
const numbers = Array.from({ length: rows }, (_, row) => row + 1);

/** Tables of every kind, of more bytes than one read gives. */
async function tables(): Promise<Readonly<Record<string, { readonly bytes: Uint8Array; readonly more: string }>>> {
  const csv = numbers.map((row) => `a-device-with-a-long-name,a-model-with-a-long-name,${row}\n`).join("");
  const lines = numbers.map((row) => `{"device":"a-device","model":"a-model","energy_mJ":${row}}\n`).join("");
  const parquet = await parquetBytes(
    new Map([
      ["device", { kind: "text", codes: new Uint32Array(rows).fill(1), texts: ["", "a-device"] }],
      ["model", { kind: "text", codes: new Uint32Array(rows).fill(1), texts: ["", "a-model"] }],
      ["energy_j", { kind: "number", values: Float64Array.from(numbers) }],
      ["power_w", { kind: "number", values: Float64Array.from(numbers) }],
    ]),
    rows,
    { firstRow: 1, metadata: {} },
  );
  return {
    "table.csv": { bytes: Buffer.from(`device,model,energy_mJ\n${csv}`), more: "a-device,a-model,1\n" },
    "table.jsonl": { bytes: Buffer.from(lines), more: `{"device":"a-device","model":"a-model","energy_mJ":1}\n` },
    "table.parquet": { bytes: parquet, more: "PAR1" },
  };
}

/** Does something at every turn of the event loop, which reading a file takes many of, until the work is done. */
async function during<T>(change: () => void, work: () => Promise<T>): Promise<T> {
  const state = { working: true };
  const turn = (): void => {
    change();
    if (state.working) setImmediate(turn);
  };
  turn();
  try {
    return await work();
  } finally {
    state.working = false;
  }
}

/** Writes the first bytes of a file once more: nothing of it looks different but its time. */
function touch(path: string): void {
  const first = readFileSync(path).subarray(0, 4);
  const descriptor = openSync(path, "r+");
  writeSync(descriptor, first, 0, first.length, 0);
  closeSync(descriptor);
}

describe.each(["table.csv", "table.jsonl", "table.parquet"])("a %s", (name) => {
  test.each(["grows", "is written over"])("that %s while it is read is refused, and nothing is stored", async (how) => {
    const folder = freshFolder();
    const store = join(folder, "store");
    const { bytes, more } = (await tables())[name] as { bytes: Uint8Array; more: string };
    expect(bytes.length).toBeGreaterThan(900_000);
    const path = file(folder, name, bytes);
    const change = how === "grows" ? () => appendFileSync(path, more) : () => touch(path);
    expect(await problemsOf(during(change, () => ingestFiles([path], { store })))).toMatchObject([
      { code: "changed-while-read", file: path, fix: "wait until it is complete, then ingest it again" },
    ]);
    expect(storedDatasets(store)).toEqual([]);
  });
});

test.each(["table.csv", "table.jsonl"])("a %s that has grown is stored with the rows that were added", async (name) => {
  const folder = freshFolder();
  const store = join(folder, "store");
  const { bytes, more } = (await tables())[name] as { bytes: Uint8Array; more: string };
  const path = file(folder, name, bytes);
  appendFileSync(path, more);
  await ingestFiles([path], { store });
  expect((await readStore({ store })).measurements).toHaveLength(rows + 1);
});

test("a Parquet file that has more behind its end is no Parquet file", async () => {
  const folder = freshFolder();
  const { bytes, more } = (await tables())["table.parquet"] as { bytes: Uint8Array; more: string };
  const path = file(folder, "table.parquet", bytes);
  appendFileSync(path, more);
  expect(await problemsOf(ingestFiles([path], { store: join(folder, "store") }))).toMatchObject([
    { code: "bad-parquet" },
  ]);
});
