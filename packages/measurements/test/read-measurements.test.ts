import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, type Problem } from "@joulebook/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mlperfRows } from "../src/mlperf-rows.js";
import { readDataset } from "../src/read-dataset.js";
import { readMeasurements, readMeasurementsFile, type ReadOptions } from "../src/read-measurements.js";
import { toCsv } from "../src/to-csv.js";

const header = "device,model_id,accuracy_top1_percent,mean_latency_ms,energy_per_inference_j";
const table = (...rows: readonly string[]): string => `${[header, ...rows].join("\n")}\n`;

async function problems(text: string, options: ReadOptions = {}): Promise<readonly Problem[]> {
  try {
    await readMeasurements(text, { file: "my.csv", ...options });
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).exitCode).toBe(3);
    return (error as InputError).problems;
  }
  return [];
}

const places = (found: readonly Problem[]): readonly string[] =>
  found.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);

describe("readMeasurements", () => {
  test("reads the five required columns", async () => {
    const { measurements, notices } = await readMeasurements(table("my-board,tiny,70.5,12.5,0.05"), { file: "my.csv" });
    expect(notices).toMatchObject([{ code: "assumed-energy-meaning" }]);
    expect(notices[0]?.message).toContain("energies are taken as measured at the wall, with idle power included");
    expect(measurements).toEqual([
      {
        id: "my.csv:1",
        model: "tiny",
        network: "tiny",
        task: "image-classification",
        device: "my-board",
        configuration: {},
        accuracy: 0.705,
        accuracyMetric: "top-1",
        latency: { mean: 0.0125 },
        energy: 0.05,
        energyBasis: "wall",
        idleIncluded: true,
        source: { dataset: "my.csv", row: 1, licence: "not stated" },
      },
    ]);
  });

  test("derives the energy from power and rate where it is not printed, and says so", async () => {
    const text = "device,model,accuracy_top1_percent,mean_latency_ms,avg_power_w,qps_with_overhead\nb,m,70,50,5,20\n";
    const [row] = (await readMeasurements(text)).measurements;
    expect(row).toMatchObject({
      energy: 0.25,
      energyDerivation: "mean power / throughput",
      energyQuality: "derived",
      idleIncluded: true,
    });
  });

  test("takes basis and idle from the table where it says them, and leaves idle open where power and energy disagree", async () => {
    const columns = `${header},avg_power_w,qps_with_overhead,idle_included,energy_basis\n`;
    const text = `${columns}b,m,70,50,0.25,5,20,,\nb,n,70,50,0.2,5,20,,\nb,o,70,50,0.2,5,20,false,board\n`;
    const { measurements, notices } = await readMeasurements(text);
    expect(measurements.map((row) => row.idleIncluded)).toEqual([true, undefined, false]);
    expect(measurements.map((row) => row.energyBasis)).toEqual(["wall", "wall", "board"]);
    expect(notices).toMatchObject([{ code: "energy-mismatch", count: 2 }]);
  });

  test("reports every bad cell of a file together, in its own line and column", async () => {
    const text = table(
      "b,m1,-1,5,0.1",
      "b,m2,70,NaN,0.1",
      ",m3,170,5,",
      "b,m4,70,5 ms,zero",
      "b,m5,70,5,0",
      "b,m6,70",
      "b,m7,70,5,1e999",
    );
    expect(places(await problems(text))).toEqual([
      "my.csv:2:6 negative",
      "my.csv:3:9 not-a-number",
      "my.csv:4:1 empty-cell",
      "my.csv:4:5 too-large",
      "my.csv:4:11 empty-cell",
      "my.csv:5:9 unit-in-cell",
      "my.csv:5:14 bad-number",
      "my.csv:6:11 zero",
      "my.csv:7:1 ragged-row",
      "my.csv:8:11 bad-number",
    ]);
  });

  test.each([
    ["\n", "LF"],
    ["\r\n", "CRLF"],
    ["\r", "CR"],
  ])("counts lines as an editor does, with %j breaks inside quotes, blank lines and a byte order mark", async (end) => {
    const text = `\ufeff${header}${end}b,"two${end}lines",70,5,0.1${end}${end}b,"next${end}one",70,5,bad${end}`;
    expect(places(await problems(text))).toEqual(["my.csv:6:11 bad-number"]);
    const good = await readMeasurements(text.replace("bad", "0.2"));
    expect(good.measurements.map((row) => row.model)).toEqual(["two\nlines", "next\none"]);
  });

  test("goes on after broken quotes, and places them", async () => {
    const text = table('b,"m1" x,70,5,0.1', "b,m2,70,5,-1", 'b,"m3,70,5,0.1', "b,m4,70,5,-2");
    expect(places(await problems(text))).toEqual([
      "my.csv:2:3 stray-quote",
      "my.csv:3:11 negative",
      "my.csv:4:3 open-quote",
      "my.csv:5:11 negative",
    ]);
  });

  test("finds rows that stand twice, and tells runs apart by round or time", async () => {
    expect(await problems(table("b,m,70,5,0.1", "b,n,70,5,0.1", "b,m,71,6,0.2"))).toMatchObject([
      { code: "duplicate-row", line: 4, message: "the same measurement stands in line 2 already" },
    ]);
    const text = `${header},round\nb,m,70,5,0.1,first\nb,m,71,6,0.2,second\n`;
    expect((await readMeasurements(text)).measurements).toHaveLength(2);
  });

  test("says how many problems it does not show", async () => {
    const rows = Array.from({ length: 150 }, (_, index) => `b,m${index},70,5,-1`);
    const found = await problems(table(...rows));
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toMatchObject({ code: "more-problems", message: "50 more problems (150 in all) not shown" });
    expect(await problems(table(...rows), { limit: 1 })).toHaveLength(2);
  });

  test("recognises semicolons, tabs, decimal commas and thousands, and says how to mend them", async () => {
    const semicolons = table("b;m;70,5;5;0,1")
      .replaceAll(",accuracy", ";accuracy")
      .replace("device,", "device;")
      .replaceAll(",", ";");
    expect(await problems(semicolons)).toMatchObject([
      { code: "wrong-delimiter", message: "the columns are separated by semicolons" },
    ]);
    expect(await problems(header.replaceAll(",", "\t"), {})).toMatchObject([{ code: "wrong-delimiter" }]);
    const comma = await problems(table('b,m,"70,5",5,0.1'));
    expect(comma).toMatchObject([{ code: "decimal-comma", fix: "write 70.5", line: 2, column: 5 }]);
    expect(await problems(table("b,m,70,5,0,1"))).toMatchObject([
      { code: "ragged-row", fix: "quote cells that hold commas, and write decimal points" },
    ]);
  });

  test("reads semicolons when told so", async () => {
    const text = table("b,m,70,5,0.1").replaceAll(",", ";");
    expect((await readMeasurements(text, { delimiter: ";" })).measurements[0]?.energy).toBe(0.1);
  });

  test("names missing columns with what the table has instead, and warns of unknown ones with the nearest known", async () => {
    const found = await problems(
      "devise,model,accuracy_top1_percent,mean_latency,energy_per_inference_j\nb,m,70,5,0.1\n",
    );
    expect(found).toMatchObject([
      { code: "missing-column", nearest: ['"devise"'] },
      { code: "missing-column", nearest: ['"mean_latency"'] },
    ]);
    const text = `${header},p9_latency_ms,colour\nb,m,70,5,0.1,6,red\n`;
    const { notices } = await readMeasurements(text);
    expect(notices.map((notice) => notice.code)).toEqual([
      "unknown-column",
      "unknown-column",
      "assumed-energy-meaning",
    ]);
    expect(notices[0]?.message).toContain("p99_latency_ms");
  });

  test("refuses columns that stand twice or have no name, empty tables and tables without rows", async () => {
    expect(await problems(`${header},device\nb,m,70,5,0.1,c\n`)).toMatchObject([
      { code: "duplicate-column", column: header.length + 2 },
    ]);
    expect(await problems(`${header},\nb,m,70,5,0.1,c\n`)).toMatchObject([{ code: "empty-column" }]);
    for (const text of ["", "\n\n", header, `${header}\n`])
      expect(await problems(text)).toMatchObject([{ code: "no-rows" }]);
  });

  test("checks that percentiles and extremes are in order", async () => {
    const text = `${header},p50_latency_ms,p90_latency_ms,min_power_w,avg_power_w\nb,m,70,5,0.1,9,8,6,5\n`;
    expect(places(await problems(text))).toEqual(["my.csv:2:16 out-of-order", "my.csv:2:20 out-of-order"]);
  });

  test("warns when accuracies look like fractions, when energy and power disagree, and when idle exceeds power", async () => {
    const text = `${header},avg_power_w,qps_with_overhead,idle_power_w\nb,m,0.7,5,0.1,5,20,6\n`;
    const { notices } = await readMeasurements(text);
    expect(notices.slice(1).map((notice) => notice.code)).toEqual([
      "accuracy-fractions",
      "energy-mismatch",
      "idle-above-power",
    ]);
  });

  test("takes hostile names as plain data", async () => {
    const names = ["<script>alert(1)</script>", "=1+1", "__proto__", "a\tb"];
    const { measurements } = await readMeasurements(table(...names.map((name) => `${name},${name},70,5,0.1`)));
    expect(measurements.map((row) => row.model)).toEqual(names);
    const odd = `${header},__proto__,constructor\nb,m,70,5,0.1,x,y\n`;
    expect((await readMeasurements(odd)).notices).toHaveLength(3);
    expect(await problems(table("b\u0000,m,70,5,0.1"))).toMatchObject([{ code: "control-character" }]);
  });

  test("refuses huge cells and records instead of choking on them", async () => {
    expect(await problems(table(`b,${"x".repeat(20_000)},70,5,0.1`))).toMatchObject([{ code: "huge-cell" }]);
    expect(await problems(table(`b,${"x".repeat(2_000_000)},70,5,0.1`, "b,m,70,5,-1"))).toMatchObject([
      { code: "huge-record", line: 2 },
      { code: "negative", line: 3 },
    ]);
  });

  test("never throws anything but InputError, whatever the text", async () => {
    const piece = fc.constantFrom(
      ",",
      '"',
      "\n",
      "\r\n",
      ";",
      "device",
      "model",
      "1",
      "-1",
      "NaN",
      header,
      "x",
      "\u0000",
      "é",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const found = await problems(pieces.join(""));
        for (const { line, column } of found) expect((line ?? 1) >= 1 && (column ?? 1) >= 1).toBe(true);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test("reads back what it writes: the newest rows of the open table through CSV", async () => {
    const rows = readDataset("mlperf-inference-edge-open").measurements.slice(0, 300);
    const text = toCsv(mlperfRows(rows), { formulas: "keep" });
    const { measurements } = await readMeasurements(text);
    const key = ({
      model,
      device,
      energy,
      latency,
      accuracy,
      power,
      idlePower,
      unit,
      configuration,
    }: (typeof rows)[number]) => [
      model,
      device,
      unit,
      configuration.software,
      energy,
      power,
      idlePower,
      accuracy?.toPrecision(12),
      latency?.p99?.toPrecision(12),
    ];
    expect(measurements.map(key)).toEqual(rows.map(key));
  });
});

describe("readMeasurementsFile", () => {
  test("names the file in records and messages, and reports one that cannot be read", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "joulebook-")), "table.csv");
    writeFileSync(file, table("b,m,70,5,0.1"));
    expect((await readMeasurementsFile(file)).measurements[0]?.source.dataset).toBe(file);
    writeFileSync(file, table("b,m,70,5,x"));
    await expect(readMeasurementsFile(file)).rejects.toThrow(`${file}:2:10: energy_per_inference_j`);
    await expect(readMeasurementsFile(`${file}.missing`)).rejects.toThrow("no such file");
  });
});
