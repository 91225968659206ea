import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAppendLog, readAppendLog } from "../src/index.js";
import type { LogContent } from "../src/index.js";
import { ended, freshFolder, startChild } from "./child.js";

test("gives back what was appended, in order, also while the log is open", () => {
  const path = join(freshFolder(), "trials.jsonl");
  const log = openAppendLog(path, { durable: true });
  const records = [{ index: 0, note: "line\nbreak µ 🔋" }, [1, 2], null, "text", 1e-9];
  for (const record of records) log.append(record);
  expect(readAppendLog(path)).toEqual({ records, tornBytes: 0 });
  log.close();
  expect(openAndClose(path)).toEqual({ records, tornBytes: 0 });
});

test("cut after any byte, it holds exactly the complete lines and goes on behind them", () => {
  const path = join(freshFolder(), "trials.jsonl");
  const lines = ['{"index":0,"µ":"🔋"}\n', "12345\n", '"a"\n'];
  const whole = Buffer.from(lines.join(""));
  const ends = [0, ...lines.map((_, index) => Buffer.byteLength(lines.slice(0, index + 1).join("")))];
  for (let cut = 0; cut <= whole.length; cut += 1) {
    writeFileSync(path, whole.subarray(0, cut));
    const complete = ends.filter((end) => end <= cut).length - 1;
    const expected = lines.slice(0, complete).map((line) => JSON.parse(line) as unknown);
    const log = openAppendLog(path);
    expect(log.content).toEqual({ records: expected, tornBytes: cut - (ends[complete] as number) });
    log.append("next");
    log.close();
    expect(readAppendLog(path)).toEqual({ records: [...expected, "next"], tornBytes: 0 });
  }
});

test("killed at random moments in the middle of lines, it loses nothing that append had returned for", async () => {
  const path = join(freshFolder(), "trials.jsonl");
  let next = 0;
  let torn = 0;
  for (let round = 0; round < 15; round += 1) {
    const child = startChild("append.mjs", path, `${next}`);
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      if (output === "") setTimeout(() => child.kill("SIGKILL"), Math.random() * 20);
      output += chunk.toString();
    });
    expect(await ended(child)).toBe("SIGKILL");
    const acknowledged = output.split("\n").length - 1;
    const { records, tornBytes } = readAppendLog(path);
    expect(records.map((record) => (record as { index: number }).index)).toEqual(records.map((_, index) => index));
    expect(records.length).toBeGreaterThanOrEqual(next + acknowledged);
    if (tornBytes > 0) torn += 1;
    next = records.length;
  }
  expect(torn).toBeGreaterThan(0);
});

test("names the lines that something else has written", () => {
  const path = join(freshFolder(), "trials.jsonl");
  writeFileSync(path, '{"a":1}\noops\n{"b":2}\n{"c"\n');
  expect(() => readAppendLog(path)).toThrow(`${path}:2:1: not a JSON line\n${path}:4:1: not a JSON line`);
  expect(() => openAppendLog(path)).toThrow("not a JSON line");
  expect(readFileSync(path, "utf8")).toContain("oops");
});

test("refuses what JSON cannot hold and stays usable", () => {
  const path = join(freshFolder(), "trials.jsonl");
  const log = openAppendLog(path);
  expect(() => log.append(undefined)).toThrow("undefined is not a JSON value");
  log.append(1);
  log.close();
  expect(readFileSync(path, "utf8")).toBe("1\n");
});

function openAndClose(path: string): LogContent {
  const log = openAppendLog(path);
  log.close();
  return log.content;
}
