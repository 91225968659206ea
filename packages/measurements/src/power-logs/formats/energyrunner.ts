import { InputError } from "@joulebook/core";
import type { LogFormat, LogRun } from "../log-sink.js";
import { logUnit } from "../log-units.js";
import { textLines } from "../text-lines.js";
import { plausible } from "../plausible.js";

type RunNumbers = Partial<Record<"energy" | "power" | "duration" | "inferences", number>>;

const supply = { basis: "board", quality: "external-analyser" } as const;

/**
 * EEMBC EnergyRunner's results, old form (`Energy data for window 2 at time 11.20 for 11.27 sec.:`, microwatts) and new form
 * (`Energy data for trial 0`, milliwatts), with its performance results. Each window or trial is a run.
 */
export const energyRunner: LogFormat = {
  id: "energyrunner",
  title: "EEMBC EnergyRunner results or log",
  verified: true,
  ...supply,
  empty: "the old runner's log.txt of an energy run holds no energies: take results.txt, or trace1-energy.bin",
  detects: ({ text }) =>
    /Energy data for (window|trial) \d+|Performance results for window \d+|ulp-mlperf: |m-session-start-id\[/.test(
      text,
    ),
  open(sink) {
    const runs = new Map<string, { energy: boolean; fields: RunNumbers }>();
    let current: RunNumbers | undefined;
    return textLines(
      (text) => {
        const head = /(Energy data|Performance results) for (window|trial) (\d+)(?:.*for ([\d.]+) sec)?/.exec(text);
        if (head !== null) {
          const [, what, kind, number, seconds] = head;
          const energy = what === "Energy data";
          const name = `${kind} ${number}${energy ? "" : ", performance"}`;
          current = runs.get(name)?.fields ?? {};
          // The results are repeated at the end of a log.
          if (!runs.has(name) && runs.size < 10_000) runs.set(name, { energy, fields: current });
          if (seconds !== undefined) current.duration = Number(seconds);
          return;
        }
        if (current !== undefined) field(text, current);
      },
      {
        end() {
          for (const [name, { energy, fields }] of runs) sink.run(record(name, energy, fields, runs));
        },
      },
    );
  },
};

function field(text: string, fields: RunNumbers): void {
  const match =
    /(?:^|\s)(Energy\/Inf\.?|Energy|Total Energy|Power|# Inferences|Inferences|Runtime|Elapsed time)\s*:\s*([\d.eE+-]+)\s*([A-Za-z]*)/.exec(
      text,
    );
  if (match === null) return;
  const [, name, number, unit] = match;
  const value = Number(number) * (logUnit(unit ?? "")?.factor ?? 1);
  if (!plausible(value)) return;
  if (name === "Energy" || name === "Total Energy") fields.energy = value;
  else if (name === "Power") fields.power = value;
  else if (name === "Runtime" || name === "Elapsed time") fields.duration = value;
  else if (name === "# Inferences" || name === "Inferences") fields.inferences = value;
  else perInference.set(fields, value);
}

/** Energy per inference as printed: where the number of inferences is not, it follows from both. */
const perInference = new WeakMap<object, number>();

function record(name: string, energy: boolean, fields: RunNumbers, runs: ReadonlyMap<string, unknown>): LogRun {
  const each = perInference.get(fields);
  const inferences =
    fields.inferences ??
    (each === undefined || fields.energy === undefined || each === 0 ? undefined : Math.round(fields.energy / each));
  const repeats = runs.size > 1 ? {} : { notes: ["one run: nothing says how well it repeats"] };
  const { duration } = fields;
  return {
    name,
    ...(energy ? supply : {}),
    ...fields,
    ...(inferences === undefined ? {} : { inferences }),
    ...(duration === undefined || inferences === undefined || inferences === 0
      ? {}
      : { latency: { mean: duration / inferences } }),
    ...repeats,
  };
}

/**
 * EnergyRunner's recorded trace (`trace1-energy.bin`): a version byte (0xF1), the rate of samples as a 32-bit float, then the
 * energy of each sample in microjoules. `trace1-timestamps.json` as `--events` cuts it into windows.
 */
export const energyRunnerTrace: LogFormat = {
  id: "energyrunner-trace",
  title: "EEMBC EnergyRunner energy trace (.bin)",
  verified: true,
  ...supply,
  binary: true,
  detects({ bytes }) {
    if (bytes.length < 9 || bytes[0] !== 0xf1) return false;
    const rate = bytes.readFloatLE(1);
    return rate >= 1 && rate <= 1e7;
  },
  open(sink, { bytes: head }, { file }) {
    if (head.length < 9 || head[0] !== 0xf1)
      throw new InputError([
        { code: "bad-trace", message: "the file does not begin as an energy trace", file, expected: "the byte 0xF1" },
      ]);
    const interval = 1 / head.readFloatLE(1);
    const consumer = sink.channel({ name: "energy", kind: "interval-energy", whole: true, basis: "board" });
    const times = new Float64Array(4096);
    const values = new Float64Array(4096);
    let left = Buffer.alloc(0);
    let header = 5;
    let samples = 0;
    // The first sample covers the time from 0 on: a sample at 0 without energy lets it count.
    consumer.add(Float64Array.of(0), Float64Array.of(0), 1);
    return {
      block(block, start, end) {
        const bytes = Buffer.concat([left, block.subarray(start, end)]);
        let at = Math.min(header, bytes.length);
        header -= at;
        let count = 0;
        for (; at + 4 <= bytes.length; at += 4) {
          const energy = bytes.readFloatLE(at) * 1e-6;
          if (!plausible(energy)) {
            sink.problem({ code: "bad-sample", message: `sample ${samples + 1} is no number` });
            samples++;
            continue;
          }
          samples++;
          times[count] = samples * interval;
          values[count] = energy;
          if (++count === times.length) {
            consumer.add(times, values, count);
            count = 0;
          }
        }
        if (count > 0) consumer.add(times, values, count);
        left = Buffer.from(bytes.subarray(at));
      },
      longLine() {},
      end() {
        if (left.length > 0) sink.note("cut-line", "the last sample is cut off and left out", samples + 1);
      },
    };
  },
};
