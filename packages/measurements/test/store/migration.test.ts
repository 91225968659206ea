import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { ingestFiles, queryStore, readStore } from "../../src/index.js";
import { file, freshFolder, problemsOf, snapshot, table } from "./support.js";

/** A store as the first version wrote it. */
const first = fileURLToPath(new URL("../golden/store-1", import.meta.url));

let folder: string;
let store: string;
beforeEach(() => {
  folder = freshFolder();
  store = join(folder, "store");
  cpSync(first, store, { recursive: true });
});

const list = () => JSON.parse(readFileSync(join(store, "store.json"), "utf8"));

test("a store of version 1 is read as it is", async () => {
  const before = snapshot(store);
  const { measurements } = await readStore({ store });
  expect(
    measurements.map(({ id, model, network, energy, energyQuality, configuration }) => [
      id,
      model,
      network,
      energy,
      energyQuality,
      configuration.threads,
    ]),
  ).toEqual([
    ["first:3", "net-1-int8", "net-1", 0.06, "derived", undefined],
    ["first:2", "net-2", "net-2", 0.125, undefined, 2],
    ["first:1", "net-1-int8", "net-1", 0.05, undefined, 4],
  ]);
  expect((await queryStore("select count(*), count(energy_low_j) from measurements", { store })).rows).toEqual([
    [3, 0],
  ]);
  expect(snapshot(store)).toEqual(before);
  expect(list().schema).toBe("joulebook/store@1");
});

test("the next ingest writes the list of the newest version, and old and new rows are read together", async () => {
  const text = `device,model,energy_mJ,energy_low_mJ,energy_high_mJ\nboard-c,net-3,10,9,12\n`;
  await ingestFiles([file(folder, "new.csv", text)], { store });
  expect(list()).toMatchObject({
    schema: "joulebook/store@2",
    files: [
      { dataset: "first", version: 1 },
      { dataset: "new", version: 2 },
    ],
  });
  const { measurements } = await readStore({ store });
  expect(measurements).toHaveLength(4);
  expect(measurements.at(-1)).toMatchObject({
    energyInterval: { low: 0.009, high: 0.012, level: 0.95, method: "declared" },
  });
  const { rows } = await queryStore("select dataset, energy_high_j from measurements where energy_j < 0.02", { store });
  expect(rows).toEqual([["new", 0.012]]);
});

test("a store of a later version is left alone", async () => {
  writeFileSync(join(store, "store.json"), JSON.stringify({ ...list(), schema: "joulebook/store@3" }));
  const before = snapshot(store);
  const path = file(folder, "mine.csv", table);
  const attempts = [
    () => readStore({ store }),
    () => ingestFiles([path], { store }),
    () => queryStore("select 1", { store }),
  ];
  for (const attempt of attempts)
    expect(await problemsOf(attempt())).toMatchObject([{ code: "newer-store", expected: "at most version 2" }]);
  expect(snapshot(store)).toEqual(before);
});
