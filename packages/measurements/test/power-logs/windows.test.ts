import { random } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import { readPowerLog } from "../../src/power-logs/read-power-log.js";
import { logFile } from "./log-file.js";

/** A trace with known levels: busy stretches on an idle floor, with noise of a given size. */
function trace(
  busy: readonly (readonly [number, number])[],
  { end = 60, step = 0.1, noise = 0.05, idle = 2, power = 5, origin = 0 } = {},
): string {
  const stream = random(7, "trace");
  const rows: string[] = ["time_s,power_W"];
  for (let n = 0; n * step <= end + 1e-9; n++) {
    const t = n * step;
    const level = busy.some(([from, to]) => t >= from && t < to) ? power : idle;
    rows.push(`${(origin + t).toFixed(4)},${(level + noise * stream.normal()).toFixed(4)}`);
  }
  return `${rows.join("\n")}\n`;
}

const stretches = [
  [10, 14],
  [20, 26],
  [40, 43],
] as const;

describe("windows", () => {
  test("are found by change detection to a sample, with idle from the rest", async () => {
    const log = await readPowerLog(logFile(trace(stretches)), { windows: "detect", inferences: 10 });
    expect(log.windows).toHaveLength(3);
    for (const [n, [from, to]] of stretches.entries()) {
      expect(Math.abs((log.windows[n]?.start ?? 0) - from)).toBeLessThan(0.21);
      expect(Math.abs((log.windows[n]?.end ?? 0) - to)).toBeLessThan(0.21);
      const above = log.windows[n]?.energyAboveIdle ?? 0;
      expect(Math.abs(above - 3 * (to - from))).toBeLessThan(4 * (log.windows[n]?.uncertainty.total ?? 0));
    }
    expect(Math.abs((log.idle?.power ?? 0) - 2)).toBeLessThan(0.02);
    expect(log.idle?.interval?.low).toBeLessThan(log.idle?.power ?? 0);
    expect(log.idle?.source).toBe("quiet");
  });

  test("are not invented: noise alone, or steps of 2 %, are one level", async () => {
    for (const text of [trace([]), trace(stretches, { idle: 5, power: 5.1, noise: 0.001 })]) {
      const log = await readPowerLog(logFile(text), { windows: "detect" });
      expect(log.windows).toEqual([]);
      expect(log.findings.map(({ code }) => code)).toContain("no-change");
      expect(log.idle).toBeUndefined();
    }
  });

  test.each([0, 0.73, -2.4, 7.05])("of events shifted by %f s are moved back by cross-correlation", async (shift) => {
    const events = logFile(
      `start_s,end_s,name,inferences\n${stretches.map(([from, to], n) => `${from - shift},${to - shift},run ${n},100`).join("\n")}\n`,
    );
    const log = await readPowerLog(logFile(trace(stretches)), { events });
    expect(Math.abs((log.alignment?.offset ?? 99) - shift)).toBeLessThan(0.11);
    expect(log.alignment?.correlation).toBeGreaterThan(0.95);
    expect(log.alignment?.runnerUp ?? 0).toBeLessThan(0.8);
    expect(log.windows.map(({ name, inferences }) => [name, inferences])).toEqual(
      [0, 1, 2].map((n) => [`run ${n}`, 100]),
    );
    expect(Math.abs((log.windows[1]?.energyPerInference ?? 0) - 0.3)).toBeLessThan(0.01);
    const trusted = await readPowerLog(logFile(trace(stretches)), { events, align: shift });
    expect(trusted.alignment).toEqual({ offset: shift, method: "given" });
    expect(Math.abs((trusted.windows[2]?.energy ?? 0) - 15)).toBeLessThan(0.3);
  });

  test("of events on another clock are found anywhere in the log, and a clock that fits twice is said", async () => {
    const log = logFile(trace(stretches, { origin: 1_700_000_000 }));
    const events = logFile("5.0 first_start\n9.0 first_end\n15.0 second_start\n21.0 second_end\n");
    const found = await readPowerLog(log, { events });
    expect(Math.abs((found.alignment?.offset ?? 0) - 1_700_000_005)).toBeLessThan(0.11);
    expect(found.windows.map(({ name }) => name)).toEqual(["first", "second"]);
    const regular = logFile(trace([10, 20, 30, 40].map((t) => [t, t + 3] as const)));
    const twice = await readPowerLog(regular, { events: logFile("start,end\n0,3\n10,13\n"), align: "auto" });
    expect(twice.findings.map(({ code }) => code)).toContain("ambiguous-offset");
  });

  test("come from marks in the log: a column of words, and one of 0 and 1", async () => {
    const words = "time_s,power_W,phase\n0,1,load\n1,1,load\n2,3,run\n3,3,run\n4,3,run\n5,1,rest\n6,1,rest\n";
    const log = await readPowerLog(logFile(words), { select: ["run"] });
    expect(log.windowSource).toBe("marked");
    // From the first sample marked to the first one marked otherwise; power falls from 3 W to 1 W in the last second.
    expect(log.windows).toMatchObject([{ name: "run", start: 2, end: 5, energy: 3 + 3 + 2 }]);
    const sparse = "time_s,power_W,phase\n0,1,\n1,3,run\n2,3,run\n3,1,\n4,1,\n5,3,run\n6,1,\n";
    expect((await readPowerLog(logFile(sparse))).windows.map(({ start, end }) => [start, end])).toEqual([
      [1, 3],
      [5, 6],
    ]);
    const bits = "time_s,power_W,marker\n0,1,0\n1,3,1\n2,3,1\n3,1,0\n";
    const marked = await readPowerLog(logFile(bits));
    expect(marked.windows).toMatchObject([{ name: "marker", start: 1, end: 3, energy: 3 + 2 }]);
    await expect(readPowerLog(logFile(words), { select: ["runn"] })).rejects.toThrow(/run/);
  });

  test("may overlap, and each has its own energy", async () => {
    const path = logFile("time_s,power_W\n0,2\n1,2\n2,2\n3,2\n4,2\n");
    const windows = [
      { start: 0, end: 4 },
      { start: 1, end: 2 },
      { start: 1.5, end: 3.25 },
    ];
    const log = await readPowerLog(path, { windows });
    expect(log.windows.map(({ energy }) => Number(energy.toFixed(9)))).toEqual([8, 2, 3.5]);
  });

  test("that lie in no samples say so", async () => {
    const log = await readPowerLog(logFile("time_s,power_W\n0,2\n1,2\n2,2\n"), { windows: [{ start: 1, end: 5 }] });
    expect(log.windows[0]).toMatchObject({ energy: 2, covered: 1, duration: 4 });
    expect(log.findings.map(({ code }) => code)).toContain("partly-covered");
  });
});

