import { CsvSamples } from "../csv-samples.js";
import { csvPlan } from "../csv-plan.js";
import type { LogFormat } from "../log-sink.js";

/** Any table of samples: columns by names, units and the user's mapping. */
export const genericCsv: LogFormat = {
  id: "csv",
  title: "table of samples (CSV)",
  verified: true,
  detects: ({ text }) => /[,;\t ]/.test(text.split("\n", 1)[0] ?? "") && !/^\s*[[{<]/.test(text),
  open: (sink, head, options) => new CsvSamples(csvPlan(head, sink, options), sink),
};
