import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { lock } from "@joulebook/runtime";
import { beforeEach, describe, expect, test } from "vitest";
import {
  dataset,
  datasetText,
  ingestFiles,
  readMeasurements,
  readStore,
  storedDatasets,
  suggestTableMapping,
} from "../../src/index.js";
import { file, freshFolder, places, problemsOf, snapshot, table } from "./support.js";

let folder: string;
let store: string;
beforeEach(() => {
  folder = freshFolder();
  store = join(folder, "store");
});

describe("a table is ingested", () => {
  test("and its rows are records in SI units, with where they came from", async () => {
    const [ingested] = await ingestFiles([file(folder, "My boards.csv", table)], { store, licence: "CC0-1.0" });
    expect(ingested).toMatchObject({ dataset: "my-boards", status: "stored", rows: 3, rejected: 0 });
    const { measurements } = await readStore({ store });
    expect(measurements.find(({ id }) => id === "my-boards:2")).toEqual({
      id: "my-boards:2",
      model: "net-2",
      network: "net-2",
      task: "image-classification",
      device: "board-a",
      configuration: {},
      accuracy: 0.755,
      latency: { mean: 0.02 },
      energy: 0.125,
      energyBasis: "board",
      source: { dataset: "my-boards", row: 2, licence: "CC0-1.0" },
    });
    expect(measurements.map(({ id, device }) => `${id} ${device}`)).toEqual([
      "my-boards:3 board-a",
      "my-boards:2 board-a",
      "my-boards:1 board-b",
    ]);
  });

  test("of MLPerf's columns gives the numbers that the strict reader gives", async () => {
    const text = datasetText(dataset("mlperf-inference-edge-open"));
    const { measurements: expected } = await readMeasurements(text);
    await ingestFiles([file(folder, "open.csv", text)], { store, mapping: { constants: { energy_basis: "wall" } } });
    const { measurements } = await readStore({ store });
    const byRow = new Map(measurements.map((row) => [row.source.row, row]));
    expect(byRow.size).toBe(expected.length);
    expect(expected.length).toBeGreaterThan(500);
    for (const row of expected) {
      const { accuracy, latency, energy, power, idlePower, device, model, network, configuration, macs } = row;
      const { mean, p90 } = latency ?? { mean: undefined };
      const stored = byRow.get(row.source.row);
      expect(stored).toMatchObject({ accuracy, energy, power, idlePower, device, model, network });
      expect([stored?.latency?.mean, stored?.latency?.p90]).toEqual([mean, p90]);
      expect(stored?.configuration).toMatchObject({
        backend: configuration.backend ?? "?",
        software: configuration.software,
      });
      expect(stored?.macs === undefined ? undefined : Math.round(stored.macs)).toBe(macs);
    }
  });

  test("twice, and nothing changes", async () => {
    const path = file(folder, "mine.csv", table);
    await ingestFiles([path], { store });
    const before = snapshot(store);
    const [again] = await ingestFiles([path], { store });
    expect(again).toMatchObject({ status: "unchanged", rows: 3 });
    expect(snapshot(store)).toEqual(before);
    const [first, second] = await ingestFiles([path, path], { store, dataset: "other" });
    expect([first?.status, second?.status]).toEqual(["stored", "unchanged"]);
  });

  test("further files of a dataset number their rows on; --replace begins again", async () => {
    await ingestFiles([file(folder, "a.csv", table)], { store, dataset: "mine" });
    await ingestFiles([file(folder, "b.csv", table.replace("net-2", "net-9"))], { store, dataset: "mine" });
    const rows = (await readStore({ store })).measurements.map(({ source }) => source.row);
    expect(rows.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    await ingestFiles([file(folder, "c.csv", table.replace("net-2", "net-7"))], {
      store,
      dataset: "mine",
      replace: true,
    });
    expect(storedDatasets(store)).toMatchObject([{ id: "mine", rows: 3 }]);
    expect([...snapshot(store).keys()].filter((name) => name.endsWith(".parquet"))).toHaveLength(1);
  });

  test("packed, with semicolons, decimal commas, CRLF and a byte order mark", async () => {
    const european = "\ufeffBoard;Model;Energie [mJ];accuracy\r\na;n;12,5;0,75\r\n";
    const path = file(folder, "eu.csv.gz", gzipSync(european));
    expect(places(await problemsOf(ingestFiles([path], { store })))).toEqual(["2:10 decimal-comma"]);
    const mapping = { decimal: ",", columns: { "Energie [mJ]": { column: "energy_j", unit: "mJ" } } } as const;
    await ingestFiles([path], { store, mapping });
    expect((await readStore({ store })).measurements).toMatchObject([{ energy: 0.0125, accuracy: 0.75 }]);
    // A mistake is said as it is written, with its comma.
    const slip = file(folder, "slip.csv", european.replace("12,5", "l2,5"));
    expect((await problemsOf(ingestFiles([slip], { store, mapping })))[0]?.message).toContain('"l2,5"');
  });

  test("an energy follows from power and rate, or latency, and says so", async () => {
    const text = "device,model,power_W,throughput_fps,latency_ms\na,n,2,100,20\na,m,2,,20\n";
    await ingestFiles([file(folder, "mine.csv", text)], { store });
    const { measurements } = await readStore({ store });
    expect(
      measurements.map(({ model, energy, energyQuality, energyDerivation }) => [
        model,
        energy,
        energyQuality,
        energyDerivation,
      ]),
    ).toEqual([
      ["m", 0.04, "derived", "mean power x mean latency"],
      ["n", 0.02, "derived", "mean power / throughput"],
    ]);
  });
});

describe("what is wrong is said with its place, and nothing is stored", () => {
  const bad = `device,model,accuracy (%),Latency [ms],energy_mJ
a,n,70,10,50
a,é"x,170,-1,12 mJ
a,,60,10,5\u0000
a,n,70
device,model,accuracy (%),Latency [ms],energy_mJ
a,"n
2",70,0,1
a,n,,,
a,"broken"x,1,1,1
`;

  test("every row's every cell", async () => {
    const path = file(folder, "bad.csv", bad);
    const problems = await problemsOf(ingestFiles([path], { store }));
    expect(places(problems)).toEqual([
      "3:7 too-large",
      "3:11 negative",
      "3:14 unit-in-cell",
      "4:3 empty-cell",
      "4:10 control-character",
      "5:1 ragged-row",
      "6:1 second-header",
      "8:7 zero",
      "9: empty-row",
      "10:3 stray-quote",
    ]);
    expect(problems.every((problem) => problem.file === path)).toBe(true);
    expect(storedDatasets(store)).toEqual([]);
  });

  test("unless the valid rows are wanted: the others go to a file", async () => {
    const path = file(folder, "bad.csv", bad);
    const [ingested] = await ingestFiles([path], { store, acceptValid: true });
    expect(ingested).toMatchObject({ rows: 1, rejected: 7, rejects: `${path}.rejects.csv` });
    const lines = readFileSync(`${path}.rejects.csv`, "utf8");
    expect(lines.split("\n")[0]).toBe("line,column,problem,row");
    expect(lines).toContain('6,1,the header stands here again,"device,model');
  });

  test("one bad file keeps the good ones out", async () => {
    const good = file(folder, "good.csv", table);
    await problemsOf(ingestFiles([good, file(folder, "bad.csv", bad)], { store }));
    expect(storedDatasets(store)).toEqual([]);
  });

  test("headers without a device, a unit, or anything measured", async () => {
    const problems = async (text: string) =>
      places(await problemsOf(ingestFiles([file(folder, "t.csv", text)], { store })));
    expect(await problems("model,energy\nn,1\n")).toEqual(["1:7 missing-unit", "1:1 missing-column"]);
    expect(await problems("device,model,colour\na,n,red\n")).toEqual(["1:1 missing-column"]);
    expect(await problems("device,model,energy_J,energy_mJ,energy_J\na,n,1,2,3\n")).toContain("1:33 duplicate-column");
    expect(await problems("device,model,mean_energy_J,energy_mJ\n")).toEqual([": no-rows"]);
    expect(await problems("")).toEqual([": no-rows"]);
  });

  test("files that are no text, no table, not there", async () => {
    const code = async (path: string) =>
      (await problemsOf(ingestFiles([path], { store }))).map((problem) => problem.code);
    expect(await code(join(folder, "missing.csv"))).toEqual(["cannot-read"]);
    expect(await code(folder)).toEqual(["cannot-read"]);
    expect(
      await code(file(folder, "latin.csv", Buffer.from("device,model,energy_J\ncaf\xe9,n,1\n", "latin1"))),
    ).toEqual(["not-utf8"]);
    expect(await code(file(folder, "cut.csv.gz", gzipSync(table).subarray(0, 40)))).toEqual(["bad-gzip"]);
    expect(await code(file(folder, "Straße?.csv", ""))).toEqual(["no-rows"]);
    const list = file(folder, "list.json", `\ufeff[\n  {"device":"a","model":"m","energy_mJ":1}]`);
    expect(await problemsOf(ingestFiles([list], { store }))).toMatchObject([
      { code: "json-list", file: list, expected: "JSON lines: one object a line" },
    ]);
    expect(await problemsOf(suggestTableMapping(list))).toMatchObject([{ code: "json-list", file: list }]);
    // 100 MB of zeros in 100 kB: given up long before all of it is unpacked.
    expect(await code(file(folder, "bomb.csv.gz", gzipSync(Buffer.alloc(100e6), { level: 1 })))).toEqual(["too-large"]);
    expect(await code(file(folder, "mlperf-tiny.csv", table))).toEqual(["taken-dataset"]);
  });
});

describe("the store", () => {
  test("has one writer, and the second is told who the first is", async () => {
    mkdirSync(store);
    const held = await lock(join(store, ".lock"), { purpose: "joulebook ingest" });
    const path = file(folder, "mine.csv", table);
    try {
      const [problem] = await problemsOf(ingestFiles([path], { store }));
      expect(problem).toMatchObject({ code: "locked" });
      expect(problem?.message).toContain(`process ${process.pid}`);
      expect(problem?.message).toContain("joulebook ingest");
    } finally {
      held.release();
    }
    expect((await ingestFiles([path], { store }))[0]?.status).toBe("stored");
  });

  test("is read while a writer is at work: always as it was before or after, never in between", async () => {
    const rows = (energy: number) =>
      `device,model,energy_J\n${Array.from({ length: 500 }, (_, n) => `board,net-${n},${energy}`).join("\n")}\n`;
    await ingestFiles([file(folder, "mine.csv", rows(1))], { store });
    const held = await lock(join(store, ".lock"), { purpose: "joulebook ingest" });
    expect((await readStore({ store })).measurements).toHaveLength(500);
    held.release();
    const state = { writing: true };
    const writer = (async () => {
      for (let energy = 2; energy <= 15; energy++)
        await ingestFiles([file(folder, "mine.csv", rows(energy))], { store, replace: true });
      state.writing = false;
    })();
    const seen = new Set<number | undefined>();
    while (state.writing) {
      const { measurements } = await readStore({ store });
      const energies = new Set(measurements.map(({ energy }) => energy));
      expect([measurements.length, energies.size]).toEqual([500, 1]);
      seen.add([...energies][0]);
    }
    await writer;
    expect(seen.size).toBeGreaterThan(1);
    expect((await readStore({ store })).measurements[0]?.energy).toBe(15);
  });

  test("is swept of what a killed writer left", async () => {
    await ingestFiles([file(folder, "mine.csv", table)], { store });
    const before = snapshot(store);
    writeFileSync(join(store, "measurements", "dataset=mine", "00000000deadbeef.parquet"), "half");
    writeFileSync(join(store, "measurements", "dataset=mine", ".x.parquet.1-2.tmp"), "half");
    await ingestFiles([file(folder, "mine.csv", table)], { store });
    expect(snapshot(store)).toEqual(before);
  });

  test("that is damaged, newer or absent is said to be", async () => {
    expect(await problemsOf(readStore({ store }))).toMatchObject([{ code: "no-store" }]);
    await ingestFiles([file(folder, "mine.csv", table)], { store });
    const name = [...snapshot(store).keys()].find((each) => each.endsWith(".parquet")) ?? "";
    const bytes = readFileSync(join(store, name));
    writeFileSync(join(store, name), bytes.subarray(0, 500));
    expect(await problemsOf(readStore({ store }))).toMatchObject([{ code: "damaged-store" }]);
    writeFileSync(join(store, name), Buffer.alloc(bytes.length));
    expect(await problemsOf(readStore({ store }))).toMatchObject([{ code: "damaged-store" }]);
    rmSync(join(store, name));
    await expect(readStore({ store })).rejects.toThrow();
    for (const [text, code] of [
      ["{", "bad-store"],
      ['{"schema":"joulebook/store@999","files":[]}', "newer-store"],
      ['{"schema":"joulebook/store@1","files":[{"path":"../../etc/passwd"}]}', "bad-store"],
    ] as const) {
      writeFileSync(join(store, "store.json"), text);
      expect(await problemsOf(readStore({ store }))).toMatchObject([{ code }]);
    }
  });

  test("gives the rows of one device without reading row groups of others", async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `board-${index % 3},net-${index},0.5,1`);
    await ingestFiles([file(folder, "many.csv", `device,model,accuracy,energy_mJ\n${rows.join("\n")}\n`)], { store });
    const { measurements } = await readStore({ store, device: "board-1" });
    expect(measurements).toHaveLength(20_000);
    expect(new Set(measurements.map(({ device }) => device))).toEqual(new Set(["board-1"]));
    expect(
      measurements
        .map(({ source }) => source.row)
        .toSorted((a, b) => a - b)
        .slice(0, 3),
    ).toEqual([2, 5, 8]);
    expect((await readStore({ store, device: "none" })).measurements).toEqual([]);
  });
});

