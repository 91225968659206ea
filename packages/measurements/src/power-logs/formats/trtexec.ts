import { InputError, type LatencySummary, quantiles } from "@joulebook/core";
import type { LogFormat } from "../log-sink.js";
import { textLines } from "../text-lines.js";
import { plausible } from "../plausible.js";

const timeField = /"(latencyMs|computeMs|startComputeMs|endComputeMs|endD2hMs)"\s*:\s*([\d.eE+-]+)/g;
/** Latencies that percentiles are taken of; further ones count in mean, least and largest. */
const kept = 1 << 20;

/**
 * TensorRT's `trtexec --exportTimes`: one inference a line, milliseconds on a clock of its own. As `--events` it gives the window
 * from the first to the last inference.
 */
export const trtexecTimes: LogFormat = {
  id: "trtexec-times",
  title: "trtexec --exportTimes JSON",
  verified: true,
  detects: ({ text }) => /^\s*\[/.test(text) && /"startComputeMs"/.test(text),
  open(sink, _head, { file }) {
    const whole = new Times();
    const compute = new Times();
    let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    return textLines(
      (text) => {
        for (const [, name = "", digits] of text.matchAll(timeField)) {
          const value = Number(digits);
          if (!plausible(value)) continue;
          if (name === "latencyMs") whole.add(value);
          else if (name === "computeMs") compute.add(value);
          else if (name === "startComputeMs") start = Math.min(start, value);
          else end = Math.max(end, value);
        }
      },
      {
        end() {
          const times = whole.count > 0 ? whole : compute;
          if (times.count === 0) throw noRuns(file, "the file holds no times of inferences");
          const window = end > start ? { start: start * 1e-3, end: end * 1e-3 } : undefined;
          if (window !== undefined) sink.window({ name: "inferences", ...window, inferences: times.count });
          sink.run({
            name: "inferences",
            inferences: times.count,
            ...(window === undefined ? {} : { duration: window.end - window.start }),
            latency: times.summary(),
          });
        },
      },
    );
  },
};

/** Milliseconds of inferences, in bounded memory. */
class Times {
  count = 0;
  readonly #kept: number[] = [];
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    this.count++;
    this.#sum += value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    if (this.#kept.length < kept) this.#kept.push(value);
  }

  /** In seconds. */
  summary(): LatencySummary {
    const [p50, p90, p99] = quantiles(this.#kept, [0.5, 0.9, 0.99]).map((ms) => ms * 1e-3) as [number, number, number];
    const mean = (this.#sum / this.count) * 1e-3;
    return { mean, min: this.#min * 1e-3, p50, p90, p99, max: this.#max * 1e-3 };
  }
}

/** `trtexec --exportProfile`: mean time of each layer over a number of inferences. */
export const trtexecProfile: LogFormat = {
  id: "trtexec-profile",
  title: "trtexec --exportProfile JSON",
  verified: true,
  detects: ({ text }) => /^\s*\[\s*\{\s*"count"\s*:\s*\d+\s*\}/.test(text),
  open(sink, _head, { file }) {
    let count: number | undefined;
    let layers = 0;
    let total = 0;
    return textLines(
      (text) => {
        count ??= number(/"count"\s*:\s*(\d+)/.exec(text)?.[1]);
        const mean = number(/"averageMs"\s*:\s*([\d.eE+-]+)/.exec(text)?.[1]);
        if (mean === undefined) return;
        layers++;
        total += mean;
      },
      {
        end() {
          if (count === undefined || layers === 0) throw noRuns(file, "the profile holds no layers");
          sink.run({
            name: `${layers} layers`,
            inferences: count,
            duration: total * count * 1e-3,
            latency: { mean: total * 1e-3 },
            notes: ["sum of the layers' means, timed one by one: profiling slows a network down"],
          });
        },
      },
    );
  },
};

function number(text: string | undefined): number | undefined {
  return text === undefined || !plausible(Number(text)) ? undefined : Number(text);
}

function noRuns(file: string, message: string): InputError {
  return new InputError([{ code: "no-runs", message, file }]);
}
