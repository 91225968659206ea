import { CsvSamples } from "../csv-samples.js";
import { csvPlan } from "../csv-plan.js";
import type { LogFormat } from "../log-sink.js";

/** Joulescope's statistics logs: `#time,current,voltage,power,charge,energy` in SI units; power is a mean up to its time. */
export const joulescope: LogFormat = {
  id: "joulescope",
  title: "Joulescope statistics CSV",
  verified: false,
  basis: "board",
  quality: "external-analyser",
  detects: ({ text }) => /^#?time,current,voltage,power(,charge,energy)?\r?\n/.test(text),
  open: (sink, head, options) =>
    new CsvSamples(
      csvPlan(head, sink, { ...options, mapping: { ...siTime, ...options.mapping } }, { basis: "board" }),
      sink,
    ),
};

const siTime = { time: { column: 1, unit: "s" } } as const;
