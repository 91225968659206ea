import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import { InputError } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import type { PowerLogOptions } from "../../src/power-logs/power-log.js";
import { readPowerLog } from "../../src/power-logs/read-power-log.js";
import { logFile } from "./log-file.js";

async function problems(path: string, options: PowerLogOptions = {}): Promise<InputError["problems"]> {
  const error: unknown = await readPowerLog(path, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).problems;
}

const good = "time_s,power_W\n0,4\n1,4\n2,4\n";

describe("bad input", () => {
  test("every bad cell is reported together, with line and column", async () => {
    const path = logFile("time_s,power_W\n0,4\nx,4\n2,four\n3,4,5\n4,4\n");
    expect((await problems(path)).map(({ code, line, column, file }) => [code, line, column, file])).toEqual([
      ["bad-cell", 3, 1, path],
      ["bad-cell", 4, 3, path],
      ["bad-row", 5, undefined, path],
    ]);
    const hopeless = logFile(`time_s,power_W\n${"a,b\n".repeat(1000)}`);
    expect(await problems(hopeless)).toHaveLength(20);
  });

  test("decimal commas: read behind semicolons, refused between commas, and never mixed", async () => {
    const semicolon = await readPowerLog(logFile("time_s;power_W\n0,0;4,5\n1,0;4,5\n"));
    expect(semicolon.channels[0]?.energy).toBe(4.5);
    const commas = await problems(logFile("time_s,power_W\n0,0,4,5\n1,0,4,5\n"));
    expect(commas[0]).toMatchObject({ code: "bad-row", line: 2, fix: expect.stringContaining("decimal commas") });
    const mixed = await problems(logFile("time_s;power_W\n0,0;4,5\n1.0;4.5\n"));
    expect(mixed[0]).toMatchObject({ code: "bad-cell", line: 3, fix: expect.stringContaining("mixes") });
  });

  test("a second header begins a new log; another one is an error", async () => {
    const twice = await readPowerLog(logFile("time_s,power_W\n0,4\n1,4\ntime_s,power_W\n10,4\n11,4\n"));
    expect(twice.channels[0]?.energy).toBe(8);
    expect(twice.findings).toContainEqual(expect.objectContaining({ code: "second-header", count: 1, line: 4 }));
    const other = await problems(logFile("time_s,power_W\n0,4\n1,4\ntime_ms,power_W\n10,4\n"));
    expect(other[0]).toMatchObject({ code: "bad-cell", line: 4 });
  });

  test("numbers that no run can have are left out and named", async () => {
    const lines = [
      "STARTING!",
      "Loaded model m.tflite",
      `count=${"9".repeat(400)} first=8 curr=7 min=6 max=8 avg=7 std=0`,
      "Inference timings in us: Init: 1, First inference: 8, Warmup (avg): 7, Inference (avg): 7",
      `count=10 first=8 curr=7 min=6 max=8 avg=7 std=0`,
      "Inference timings in us: Init: 1, First inference: 8, Warmup (avg): 7, Inference (avg): 7",
    ];
    const { runs, findings } = await readPowerLog(logFile(`${lines.join("\n")}\n`));
    const latency = { mean: 7e-6, min: 6e-6, max: 8e-6 };
    expect(runs.map(({ inferences, duration }) => [inferences, duration])).toEqual([
      [undefined, undefined],
      [10, 10 * latency.mean],
    ]);
    expect(findings).toContainEqual({
      code: "implausible-number",
      count: 2,
      message: "printed numbers can be no measurement and are left out: inferences, duration",
    });
  });

  test("byte order mark, CRLF and empty lines change nothing", async () => {
    const plain = await readPowerLog(logFile(good));
    for (const text of [`\ufeff${good}`, good.replaceAll("\n", "\r\n"), good.replaceAll("\n", "\n\n"), `\n\n${good}`]) {
      const { channels, findings } = await readPowerLog(logFile(text));
      expect([channels, findings]).toEqual([plain.channels, []]);
    }
  });

  test("UTF-16 is named", async () => {
    expect(await problems(logFile(Buffer.from(`\ufeff${good}`, "utf16le")), { as: "csv" })).toMatchObject([
      { code: "not-utf8", message: "the file is UTF-16 text" },
    ]);
  });

  test("NUL bytes, as a crash leaves them, are errors with their line", async () => {
    expect(await problems(logFile(`${good}\0\0\0\0\0\n3,4\n`))).toMatchObject([{ line: 5 }]);
    expect(await problems(logFile(`${good}3,\0\0\n4,4\n`))).toMatchObject([{ code: "bad-cell", line: 5, column: 3 }]);
  });

  test("a log cut off in its last line keeps what is whole", async () => {
    const inTheMiddle = await readPowerLog(logFile(`${good}3`));
    expect(inTheMiddle.channels[0]?.samples).toBe(3);
    expect(inTheMiddle.findings.map(({ code }) => code)).toEqual(["cut-line"]);
    const whole = await readPowerLog(logFile(`${good}3,4`));
    expect(whole.channels[0]?.samples).toBe(4);
    expect(whole.findings.map(({ code }) => code)).toEqual(["cut-line"]);
    expect(await problems(logFile("time_s,power_W\n"))).toMatchObject([{ code: "no-samples" }]);
    expect(await problems(logFile(""))).toMatchObject([{ code: "unknown-format" }]);
  });

  test("lines of a million columns are refused, wherever they stand", async () => {
    const wide = Array.from({ length: 1_000_000 }, (_, n) => n).join(",");
    expect(await problems(logFile(`time_s,power_W\n0,4\n${wide}\n1,4\n`))).toMatchObject([
      { code: "long-line", line: 3 },
    ]);
    expect(await problems(logFile(`${wide}\n${wide}\n`))).toMatchObject([{ code: "many-columns" }]);
    const short = Array.from({ length: 200_000 }, () => 1).join(",");
    expect(await problems(logFile(`time_s,power_W\n0,4\n${short}\n1,4\n`))).toMatchObject([
      { code: "bad-row", line: 3 },
    ]);
  });

  test("packed logs are read; bombs and damaged ones are refused", async () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => `${n},${4 + (n % 7)}`).join("\n");
    const packed = await readPowerLog(logFile(gzipSync(`time_s,power_W\n${rows}\n`), "log.csv.gz"));
    expect(packed.channels[0]?.samples).toBe(50_000);
    const bomb = gzipSync(Buffer.concat([Buffer.from(good), Buffer.alloc(80 << 20, "0,4\n")]));
    expect(await problems(logFile(bomb, "bomb.gz"))).toMatchObject([{ code: "too-large" }]);
    const cut = gzipSync(`time_s,power_W\n${rows}\n`);
    expect(await problems(logFile(cut.subarray(0, cut.length - 100), "cut.gz"))).toMatchObject([{ code: "bad-gzip" }]);
    expect(await problems(logFile(Buffer.concat([cut.subarray(0, 10), Buffer.alloc(100, 7)]), "bad.gz"))).toMatchObject(
      [{ code: "bad-gzip" }],
    );
  });

  test("a file that grows while it is read counts as it was at the beginning", async () => {
    const rows = Array.from({ length: 400_000 }, (_, n) => `${n},4`).join("\n");
    const path = logFile(`time_s,power_W\n${rows}\n`);
    const reading = readPowerLog(path);
    let lines = 0;
    const writer = setInterval(() => appendFileSync(path, `${400_000 + lines++},4\n`), 1);
    const log = await reading;
    clearInterval(writer);
    expect(log.channels[0]?.samples).toBeGreaterThanOrEqual(400_000);
    expect(log.channels[0]?.energy).toBe(4 * ((log.channels[0]?.samples ?? 0) - 1));
    if (lines > 1) expect(log.findings.map(({ code }) => code)).toContain("grew");
  });

  test("a table of measurements is no log, windows that are not there are not selected, idle above power is said", async () => {
    const table = logFile("model,time_s,power_W\nnet,1,2\nnet,2,2\n");
    expect(await problems(table)).toMatchObject([{ code: "not-a-log" }]);
    expect((await readPowerLog(table, { as: "csv" })).channels).toHaveLength(1);
    const log = logFile("time_s,power_W\n0,2\n1,2\n2,2\n");
    expect(await problems(log, { select: ["run"] })).toMatchObject([{ code: "no-windows" }]);
    const { windows, findings } = await readPowerLog(log, { idle: { power: 3 } });
    // 2 W for 2 s is 4 J, idling 6 J.
    expect(windows[0]?.energyAboveIdle).toBe(-2);
    expect(findings.map(({ code }) => code)).toContain("below-idle");
  });

  test("what cannot be read at all is said", async () => {
    expect(await problems("/nowhere/log.csv")).toMatchObject([
      { code: "cannot-read", message: expect.stringContaining("no such file") },
    ]);
    expect(await problems(mkdtempSync(`${tmpdir()}/joulebook-folder-`))).toMatchObject([{ code: "cannot-read" }]);
    expect(await problems("/dev/null")).toMatchObject([{ code: "cannot-read" }]);
    expect(await problems(logFile("hello\n"))).toMatchObject([{ code: "unknown-format" }]);
    expect(await problems(logFile(good), { as: "nvidia" })).toMatchObject([{ nearest: ["nvidia-smi"] }]);
  });

  test("tables without what is needed say what they have", async () => {
    expect(await problems(logFile("a,b\n1,2\n"))).toMatchObject([
      { code: "no-time", expected: expect.stringContaining('"a", "b"') },
    ]);
    expect(await problems(logFile("time,b\n1,2\n"))).toMatchObject([{ code: "no-power" }]);
    expect(await problems(logFile("1,2\n2,3\n"))).toMatchObject([{ code: "no-header" }]);
    expect(await problems(logFile("time,power_W,unit\n1,2 J,x\n"))).toMatchObject([
      { code: "bad-cell", line: 2, column: 3 },
    ]);
    expect(await problems(logFile('time,power_W\n1,"2\n2,3\n'))).toMatchObject([
      { code: "open-quote", line: 2, column: 3 },
    ]);
  });

  test("a log on which another format is forced fails clearly or reads nothing", async () => {
    const path = logFile(good);
    writeFileSync(path, good);
    for (const as of [
      "tegrastats",
      "energyrunner",
      "benchmark-model",
      "trtexec-times",
      "zeus-json",
      "energyrunner-trace",
    ])
      expect((await problems(path, { as })).length).toBeGreaterThan(0);
  });
});
