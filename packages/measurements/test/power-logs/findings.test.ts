import { describe, expect, test } from "vitest";
import { readPowerLog } from "../../src/power-logs/read-power-log.js";
import { logFile } from "./log-file.js";

const log = (rows: readonly (readonly [number, number])[], title = "time_s,power_W"): string =>
  logFile(`${title}\n${rows.map((row) => row.join(",")).join("\n")}\n`);

/** One sample a second of these powers, with some of them changed. */
const every = (count: number, power: (n: number) => number): (readonly [number, number])[] =>
  Array.from({ length: count }, (_, n) => [n, power(n)] as const);
const wavy = (n: number): number => 4 + (n % 3) / 10;

async function codes(path: string, code: string): Promise<number> {
  const { findings } = await readPowerLog(path);
  return findings.find((one) => one.code === code)?.count ?? 0;
}

describe("what is wrong with a log is said", () => {
  test("samples that are missing, and gaps that hold no energy", async () => {
    const missing = every(100, () => 4).filter(([t]) => t !== 50 && t !== 51);
    expect(await codes(log(missing), "dropped-samples")).toBe(2);
    const gap = every(200, () => 4).filter(([t]) => t < 100 || t >= 150);
    const { channels, findings } = await readPowerLog(log(gap));
    expect(findings.map(({ code }) => code)).toContain("gap");
    // By hand: 99 s before, 49 s behind.
    expect(channels[0]?.energy).toBeCloseTo(4 * (99 + 49), 9);
    const bridged = await readPowerLog(log(gap), { maxGap: 100 });
    expect(bridged.channels[0]?.energy).toBeCloseTo(4 * 199, 9);
  });

  test("times out of order: a stray sample is left out, a clock that jumps back begins anew", async () => {
    const stray = every(100, () => 4).map(([t, p], n) => (n === 40 ? ([12.5, 400] as const) : ([t, p] as const)));
    const one = await readPowerLog(log(stray));
    expect(one.findings.map(({ code, count }) => [code, count])).toContainEqual(["out-of-order", 1]);
    expect(one.channels[0]?.energy).toBeCloseTo(4 * 99, 9);
    const jump = every(100, () => 4).map(([t, p], n) => [n < 60 ? t : t - 30, p] as const);
    const back = await readPowerLog(log(jump));
    expect(back.findings.map(({ code, count }) => [code, count])).toContainEqual(["clock-jump", 1]);
    expect(back.findings.map(({ code }) => code)).not.toContain("out-of-order");
    expect(back.channels[0]?.energy).toBeCloseTo(4 * (59 + 39), 9);
    expect(await codes(log(every(100, () => 4).flatMap((row) => [row, row])), "duplicate-times")).toBe(100);
  });

  test("units that slip by 1000, in power and in time", async () => {
    expect(await codes(log(every(100, (n) => wavy(n) * (n < 50 ? 1 : 1000))), "unit-slip")).toBe(1);
    expect(await codes(log(every(100, wavy)), "unit-slip")).toBe(0);
    const slow = every(200, wavy).map(([t, p]) => [t < 150 ? t / 1000 : 0.149 + (t - 149), p] as const);
    expect(await codes(log(slow), "time-slip")).toBe(50);
  });

  test("negative power", async () => {
    expect(await codes(log(every(50, (n) => (n === 7 || n === 9 ? -0.1 : 4))), "negative-power")).toBe(2);
  });

  test("a sensor that stops", async () => {
    expect(await codes(log(every(400, (n) => (n < 200 ? wavy(n) : 4.05))), "stalled")).toBe(1);
    expect(await codes(log(every(400, wavy)), "stalled")).toBe(0);
    expect(await codes(log(every(400, () => 4)), "stalled")).toBe(1);
  });

  test("counters: wraps are continued where the range is known, resets are not; one that stalls is said", async () => {
    const counter = (n: number): number => (n * 7) % 100;
    const mapping = { time: { column: 1, unit: "s" }, energy: { column: 2, unit: "J", range: 100 } };
    const path = log(every(100, counter), "t,e");
    const known = await readPowerLog(path, { mapping });
    expect(known.channels[0]?.energy).toBeCloseTo(7 * 99, 9);
    expect(known.findings).toContainEqual(expect.objectContaining({ code: "counter-wrap", count: 6 }));
    const unknown = await readPowerLog(path, { mapping: { ...mapping, energy: { column: 2, unit: "J" } } });
    expect(unknown.channels[0]?.energy).toBeCloseTo(7 * 93, 9);
    expect(unknown.findings).toContainEqual(expect.objectContaining({ code: "counter-reset", count: 6 }));
    const stalled = await readPowerLog(
      log(
        every(300, (n) => Math.min(n, 100)),
        "time_s,energy_J",
      ),
    );
    expect(stalled.findings.map(({ code }) => code)).toContain("stalled");
    const polled = await readPowerLog(
      log(
        every(300, (n) => Math.floor(n / 5)),
        "time_s,energy_J",
      ),
    );
    expect(polled.channels[0]).toMatchObject({ updateInterval: 5, interval: 1 });
  });

  test("several devices in one log", async () => {
    const text = "timestamp, index, power.draw [W]\n";
    const rows = every(20, wavy).flatMap(([t, p]) =>
      [0, 1].map((card) => `2024/10/13 03:33:${String(t).padStart(2, "0")}.000, ${card}, ${p} W`),
    );
    const both = await readPowerLog(logFile(`${text}${rows.join("\n")}\n`));
    expect(both.channels.map(({ name, samples, chosen }) => [name, samples, chosen])).toEqual([
      ["0", 20, true],
      ["1", 20, false],
    ]);
    expect(both.findings.map(({ code }) => code)).toContain("several-channels");
    const second = await readPowerLog(logFile(`${text}${rows.join("\n")}\n`), { channel: "1" });
    expect(second.channels.map(({ chosen }) => chosen)).toEqual([false, true]);
    await expect(readPowerLog(logFile(`${text}${rows.join("\n")}\n`), { channel: "7" })).rejects.toThrow(/"7"/);
  });
});
