import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadMeasurements } from "../src/load-measurements.js";
import { measurementRows } from "../src/measurement-rows.js";
import { toDataFrame } from "../src/to-data-frame.js";

const require = createRequire(import.meta.url);
const danfo = require("danfojs-node") as typeof import("danfojs-node");
const { measurements } = loadMeasurements({ device: "raspberry-pi-4" });
const rows = measurementRows(measurements);

describe("toDataFrame on real measurements", () => {
  test("gives 188 rows whose columns have the types of their values", async () => {
    const frame = await toDataFrame(rows, { sort: ["device", "-accuracy", "energy"] });
    expect(frame.shape[0]).toBe(188);
    const types = new Map(frame.columns.map((name, index) => [name, frame.dtypes[index]]));
    expect(types.get("model")).toBe("string");
    expect(types.get("time")).toBe("string");
    expect(types.get("energy")).toBe("float32");
    expect(types.get("macs")).toBe("int32");
    expect(types.get("idleIncluded")).toBe("boolean");
  });

  test("sorts before the frame is made: accuracy falls, energy rises within equal accuracy", async () => {
    const frame = await toDataFrame(rows, { columns: ["accuracy", "energy"], sort: ["-accuracy", "energy"] });
    const values = frame.values as number[][];
    const sorted = rows
      .map((row) => [row.accuracy ?? 0, row.energy ?? 0])
      .toSorted(([a = 0, e = 0], [b = 0, f = 0]) => b - a || e - f);
    expect(values).toEqual(sorted);
  });

  test("groups, describes and writes CSV with the means that we compute ourselves", async () => {
    const frame = await toDataFrame(rows, { columns: ["backend", "energy"], sort: ["backend"] });
    const means = frame.groupby(["backend"]).col(["energy"]).mean().values as [string, number][];
    for (const [backend, mean] of means) {
      const own = measurements.filter((row) => row.configuration.backend === backend).map((row) => row.energy ?? 0);
      const expected = own.reduce((a, b) => a + b, 0) / own.length;
      // danfojs may compute in float32.
      expect(Math.abs(mean / expected - 1)).toBeLessThan(1e-6);
    }
    expect(means).toHaveLength(2);
    const described = frame.describe();
    expect(described.index).toContain("mean");
    expect((described.values as number[][])[0]).toEqual([188]);
    const csv = danfo.toCSV(frame) as unknown as string;
    expect(csv.split("\n")[0]).toBe("backend,energy");
  });
});

describe("toDataFrame", () => {
  test("keeps ragged records in their columns, where danfojs alone shifts them", async () => {
    const ragged = [{ a: 1, b: 2 }, { b: 3 }, { a: 4, b: 5 }];
    const frame = await toDataFrame(ragged);
    expect(frame.values).toEqual([
      [1, 2],
      [Number.NaN, 3],
      [4, 5],
    ]);
    expect(new danfo.DataFrame(ragged).values).toEqual([[1, 2], [3], [4, 5]]);
  });

  test('keeps "00123" and ISO dates as text, and types by all rows', async () => {
    const records = [
      ...Array.from({ length: 30 }, (_, index) => ({ code: "00123", time: "2022-07-26T16:38:50Z", late: index })),
      { code: "x", time: undefined, late: "text" },
    ];
    const frame = await toDataFrame(records);
    expect(frame.dtypes).toEqual(["string", "string", "string"]);
    expect((frame.values as unknown[][])[0]).toEqual(["00123", "2022-07-26T16:38:50Z", "0"]);
    expect((frame.values as unknown[][])[30]).toEqual(["x", null, "text"]);
  });

  test("turns dates, big integers, lists and typed arrays into cells that danfojs can hold", async () => {
    const frame = await toDataFrame([
      { when: new Date(0), big: 12n, list: ["a", "b"], typed: new Float64Array([1, 2]) },
    ]);
    expect(frame.values).toEqual([["1970-01-01T00:00:00.000Z", 12, "a; b", "1; 2"]]);
    expect(frame.describe().values).toBeDefined();
  });

  test("renames columns that would hide members of the frame", async () => {
    const frame = await toDataFrame([
      { round: "v1.0", values: 1, columns: 2, shape: 3, mean: 4, round_: 5, model: "m" },
    ]);
    expect(frame.columns).toEqual(["round_", "values_", "columns_", "shape_", "mean_", "round__", "model"]);
    expect(frame.shape).toEqual([1, 7]);
    expect(typeof frame.round).toBe("function");
    const broken = new danfo.DataFrame([["v1.0"]], { columns: ["round"] });
    expect(typeof broken.round).not.toBe("function");
  });

  test("sorts missing values last in both directions, where danfojs leaves NaN in its place", async () => {
    const records = [{ v: 3 }, { v: undefined }, { v: 1 }];
    expect((await toDataFrame(records, { sort: ["v"] })).values).toEqual([[1], [3], [Number.NaN]]);
    expect((await toDataFrame(records, { sort: ["-v"] })).values).toEqual([[3], [1], [Number.NaN]]);
    const alone = new danfo.DataFrame([[3], [Number.NaN], [1]], { columns: ["v"] }).sortValues("v");
    expect(alone?.values).toEqual([[3], [Number.NaN], [1]]);
    await expect(toDataFrame(records, { sort: ["w"] })).rejects.toThrow('cannot sort by "w"');
  });

  test("makes an empty frame of nothing, with the columns asked for", async () => {
    const frame = await toDataFrame([], { columns: ["a", "b"] });
    expect(frame.shape).toEqual([0, 2]);
  });

  test("types booleans with gaps as text, so that none becomes false", async () => {
    const frame = await toDataFrame([{ ok: true }, { ok: undefined }]);
    expect(frame.dtypes).toEqual(["string"]);
    expect(frame.values).toEqual([["true"], [null]]);
  });
});

describe("what danfojs 1.2.0 does that users must know", () => {
  test("frame arithmetic rounds to float32", () => {
    const doubled = new danfo.DataFrame([[0.123456789, 1]], { columns: ["a", "b"] }).mul(2).values as number[][];
    expect(doubled[0]?.[0]).not.toBe(0.246913578);
    expect(Math.abs((doubled[0]?.[0] ?? 0) / 0.246913578 - 1)).toBeLessThan(1e-6);
  });

  test("toCSV never quotes, so ours does", () => {
    const csv = danfo.toCSV(new danfo.DataFrame([["a,b"]], { columns: ["x"] })) as unknown as string;
    expect(csv).toBe("x\na,b\n");
  });

  test("the mean of a group with NaN is NaN", () => {
    const frame = new danfo.DataFrame(
      [
        ["x", 1],
        ["x", Number.NaN],
      ],
      { columns: ["k", "v"] },
    );
    expect(frame.groupby(["k"]).col(["v"]).mean().values).toEqual([["x", Number.NaN]]);
  });
});

const built = new URL("../dist/index.js", import.meta.url);

describe("loading danfojs", () => {
  test.skipIf(!existsSync(built))("happens only when a frame is made, and prints nothing of its own", () => {
    const script = `
      const m = await import(${JSON.stringify(built.href)});
      const { createRequire } = await import("node:module");
      const loaded = () => Object.keys(createRequire(import.meta.url).cache ?? {}).some((f) => f.includes("danfojs-node"));
      const before = loaded();
      const frame = await m.toDataFrame([{ a: 1.5 }, { a: 2.5 }]);
      const sum = frame.add(1).values;
      console.log(JSON.stringify({ before, after: loaded(), sum }));`;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    expect(JSON.parse(run.stdout)).toEqual({ before: false, after: true, sum: [[2.5], [3.5]] });
  });
});