describe("JSON lines and Parquet", () => {
  test("are read as tables are, each line with its own fields", async () => {
    const lines = '{"Board":"a","Model":"n","energy_mJ":5}\n\n{"model":"m","Board":"b","latency_ms":2,"tags":["x"]}\n';
    const problems = await problemsOf(ingestFiles([file(folder, "mixed.jsonl", lines)], { store }));
    expect(places(problems)).toEqual([": same-meaning", "3: empty-cell"]);
    await ingestFiles([file(folder, "good.jsonl", lines.replace("Model", "model"))], { store });
    const { measurements } = await readStore({ store });
    expect(measurements).toMatchObject([
      { device: "a", model: "n", energy: 0.005 },
      { device: "b", model: "m", latency: { mean: 0.002 } },
    ]);
  });

  test("with lines that are no records, or cut off", async () => {
    const lines =
      '{"device":"a","model":"n","energy_mJ":5}\n[1]\n{"device":"a","model":"n","energy_mJ":-5}\n{"device":"a","mo';
    const problems = await problemsOf(ingestFiles([file(folder, "bad.jsonl", lines)], { store }));
    expect(places(problems)).toEqual(["2: bad-json", "3: negative", "4: bad-json"]);
    const parquet = Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(100, 7), Buffer.from("PAR1")]);
    expect(places(await problemsOf(ingestFiles([file(folder, "bad.parquet", parquet)], { store })))).toEqual([
      ": bad-parquet",
    ]);
  });
});
