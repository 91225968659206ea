import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, test } from "vitest";
import { exportStore, ingestFiles, queryStore, readStore } from "../../src/index.js";
import { file, freshFolder, problemsOf, snapshot, table } from "./support.js";

let folder: string;
let store: string;
beforeAll(async () => {
  folder = freshFolder();
  store = join(folder, "the store's");
  await ingestFiles([file(folder, "mine.csv", table)], { store });
  await ingestFiles([file(folder, "2024.csv", "device,model,latency_us,idle_included\nboard-c,net-3,5,true\n")], {
    store,
  });
});

const ask = (sql: string) => queryStore(sql, { store });

describe("a question to the store", () => {
  test("is answered from all its datasets, with every column, in SI units", async () => {
    const { columns, rows, truncated } = await ask(
      "select dataset, device, count(*) n, min(energy_j) e, any_value(price) p from measurements group by all order by all",
    );
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "dataset VARCHAR",
      "device VARCHAR",
      "n BIGINT",
      "e DOUBLE",
      "p DOUBLE",
    ]);
    expect(rows).toEqual([
      ["2024", "board-c", 1, null, null],
      ["mine", "board-a", 2, 0.06, null],
      ["mine", "board-b", 1, 0.05, null],
    ]);
    expect(truncated).toBe(false);
    expect((await ask("select latency_s, idle_included from measurements where dataset = '2024'")).rows).toEqual([
      [5e-6, true],
    ]);
  });

  test("ends at its limit, and in time", async () => {
    expect(await queryStore("select row from measurements", { store, limit: 2 })).toMatchObject({
      truncated: true,
      rows: { length: 2 },
    });
    const long = "select sum(sqrt(a.range * b.range)) from range(1000000) a, range(1000000) b";
    expect(await problemsOf(queryStore(long, { store, timeout: 0.2 }))).toMatchObject([{ code: "query-stopped" }]);
  });

  test("gives values that JSON holds", async () => {
    const sql =
      "select 9007199254740993::bigint, 1::hugeint, 'nan'::double, date '2020-01-02', [1, 2], {'a': 1::bigint}, null, 1.5::decimal(4,1)";
    expect((await ask(sql)).rows).toEqual([
      ["9007199254740993", 1, null, "2020-01-02T00:00:00.000Z", [1, 2], { a: 1 }, null, 1.5],
    ]);
  });

  test("with a mistake says where", async () => {
    for (const nothing of ["", "  ", "-- a remark"])
      expect(await problemsOf(queryStore(nothing, { store }))).toMatchObject([
        { code: "not-a-select", message: "the query is empty" },
      ]);
    expect(await problemsOf(ask("select energi_j from measurements"))).toMatchObject([
      { code: "bad-sql", line: 1, column: 8 },
    ]);
    expect(await problemsOf(ask("selekt"))).toMatchObject([{ code: "bad-sql" }]);
    expect(await problemsOf(ask("select 1; select 2"))).toMatchObject([{ code: "not-a-select" }]);
    expect(await problemsOf(queryStore("select 1", { store: join(folder, "none") }))).toMatchObject([
      { code: "no-store" },
    ]);
  });
});

