import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook, joulebookProcess } from "../support/joulebook.js";

const table = `board,model,accuracy (%),Latency [ms],energy_mJ,energy_basis
my-board,net-1,70,10,50,board
my-board,net-2,75.5,20,125,board
`;

let folder: string;
let store: string;
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const json = async (...args: readonly string[]) => {
  const { code, stdout } = await joulebook([...args, "--store", store, "--json"]);
  const document = JSON.parse(stdout);
  expect(schemaErrors(String(document.schema).replace(/^joulebook\/|@1$/g, ""), stdout)).toEqual([]);
  return { code, document };
};

beforeAll(async () => {
  folder = freshFolder();
  store = join(folder, "store");
  await joulebook(["ingest", file("mine.csv", table), "--store", store, "--licence", "CC0-1.0"]);
});

describe("own measurements", () => {
  test.skipIf(!existsSync("/proc/self"))(
    "are not stored where no folder can be made, which is said at once",
    async () => {
      const { code, stderr } = await joulebook(["ingest", join(folder, "mine.csv"), "--store", "/proc/store"]);
      expect(code).toBe(1);
      expect(stderr).toContain("/proc/store: cannot write to the store: ENOENT");
      expect(stderr).toContain("choose another folder: --store");
    },
  );

  test("are stored once, and what became of each column is said", async () => {
    const again = await json("ingest", join(folder, "mine.csv"), "--licence", "CC0-1.0");
    expect([again.code, again.document.files[0].status]).toEqual([0, "unchanged"]);
    const other = await json("ingest", file("other.csv", table.replace("net-1", "net-9")));
    expect(other.document.files[0]).toMatchObject({ dataset: "other", rows: 2, rejected: 0 });
    expect(other.document.files[0].columns).toContainEqual({ header: "Latency [ms]", column: "latency_s", unit: "ms" });
  });

  test("are recommended from, alone or beside the shipped ones", async () => {
    const alone = await json("recommend", "--dataset", "mine", "--budget", "60mJ");
    expect(alone.document.single).toMatchObject({ id: "mine:1", device: "my-board", energy: 0.05, accuracy: 0.7 });
    expect(alone.document.inputs).toMatchObject([{ name: expect.stringContaining("measurements/dataset=mine/") }]);
    const beside = await json("recommend", "--device", "my-board", "--budget", "200mJ");
    expect(beside.document.single).toMatchObject({ device: "my-board", accuracy: 0.755 });
    const shipped = await json("recommend", "--device", "raspberry-pi-4", "--budget", "100mJ");
    expect(shipped.document.single.device).toBe("raspberry-pi-4");
    expect((await json("devices", "--dataset", "mine")).document.devices).toMatchObject([{ id: "my-board" }]);
  });

  test("are asked in SQL, and nothing else is", async () => {
    const { document } = await json(
      "query",
      "select model, energy_j from measurements where dataset = 'mine' order by row",
    );
    expect(document).toMatchObject({
      rows: [
        ["net-1", 0.05],
        ["net-2", 0.125],
      ],
      truncated: false,
    });
    const refused = await json("query", "select * from read_text('/etc/passwd')");
    expect([refused.code, refused.document.errors[0].code]).toEqual([2, "outside-store"]);
    const few = await joulebook(["query", "from measurements", "--limit", "1", "--store", store]);
    expect([few.code, few.stderr]).toEqual([0, "warning: only the first 1 rows are shown: --limit\n"]);
  });

  test("are looked at before they are trusted", async () => {
    const odd = table.replace("50,board", "50,board\nmy-board,net-1,70,10,51,board");
    await json("ingest", file("odd-rows.csv", odd));
    const estimates = file("estimates.csv", "device,model,energy_mJ\nmy-board,net-1,50\n");
    const { document } = await json("quality", "odd-rows", "--predictions", estimates);
    expect(document.datasets).toMatchObject([
      {
        dataset: "odd-rows",
        rows: 3,
        duplicates: [{ ids: ["odd-rows:1", "odd-rows:2"], identical: false }],
        predicted: 2,
      },
    ]);
    expect(document.inputs.at(-1).name).toBe(estimates);
    const text = await joulebook(["quality", "odd-rows", "--store", store]);
    expect(text.stdout).toContain("odd-rows: 3 rows, 3 with energy; 2 models on 1 devices");
  });

  test("are exported", async () => {
    const { document } = await json("export", join(folder, "out"), "--dataset", "mine", "--format", "jsonl");
    expect(document.outputs.map(({ kind }: { kind: string }) => kind)).toEqual(["jsonl", "json"]);
    expect((await json("export", join(folder, "out"), "--format", "xlsx")).code).toBe(2);
  });

  test("with mistakes are refused with their places, exit code 3", async () => {
    const { code, document } = await json("ingest", file("bad.csv", `${table}my-board,net-3,120,-1,5,table\n`));
    expect(code).toBe(3);
    expect(
      document.errors.map(({ line, column, code: what }: Record<string, unknown>) => `${line}:${column} ${what}`),
    ).toEqual(["4:16 too-large", "4:20 negative", "4:25 bad-choice"]);
  });

  test("take a mapping, suggested first", async () => {
    const odd = file("odd.csv", "Zeit [us];Netz\n12;net-1\n");
    const suggestion = await joulebook(["ingest", odd, "--suggest-map", "--json"]);
    expect(schemaErrors("ingest-map", suggestion.stdout)).toEqual([]);
    expect(JSON.parse(suggestion.stdout)).toMatchObject({
      columns: { "Zeit [us]": { column: "latency_s", unit: "us" }, Netz: null },
      warnings: [{ code: "guessed-columns" }],
      inputs: [{ name: odd }],
      constants: { device: "", model: "" },
    });
    const map = file(
      "map.json",
      JSON.stringify({ columns: { "Zeit [us]": { column: "latency_s", unit: "us" }, Netz: { column: "model" } } }),
    );
    const { document } = await json(
      "ingest",
      odd,
      "--map",
      map,
      "--set",
      "device=bench",
      "--set",
      "task=keyword-spotting",
    );
    expect(document.files[0]).toMatchObject({ rows: 1, status: "stored" });
    const wrong = file(
      "wrong.json",
      '{"columns": {"a": {"column": "latency_s", "unit": "mJ"}, "b": "enrgy_j"}, "more": 1}',
    );
    const bad = await json("ingest", odd, "--map", wrong);
    expect([bad.code, bad.document.errors.map(({ code }: { code: string }) => code)]).toEqual([
      3,
      ["unknown-key", "bad-unit", "unknown-column"],
    ]);
    expect((await json("ingest", odd, "--set", "device")).code).toBe(2);
  });

  test("come from power logs too, with the options of power", async () => {
    const log = file(
      "run.csv",
      `time_s,power_W\n${"0 1 2 3 4"
        .split(" ")
        .map((t) => `${t},2`)
        .join("\n")}\n`,
    );
    const asked = await json("ingest", log, "--set", "model=n", "--set", "device=d");
    expect([asked.code, asked.document.errors[0].code]).toEqual([3, "no-inferences"]);
    const set = ["--set", "model=n", "--set", "device=logger", "--set", "accuracy=0.5"];
    const { document } = await json("ingest", log, ...set, "--inferences", "8", "--quality", "external-analyser");
    expect(document.files).toMatchObject([{ dataset: "run", log: "csv", rows: 1, status: "stored" }]);
    const { stdout } = await joulebook(["recommend", "--store", store, "--dataset", "run", "--budget", "2J"]);
    // 2 W for 4 s and 8 inferences: 1 J each.
    expect(stdout).toMatch(/1\.00/);
    expect(stdout).toContain("by an external analyser");
    expect((await json("devices", "--dataset", "run")).document.devices).toMatchObject([
      { id: "logger", energyQualities: ["external-analyser"] },
    ]);
    expect((await joulebook(["models", "--store", store, "--dataset", "run"])).stdout).toContain("external-analyser");
    const mixed = await json("ingest", log, join(folder, "mine.csv"), "--inferences", "8");
    expect([mixed.code, mixed.document.errors[0].code]).toEqual([2, "not-a-log"]);
    expect((await json("ingest", log, "--suggest-map")).document.errors[0].code).toBe("not-a-table");
    expect((await json("ingest", log, "--as", "nonesuch")).code).toBe(2);
  });

  test("of two ingests at once both end well or one is told to wait", async () => {
    const one = join(folder, "contended");
    const rows = Array.from({ length: 20_000 }, (_, row) => `b,net-${row},50,1,1,wall`).join("\n");
    const paths = ["a.csv", "b.csv"].map((name) => file(name, `${table}${rows}\n${name},x,1,1,1,wall\n`));
    const ends = await Promise.all(paths.map((path) => joulebookProcess(["ingest", path, "--store", one])));
    const won = ends.filter(({ code }) => code === 0);
    expect(won.length).toBeGreaterThan(0);
    for (const { code, stderr } of ends.filter((end) => end.code !== 0)) {
      expect(code).toBe(1);
      expect(stderr).toMatch(/locked by process \d+ .*joulebook ingest/);
    }
    const counted = await joulebook(["query", "select count(*) n from measurements", "--store", one, "--json"]);
    expect(JSON.parse(counted.stdout).rows).toEqual([[20_003 * won.length]]);
  });
});
