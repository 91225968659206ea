import { InputError } from "@joulebook/core";
import { splitRow } from "../csv-header.js";
import type { LogFormat, LogSink } from "../log-sink.js";
import { textLines } from "../text-lines.js";
import { plausible } from "../plausible.js";

const mostBytes = 16 << 20;

/** Log of Zeus' `ZeusMonitor`: `start_time,window_name,elapsed_time,gpu0_energy,...`; one row a window, joules of counters. */
export const zeusCsv: LogFormat = {
  id: "zeus-csv",
  title: "ZeusMonitor log (CSV)",
  verified: false,
  basis: "counter",
  quality: "counter",
  detects: ({ text }) => text.startsWith("start_time,window_name,elapsed_time,"),
  open(sink) {
    let header: readonly string[] | undefined;
    return textLines((text, line) => {
      if (text.trim() === "") return;
      const cells = splitRow(text, ",");
      if (header === undefined) {
        header = cells;
        return;
      }
      const energies = cells.slice(3).map(Number);
      const duration = Number(cells[2]);
      if (cells.length === header.length && [duration, ...energies].every(plausible))
        run(sink, cells[1] ?? "", duration, energies);
      else
        sink.problem({
          code: "bad-row",
          message: "the row is no window",
          line,
          expected: `${header.length} cells with numbers`,
        });
    });
  },
};

/** Measurements of Zeus as JSON: `{"time": 1.2, "gpu_energy": {"0": 34.5}, "cpu_energy": null}`, one, a list, or by name. */
export const zeusJson: LogFormat = {
  id: "zeus-json",
  title: "Zeus measurements (JSON)",
  verified: false,
  basis: "counter",
  quality: "counter",
  detects: ({ text }) => /^\s*[[{]/.test(text) && /"gpu_energy"\s*:/.test(text) && /"time"\s*:/.test(text),
  open(sink, _head, { file }) {
    const parts: Buffer[] = [];
    let size = 0;
    return {
      block(bytes, start, end) {
        size += end - start;
        if (size > mostBytes) throw bad(file, `the file is larger than ${mostBytes} bytes`);
        parts.push(Buffer.from(bytes.subarray(start, end)));
      },
      longLine() {
        throw bad(file, "a line is longer than 1 MiB");
      },
      end() {
        let value: unknown;
        try {
          value = JSON.parse(Buffer.concat(parts).toString("utf8"));
        } catch (error) {
          throw bad(file, `the file is no JSON: ${(error as Error).message}`);
        }
        if (found(sink, value, "") === 0) throw bad(file, "the file holds no measurement");
      },
    };
  },
};

/** Every measurement in a value, named by its place; the number of them. */
function found(sink: LogSink, value: unknown, name: string, depth = 0): number {
  if (typeof value !== "object" || value === null || depth > 4) return 0;
  const { time, gpu_energy: gpu, cpu_energy: cpu, dram_energy: memory } = value as Record<string, unknown>;
  if (typeof time === "number" && typeof gpu === "object" && gpu !== null) {
    const energies = [gpu, cpu, memory].flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
    if (!energies.every((energy) => typeof energy === "number" && plausible(energy)) || !(time >= 0 && plausible(time)))
      return 0;
    run(sink, name === "" ? "measurement" : name, time, energies as number[]);
    return 1;
  }
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + found(sink, one, name === "" ? key : `${name}.${key}`, depth + 1),
    0,
  );
}

function run(sink: LogSink, name: string, duration: number, energies: readonly number[]): void {
  const energy = energies.reduce((sum, one) => sum + one, 0);
  sink.run({
    name,
    energy,
    duration,
    ...(duration > 0 ? { power: energy / duration } : {}),
    basis: "counter",
    quality: "counter",
    ...(energies.length > 1 ? { notes: [`sum of ${energies.length} counters`] } : {}),
  });
}

function bad(file: string, message: string): InputError {
  return new InputError([
    { code: "bad-json", message, file, expected: 'measurements such as {"time": 1.2, "gpu_energy": {"0": 34.5}}' },
  ]);
}
