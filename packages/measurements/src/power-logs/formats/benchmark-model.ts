import type { LogFormat } from "../log-sink.js";
import { textLines } from "../text-lines.js";

/**
 * TensorFlow Lite's `benchmark_model` on standard output, one run or several one after the other: latency in microseconds over
 * a number of inferences, without energy.
 */
export const benchmarkModel: LogFormat = {
  id: "benchmark-model",
  title: "TensorFlow Lite benchmark_model",
  verified: true,
  detects: ({ text }) =>
    /\b(Graph: \[|Loaded model )/.test(text) && /\bcount=\d+ first=\d+|Running benchmark for at least/.test(text),
  open(sink) {
    let graph = "";
    let threads: string | undefined;
    let lastCount: readonly number[] | undefined;
    let runs = 0;
    return textLines((text) => {
      if (/\bSTARTING!/.test(text)) threads = lastCount = undefined;
      graph = /\bGraph: \[(.*)\]/.exec(text)?.[1] ?? /\bLoaded model (.*)/.exec(text)?.[1] ?? graph;
      threads =
        /\b#threads used for CPU inference: \[(\d+)\]|Num threads: \[(\d+)\]/.exec(text)?.slice(1).find(Boolean) ??
        threads;
      const count = /\bcount=(\d+)(?: first=([\d.e+]+))?.*?(?: min=([\d.e+]+) max=([\d.e+]+))? avg=([\d.e+]+)/.exec(
        text,
      );
      if (count !== null) lastCount = count.slice(1).map(Number);
      const mean = /\bInference timings in us:.*Inference \(avg\): ([\d.e+]+)/.exec(text)?.[1];
      if (mean === undefined || runs >= 100_000) return;
      runs++;
      const [inferences, , min, max] = lastCount ?? [];
      const average = Number(mean) * 1e-6;
      const file = graph.split("/").at(-1) ?? "";
      const model = file.replace(/\.tflite$/, "");
      const many = Number(threads);
      sink.run({
        name: [file || `run ${runs}`, ...(threads === undefined ? [] : [`${threads} threads`])].join(", "),
        ...(model === "" ? {} : { model }),
        ...(many >= 1 ? { threads: many } : {}),
        ...(inferences === undefined ? {} : { inferences, duration: inferences * average }),
        latency: {
          mean: average,
          ...(min !== undefined && min > 0 ? { min: min * 1e-6 } : {}),
          ...(max !== undefined && max > 0 ? { max: max * 1e-6 } : {}),
        },
      });
    });
  },
};
