import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { InputError, type Random, random } from "@joulebook/core";
import { powerLogFormats } from "../../src/power-logs/log-formats.js";
import type { PowerLogOptions } from "../../src/power-logs/power-log.js";
import { readPowerLog } from "../../src/power-logs/read-power-log.js";
import { sample } from "./log-file.js";

/** What became of damaged logs. */
export interface FuzzOutcome {
  readonly read: number;
  readonly refused: number;
  /** Failures that are no InputError, and results with numbers that JSON cannot hold. */
  readonly wrong: readonly string[];
  /** Formats that were read at least once. */
  readonly formats: readonly string[];
}

const lines = (...list: readonly string[]): Buffer => Buffer.from(`${list.join("\n")}\n`);
const many = (count: number, line: (n: number) => string): string[] => Array.from({ length: count }, (_, n) => line(n));
const head = (name: string, bytes: number): Buffer => readFileSync(sample(name)).subarray(0, bytes);

/** A small log of every format. */
const seeds: readonly Buffer[] = [
  lines("time_s,power_W", ...many(80, (n) => `${n / 10},${4 + (n % 5)}`)),
  lines("time_ms;voltage_V;current_mA;marker", ...many(30, (n) => `${n * 10},0;5,0;${100 + n};${n % 7 > 3 ? 1 : 0}`)),
  lines(
    '"timestamp","rail","power (mW)"',
    ...many(30, (n) => `"2024-10-13T03:33:${10 + n}.5Z","${n % 2}","${n * 100} mW"`),
  ),
  lines(
    "timestamp, index, power.draw [W]",
    ...many(30, (n) => `2024/10/13 03:33:${10 + n}.779, ${n % 2}, ${n % 9 === 0 ? "[N/A]" : `19.${n} W`}`),
  ),
  lines(
    ...many(
      20,
      (n) =>
        `10-01-2025 20:05:${10 + n} RAM 2274/6834MB (lfb 27x4MB) CPU [99%@1189,off] VDD_IN ${5000 + n}mW/5542mW VDD_SOC 1234mW/1234mW`,
    ),
  ),
  lines(
    ...many(20, (n) => `RAM 3178/3964MB (lfb 3x2MB) SWAP 630/6078MB POM_5V_IN ${1900 + n}/1972 POM_5V_GPU 164/164`),
  ),
  head("spl.txt", 4000),
  head("v0.7_energy_results.txt", 3000),
  head("v1.3_energy_results.txt", 2000),
  head("v0.7_energy_trace1-energy.bin", 4001),
  head("benchmark_model.txt", 4000),
  readFileSync(sample("resnet18_fp16.profile.json")),
  head("resnet18_times_first_99.json", 3000),
  lines(
    "timestamp,project_name,emissions,duration,cpu_energy,gpu_energy,ram_energy,energy_consumed",
    "2026-04-27T04:36:33,x,1e-6,2.8,5e-7,0.0,1.9e-6,2.4e-6",
  ),
  lines("start_time,window_name,elapsed_time,gpu0_energy", ...many(5, (n) => `${n},step,2,${n}0`)),
  Buffer.from('[{"time": 4, "gpu_energy": {"0": 100}, "cpu_energy": {"0": 20}}]'),
  lines("#time,current,voltage,power,charge,energy", ...many(30, (n) => `${n / 2},0.4,4.7,1.9,${n},${n}`)),
  lines("Timestamp(ms),Current(uA),D0-D7", ...many(30, (n) => `${n},${1000 + n},0000000${n % 2}`)),
  lines(
    "time_s,name,energy_uj,max_energy_range_uj",
    ...many(30, (n) => `${n},package-${n % 2},${(n * 37_000) % 100_000},100000`),
  ),
  lines("serial_data", ...many(30, (n) => `16127273${10 + n}.187619 0.779 5.0 3.${n}`)),
];

const pieces = [
  "\0",
  "\ufeff",
  "\r\n",
  "\n\n",
  ",",
  ";",
  '"',
  "-",
  "1e308",
  "-1e300",
  "nan",
  "99999999999999999999999",
  "mW",
  ".",
  "time_s,power_W\n",
  "\u2212",
  "1e-320",
  "0x1f",
  " ",
  "\t",
];

/** Reads damaged logs, one after the other: damage by the seed, the same in every run. */
export async function fuzzLogs(seed: number, count: number): Promise<FuzzOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "joulebook-fuzz-"));
  const path = join(folder, "log");
  const formats = new Set<string>();
  const wrong: string[] = [];
  let [read, refused] = [0, 0];
  for (let n = 0; n < count; n++) {
    const stream = random(seed, "logs", n);
    const bytes = damaged(seeds[n % seeds.length] as Buffer, stream);
    writeFileSync(path, stream.uniform() < 0.05 ? gzipSync(bytes) : bytes);
    try {
      const log = await readPowerLog(path, optionsOf(stream, path));
      read++;
      formats.add(log.format);
      const place = notFinite(log, "log");
      if (place !== undefined) wrong.push(`${n}: ${place} is no number that JSON holds`);
    } catch (error) {
      if (error instanceof InputError && error.problems.length > 0) refused++;
      else wrong.push(`${n}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  rmSync(folder, { recursive: true });
  return { read, refused, wrong, formats: [...formats] };
}

function optionsOf(stream: Random, path: string): PowerLogOptions {
  const chance = (share: number): boolean => stream.uniform() < share;
  return {
    ...(chance(0.1) ? { as: stream.pick(powerLogFormats).id } : {}),
    ...(chance(0.3) ? { windows: stream.pick(["detect", "whole", [{ start: 0.5, end: 3 }]] as const) } : {}),
    ...(chance(0.5) ? { voltage: 3.3 } : {}),
    ...(chance(0.2) ? { idle: stream.pick(["none", { power: 1 }, { start: 0, end: 1 }] as const) } : {}),
    ...(chance(0.2) ? { inferences: 10 } : {}),
    ...(chance(0.05) ? { events: path } : {}),
  };
}

function damaged(bytes: Buffer, stream: Random): Buffer {
  let result = Buffer.from(bytes);
  for (let left = stream.integer(4); left > 0; left--) {
    const at = stream.integer(result.length + 1);
    const kind = stream.integer(5);
    if (kind === 0) result = Buffer.from(result.subarray(0, at));
    else if (kind === 1)
      result = Buffer.concat([result.subarray(0, at), Buffer.from(stream.pick(pieces)), result.subarray(at)]);
    else if (kind === 2 && at < result.length) result[at] = stream.integer(256);
    else if (kind === 3) result = Buffer.concat([result.subarray(0, at), result.subarray(at + stream.integer(20))]);
    else result = Buffer.concat([result, result.subarray(at)]);
  }
  return result;
}

function notFinite(value: unknown, place: string): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${place} = ${value}`;
  if (typeof value !== "object" || value === null) return value === null ? `${place} = null` : undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = notFinite(part, `${place}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