describe("idle", () => {
  test("is given, of a stretch, or not taken", async () => {
    const path = logFile("time_s,power_W\n0,2\n1,2\n2,4\n3,4\n4,4\n");
    const windows = [{ start: 2, end: 4 }];
    const given = await readPowerLog(path, { windows, idle: { power: 1.5 } });
    expect(given.windows[0]?.energyAboveIdle).toBeCloseTo(8 - 2 * 1.5, 12);
    const stretch = await readPowerLog(path, { windows, idle: { start: 0, end: 1 } });
    expect(stretch.idle).toMatchObject({ power: 2, source: "stretch", duration: 1 });
    expect(stretch.windows).toHaveLength(1);
    expect(stretch.windows[0]?.energyAboveIdle).toBeCloseTo(4, 12);
    const none = await readPowerLog(path, { windows, idle: "none" });
    expect([none.idle, none.windows[0]?.energyAboveIdle]).toEqual([undefined, undefined]);
  });

  test("has an interval that holds the truth about as often as it says", async () => {
    let held = 0;
    const trials = 60;
    for (let trial = 0; trial < trials; trial++) {
      const stream = random(trial, "idle");
      const rows = Array.from(
        { length: 400 },
        (_, n) => `${n},${(n >= 200 && n < 300 ? 9 : 2) + 0.3 * stream.normal()}`,
      );
      const { idle } = await readPowerLog(logFile(`time_s,power_W\n${rows.join("\n")}\n`), {
        windows: [{ start: 200, end: 299 }],
      });
      if (idle?.interval !== undefined && idle.interval.low <= 2 && idle.interval.high >= 2) held++;
    }
    // 95 % of 60 is 57; percentile intervals of 20 blocks are a little narrow. Binomial: below 49 has a chance under 1 in 1000.
    expect(held).toBeGreaterThanOrEqual(49);
  });
});

describe("uncertainty", () => {
  test("covers the scatter of repeats: windows of white noise differ as their sampling part says", async () => {
    const stream = random(3, "repeats");
    const rows = Array.from({ length: 16_001 }, (_, n) => `${n / 100},${(4 + stream.normal()).toFixed(5)}`);
    const windows = Array.from({ length: 40 }, (_, n) => ({ start: 4 * n, end: 4 * (n + 1) }));
    const log = await readPowerLog(logFile(`time_s,power_W\n${rows.join("\n")}\n`), { windows, idle: "none" });
    const told = Math.sqrt(
      log.windows.reduce((sum, { uncertainty }) => sum + (uncertainty.sampling ?? 0) ** 2, 0) / 40,
    );
    // By theory: 400 independent samples of 1 W over 4 s scatter by 4 / sqrt(400) = 0.2 J.
    expect(told / 0.2).toBeGreaterThan(0.85);
    expect(told / 0.2).toBeLessThan(1.15);
    expect((log.repeats?.deviation ?? 0) / 0.2).toBeGreaterThan(0.75);
    expect((log.repeats?.deviation ?? 0) / 0.2).toBeLessThan(1.3);
    expect(log.repeats?.interval.low).toBeLessThan(16);
    expect(log.repeats?.interval.high).toBeGreaterThan(16 - 0.1);
  });

  test("counts readings, not samples, of a sensor that is read ten times as often as it updates", async () => {
    const stream = random(5, "sensor");
    const values = Array.from({ length: 200 }, () => (4 + stream.normal()).toFixed(4));
    const often = values.flatMap((value, n) => Array.from({ length: 10 }, (_, k) => `${(n * 10 + k) / 100},${value}`));
    const log = await readPowerLog(logFile(`time_s,power_W\n${often.join("\n")}\n`), {
      windows: [{ start: 5, end: 6 }],
    });
    expect(log.channels[0]?.updateInterval).toBeCloseTo(0.1, 6);
    expect(log.findings.map(({ code }) => code)).toContain("over-polled");
    const steady = Array.from({ length: 2000 }, (_, n) => `${n / 100},${stream.uniform() < 0.1 ? 4.01 : 4}`);
    const coarse = await readPowerLog(logFile(`time_s,power_W\n${steady.join("\n")}\n`));
    expect(coarse.findings.map(({ code }) => code)).not.toContain("over-polled");
  });
});
