import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberBytes, readNumber } from "../../src/power-logs/number-bytes.js";
import { readPowerLog } from "../../src/power-logs/read-power-log.js";
import { timestampBytes } from "../../src/power-logs/timestamp-bytes.js";
import { logFile } from "./log-file.js";

describe("numbers and times from bytes", () => {
  const read = (text: string): number | undefined => {
    const bytes = Buffer.from(`${text}\n`);
    return numberBytes(bytes, 0, bytes.length - 1) && readNumber.end === bytes.length - 1
      ? readNumber.value
      : undefined;
  };

  test("give the double that Number gives", () => {
    const texts = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.tuple(fc.integer(), fc.nat(999_999_999)).map(([a, b]) => `${a}.${b}`),
      fc.tuple(fc.bigInt(0n, 10n ** 30n), fc.nat(9)).map(([a, b]) => `${a}.${b}`),
      fc.constantFrom("-0", "+5", "5.", ".5", "1e400", "1612727385.187619", "0.1", "9007199254740993"),
    );
    fc.assert(fc.property(texts, (text) => Object.is(read(text), Number(text))));
  });

  test("refuse what is no number", () => {
    for (const text of ["", "-", ".", "e5", "5x", "0x10", "1e", "--1", "NaN"]) expect(read(text), text).toBeUndefined();
  });

  test("read the calendar as Date does", () => {
    const dates = fc.date({ min: new Date("1970-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        const bytes = Buffer.from(date.toISOString());
        expect(timestampBytes(bytes, 0, bytes.length)).toBeCloseTo(date.getTime() / 1000, 5);
        const [day = "", time = ""] = date.toISOString().slice(0, 23).split("T");
        const [year, month, dayOfMonth] = day.split("-");
        const american = Buffer.from(`${month}-${dayOfMonth}-${year} ${time}`);
        expect(timestampBytes(american, 0, american.length)).toBeCloseTo(date.getTime() / 1000, 5);
      }),
    );
    const zoned = Buffer.from("2024-03-01T01:30:00+01:30");
    expect(timestampBytes(zoned, 0, zoned.length)).toBe(Date.UTC(2024, 2, 1) / 1000);
    for (const text of ["2024-02-30 00:00:00", "2024-13-01 00:00:00", "2024-01-01 00:61:00", "2024-01-01_00:00:00"])
      expect(timestampBytes(Buffer.from(text), 0, text.length), text).toBeNaN();
  });
});

describe("energy of a trace", () => {
  test("is the sum of trapezoids over uneven samples: 1 W to 3 W in 2 s, then 3 W to 0 W in 1 s", async () => {
    const { channels, windows } = await readPowerLog(logFile("time_s,power_W\n0,1\n2,3\n3,0\n"));
    expect(channels[0]?.energy).toBe(4 + 1.5);
    expect(windows).toMatchObject([{ name: "whole log", energy: 5.5, duration: 3, power: 5.5 / 3 }]);
  });

  test("of a window is cut between samples: power rises 1 W a second, from 0.5 s to 2.5 s", async () => {
    const path = logFile("time_s,power_W\n0,0\n1,1\n2,2\n3,3\n");
    const { windows } = await readPowerLog(path, { windows: [{ start: 0.5, end: 2.5 }], inferences: 4 });
    expect(windows[0]?.energy).toBeCloseTo(3, 12);
    expect(windows[0]?.energyPerInference).toBeCloseTo(0.75, 12);
  });

  test("is the same whatever way the log is written", async () => {
    const ways = [
      "time_s,power_W\n0,1.5\n1,2.5\n2,1.5\n",
      "\ufefftime_s,power_W\r\n0,1.5\r\n1,2.5\r\n2,1.5\r\n",
      "time,power\n0,1500 mW\n1 s,2.5W\n2000 ms,1.5 W\n",
      '"time (ms)","power [mW]"\n"0","1500"\n"1000","2500.0"\n"2000","1.5e3"\n',
      "time_s;power_W\n0;1,5\n1;2,5\n2;1,5\n",
      "time_s\tvoltage_V\tcurrent_mA\n0\t5\t300\n1\t5\t500\n2\t5\t300\n",
      "time_us,Volts,Amps\n0,5,0.3\n1000000,5,0.5\n2000000,5,0.3\n",
      "timestamp,watts\n2024-01-01 00:00:00,1.5\n2024-01-01T00:00:01.000,2.5\n2024/01/01 00:00:02Z,1.5\n",
      'n,time_s,power_W,note\n1,0,1.5,\n2,1,2.5,"a, b"\n3,2,1.5,x',
      "time_s,energy_J\n0,10\n1,12\n2,14\n",
    ];
    for (const text of ways) {
      const { channels } = await readPowerLog(logFile(text));
      expect(channels[0]?.energy, text).toBeCloseTo(4, 9);
    }
  });

  test("a mapping names columns, units, delimiter and decimals", async () => {
    const path = logFile("1000|0,5|x\n2000|1,5|x\n3000|0,5|x\n");
    const mapping = {
      header: false,
      delimiter: "|",
      decimal: ",",
      time: { column: 1, unit: "ms" },
      power: { column: 2, unit: "kW" },
    } as const;
    const { channels } = await readPowerLog(path, { mapping });
    expect(channels[0]?.energy).toBeCloseTo(2000, 9);
    await expect(
      readPowerLog(logFile("t,p\n0,1\n"), { mapping: { time: { column: "tme" }, power: { column: "p" } } }),
    ).rejects.toThrow(/"tme" is not there/);
  });

  test("a log of any length agrees with a sum over its samples", async () => {
    const noise = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9999 })), {
      minLength: 2,
      maxLength: 400,
    });
    await fc.assert(
      fc.asyncProperty(noise, async (steps) => {
        let time = 0;
        const samples = steps.map(([dt, p]) => [(time += dt) / 1000, p / 1000] as const);
        const text = samples.map(([t, p]) => `${t},${p}`).join("\n");
        const { channels } = await readPowerLog(logFile(`time_s,power_W\n${text}\n`), { maxGap: 1e9 });
        const expected = samples
          .slice(1)
          .reduce((sum, [t, p], n) => sum + ((t - (samples[n]?.[0] ?? 0)) * (p + (samples[n]?.[1] ?? 0))) / 2, 0);
        expect(channels[0]?.energy).toBeCloseTo(expected, 9);
      }),
      { numRuns: 30 },
    );
  });
});
