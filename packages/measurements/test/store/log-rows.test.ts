import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ingestFiles, type IngestOptions, isPowerLog, readStore } from "../../src/index.js";
import { logFile, sample, sharedLog } from "../power-logs/log-file.js";
import { file, freshFolder, problemsOf } from "./support.js";

/** Samples of `power` watts every 0.1 s, by stretches of [seconds, watts], with a word for each. */
function trace(stretches: readonly (readonly [seconds: number, power: number, word: string])[]): string {
  const lines: string[] = [];
  let n = 0;
  for (const [seconds, power, word] of stretches)
    for (let k = 0; k < seconds * 10; k++) lines.push(`${(n++ / 10).toFixed(1)},${power},${word}`);
  return `time_s,power_W,phase\n${lines.join("\n")}\n`;
}

const board = { model: "net", device: "bench", accuracy: "0.7" };
const ingest = async (path: string, options: Omit<IngestOptions, "store"> = {}) => {
  const store = join(freshFolder(), "store");
  await ingestFiles([path], { store, dataset: "log", ...options });
  return (await readStore({ store })).measurements;
};

describe("a power log in the store", () => {
  test("is the energy of one inference: 6 W for 10 s and 100 inferences are 600 mJ, 400 mJ of them above 2 W", async () => {
    const path = logFile(trace([10, 10, 10].map((seconds, n) => [seconds, n === 1 ? 6 : 2, ""])));
    const [row, ...others] = await ingest(path, {
      mapping: { constants: board },
      log: { windows: [{ start: 10, end: 19.9 }], inferences: 99, basis: "board", quality: "external-analyser" },
    });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ model: "net", device: "bench", accuracy: 0.7, inferences: 99, idleIncluded: true });
    expect(row).toMatchObject({ energyBasis: "board", energyQuality: "external-analyser" });
    expect(row?.energy).toBeCloseTo(0.6, 12);
    expect(row?.latency?.mean).toBeCloseTo(0.1, 12);
    expect(row?.power).toBeCloseTo(6, 12);
    expect(row?.idlePower).toBeCloseTo(2, 12);
    // The ends are known to one interval of 0.1 s where power jumps by 4 W, all else is exact up to the step of the
    // sensor, 4 W: u = hypot(4 * 9.9 / sqrt(12), sqrt(2) * 0.1 * 4 / sqrt(12)) J for 99 inferences.
    const deviation = Math.hypot((4 * 9.9) / Math.sqrt(12), (Math.SQRT2 * 0.1 * 4) / Math.sqrt(12)) / 99;
    const { low, high, level, method } = row?.energyInterval ?? { low: 0, high: 0, level: 0, method: "" };
    expect([level, method]).toEqual([0.95, "declared"]);
    expect((high - low) / 2).toBeCloseTo(1.96 * deviation, 9);
  });

  test("takes the mean of repeats, and an interval that holds each", async () => {
    const path = logFile(
      trace([
        [5, 2, ""],
        [10, 6, "run 1"],
        [5, 2, ""],
        [10, 8, "run 2"],
        [5, 2, ""],
      ]),
    );
    const [row, ...others] = await ingest(path, {
      mapping: { constants: board },
      log: { inferences: 100, select: ["run*"] },
    });
    expect(others).toEqual([]);
    // From the first sample marked to the first behind it: 10 s each, in the last 0.1 s of which power falls to 2 W.
    const [low, high] = [(6 * 9.9 + 0.4) / 100, (8 * 9.9 + 0.5) / 100];
    expect(row?.energy).toBeCloseTo((low + high) / 2, 9);
    expect(row?.inferences).toBe(200);
    expect(row?.energyInterval?.low).toBeLessThanOrEqual(low);
    expect(row?.energyInterval?.high).toBeGreaterThanOrEqual(high);
    expect(row?.energyInterval?.method).toBe("bootstrap");
    expect(row?.energyDerivation).toMatch(/^the mean of 2 windows of a power log \(csv\)/);
  });

  test("has a row for each name where the name is the model, and asks where names differ", async () => {
    const path = logFile(
      trace([
        [5, 2, ""],
        [10, 6, "small"],
        [5, 2, ""],
        [10, 8, "large"],
        [5, 2, ""],
      ]),
    );
    const constants = { ...board, model: "{window}" };
    const rows = await ingest(path, { mapping: { constants }, log: { inferences: 100 } });
    expect(rows.map(({ model, power }) => [model, Math.round(power ?? 0)]).toSorted()).toEqual([
      ["large", 8],
      ["small", 6],
    ]);
    const asked = await problemsOf(ingest(path, { mapping: { constants: board }, log: { inferences: 100 } }));
    expect(asked).toMatchObject([{ code: "several-names", message: expect.stringContaining('"small", "large"') }]);
  });

  test("is refused without inferences, without samples in a window, and without a model", async () => {
    const path = logFile(trace([[30, 2, ""]]));
    const refused = async (options: Omit<IngestOptions, "store">) =>
      (await problemsOf(ingest(path, options))).map(({ code }) => code);
    expect(await refused({ mapping: { constants: board } })).toEqual(["no-inferences"]);
    const windows = [{ start: 20, end: 40 }];
    expect(await refused({ mapping: { constants: board }, log: { inferences: 1, windows } })).toEqual([
      "partly-covered",
    ]);
    expect(await refused({ log: { inferences: 1 } })).toEqual(["missing-column", "missing-column"]);
  });

  test("is the energy that EnergyRunner and MLPerf printed", async () => {
    const [runner] = await ingest(sample("v1.3_energy_results.txt"), { mapping: { constants: board } });
    // Median of the five printed energies per inference, 5497 uJ; they lie within 0.1 % of one another.
    expect((runner?.energy ?? 0) / 5.497e-3).toBeCloseTo(1, 3);
    expect(runner).toMatchObject({ energyBasis: "board", energyQuality: "external-analyser", inferences: 350 });
    const [mlperf] = await ingest(sample("spl.txt"), {
      mapping: { constants: board },
      log: { events: sample("mlperf_log_detail.txt") },
    });
    // The published row of this run: 141.05 mJ, from the mean of samples.
    expect((mlperf?.energy ?? 0) / 141.05e-3).toBeCloseTo(1, 3);
    expect(mlperf).toMatchObject({ energyBasis: "wall", energyQuality: "external-analyser" });
    expect(mlperf?.source.time).toMatch(/^2022-08-01T/);
  });

  test("without energies is a row for each run, with the model that the tool printed", async () => {
    const rows = await ingest(sample("benchmark_model.txt"), { mapping: { constants: { device: "raspberry-pi-5" } } });
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      expect([row.energy, row.device]).toEqual([undefined, "raspberry-pi-5"]);
      expect(row.model).toMatch(/^efficientdet-lite\d_(fp32|int8)$/);
      expect(row.latency?.mean).toBeGreaterThan(0.001);
    }
  });

  test("twice, and nothing changes; with other windows it is another row", async () => {
    const path = logFile(trace([[30, 2, ""]]));
    const store = join(freshFolder(), "store");
    const put = (inferences: number) =>
      ingestFiles([path], { store, dataset: "log", mapping: { constants: board }, log: { inferences } });
    expect([(await put(10))[0]?.status, (await put(10))[0]?.status, (await put(20))[0]?.status]).toEqual([
      "stored",
      "unchanged",
      "stored",
    ]);
    expect((await readStore({ store })).measurements.map(({ energy }) => energy?.toFixed(3))).toEqual([
      "5.980",
      "2.990",
    ]);
  });

  test("is told from a table of measurements", async () => {
    const folder = freshFolder();
    const kinds = {
      "time_s,power_W\n0,1\n": true,
      "t,voltage_V,current_mA\n0,3.3,1\n": true,
      "timestamp, power.draw [W]\n2024/10/13 03:33:31.779, 19.46 W\n": true,
      "model,time_s,power_W\nnet,1,1\n": false,
      "device,latency_ms,power_W\nb,1,1\n": false,
      "latency_ms,power_W,accuracy\n1,1,0.5\n": false,
      "Netz;Zeit [ms];Leistung (W)\nn;1;1\n": false,
      "": false,
    };
    for (const [text, log] of Object.entries(kinds))
      expect([text, await isPowerLog(file(folder, "a.csv", text))]).toEqual([text, log]);
    expect(await isPowerLog(join(folder, "none.csv"))).toBe(false);
    expect(await isPowerLog(folder)).toBe(false);
  });

  test.skipIf(sharedLog("bench-psu-serial/coral_power_excerpt.txt") === undefined)(
    "with a second file of events: the shift of its clock is noted",
    async () => {
      const [row] = await ingest(sharedLog("bench-psu-serial/coral_power_excerpt.txt") as string, {
        mapping: { constants: board },
        log: {
          events: sharedLog("bench-psu-serial/pow_ts_coral_litetpu_mn2q.txt") as string,
          select: ["inf_*"],
          inferences: 50,
        },
      });
      expect(row?.notes?.join()).toContain("clock of the events shifted by");
      expect(row?.energyQuality).toBe("external-analyser");
    },
  );
});