describe("a question cannot leave the store", () => {
  const outside = (): readonly string[] => {
    const other = join(folder, "secret.csv");
    file(folder, "secret.csv", "a\n1\n");
    const link = join(store, "measurements", "link.csv");
    if (!existsSync(link)) symlinkSync(other, link);
    return [
      other,
      link,
      "/etc/passwd",
      "/proc/self/environ",
      join(store, "store.json"),
      join(store, "..", "secret.csv"),
    ].map((path) => path.replaceAll("'", "''"));
  };

  test("to read a file by any function", async () => {
    for (const path of outside())
      for (const reader of [
        "read_text",
        "read_blob",
        "read_csv",
        "read_json",
        "read_parquet",
        "sniff_csv",
        "parquet_metadata",
        "glob",
      ]) {
        const [problem] = await problemsOf(ask(`select * from ${reader}('${path}')`));
        expect(["outside-store"], `${reader} ${path}`).toContain(problem?.code);
      }
    const [named] = await problemsOf(ask("select * from '/etc/passwd'"));
    expect(named?.code).toMatch(/bad-sql|outside-store/);
  });

  test("to write, attach, install, or change its settings", async () => {
    const before = snapshot(folder);
    const own = [...before.keys()].find((name) => name.endsWith(".parquet")) ?? "";
    const parquet = join(folder, own).replaceAll("'", "''");
    for (const sql of [
      `copy measurements to '${folder}/out.csv'`,
      `copy (select 1 a) to '${parquet}' (format parquet)`,
      `attach '${folder}/new.db'`,
      `export database '${folder}/db'`,
      "install httpfs",
      "load httpfs",
      "install spatial from community",
      "set enable_external_access = true",
      "set allowed_directories = ['/']",
      "set lock_configuration = false",
      "reset enable_external_access",
      "pragma temp_directory = '/tmp'",
      "create table x as select 1",
      "create or replace view measurements as select 1",
      "insert into measurements values (1)",
      "delete from measurements",
      "drop view measurements",
      "call pragma_version()",
      "explain analyze copy (select 1) to '/tmp/x'",
      "select 1; select 2",
      `select 1; copy (select 1) to '${folder}/out.csv'`,
      "checkpoint",
    ]) {
      const [problem] = await problemsOf(ask(sql));
      expect(["not-a-select", "outside-store", "bad-sql"], sql).toContain(problem?.code);
    }
    expect(snapshot(folder)).toEqual(before);
  });

  test("to the network", async () => {
    let calls = 0;
    const server = createServer((_, response) => {
      calls += 1;
      response.end("a\n1\n");
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    for (const reader of ["read_csv", "read_parquet", "read_text"]) {
      const [problem] = await problemsOf(ask(`select * from ${reader}('http://127.0.0.1:${port}/x.csv')`));
      expect(problem?.code).toBe("outside-store");
    }
    server.close();
    expect(calls).toBe(0);
  });
});

describe("the layout of the store", () => {
  test("is Hive-partitioned Parquet that another engine reads by itself", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const files = join(store, "measurements", "*", "*.parquet").replaceAll("'", "''");
    const sql = `select dataset, device, energy_j from read_parquet('${files}', hive_partitioning = true, hive_types = {'dataset': varchar}, union_by_name = true) order by dataset, row`;
    const rows = (await connection.runAndReadAll(sql)).getRowsJS();
    connection.closeSync();
    instance.closeSync();
    expect(rows).toEqual([
      ["2024", "board-c", null],
      ["mine", "board-b", 0.05],
      ["mine", "board-a", 0.125],
      ["mine", "board-a", 0.06],
    ]);
  });
});

describe("an export", () => {
  test.each(["csv", "jsonl", "parquet"] as const)("as %s is ingested again to the same records", async (format) => {
    const out = join(folder, `out-${format}`);
    const outputs = await exportStore({ store, format, folder: out, datasets: ["mine"] });
    expect(outputs.map(({ kind }) => kind)).toEqual([format, "json"]);
    const [{ path } = { path: "" }] = outputs;
    const again = join(folder, `again-${format}`);
    await ingestFiles([path], { store: again, dataset: "mine" });
    const byRow = async (from: string) =>
      (await readStore({ store: from, datasets: ["mine"] })).measurements
        .toSorted((a, b) => (a.energy ?? 0) - (b.energy ?? 0))
        .map(({ id: _id, source: _source, ...rest }) => rest);
    expect(await byRow(again)).toEqual(await byRow(store));
  });

  test("describes its columns, where rows came from and what may be done with them", async () => {
    const out = join(folder, "described");
    const outputs = await exportStore({ store, format: "csv", folder: out });
    const description = JSON.parse(readFileSync(join(out, "datapackage.json"), "utf8"));
    expect(description.resources.map(({ path, rows }: { path: string; rows: number }) => `${path} ${rows}`)).toEqual([
      "2024.csv 1",
      "mine.csv 3",
    ]);
    const [, mine] = description.resources;
    expect(mine.schema.fields).toContainEqual({
      name: "energy_j",
      type: "number",
      title: "Energy of one inference",
      unit: "J",
    });
    expect(mine.hash).toBe(`sha256:${outputs[1]?.sha256}`);
    expect(mine.sources).toMatchObject([{ title: "mine.csv" }]);
    const [header = ""] = readFileSync(join(out, "mine.csv"), "utf8").split("\n");
    expect(header.split(",")).toEqual(mine.schema.fields.map(({ name }: { name: string }) => name));
  });

  test("of a dataset that is not there writes nothing", async () => {
    const out = join(folder, "nothing");
    expect(await problemsOf(exportStore({ store, format: "csv", folder: out, datasets: ["mien"] }))).toMatchObject([
      { nearest: ["mine"] },
    ]);
    expect(existsSync(out)).toBe(false);
  });
});
