import { CsvSamples } from "../csv-samples.js";
import { csvPlan } from "../csv-plan.js";
import type { LogFormat } from "../log-sink.js";

/**
 * Nordic Power Profiler Kit II, exported by nRF Connect: `Timestamp(ms),Current(uA)[,D0-D7 | ,D0,...,D7]`. Only the current is
 * measured: the supply voltage must be given. A digital line that is high makes windows of its name.
 */
export const ppk2: LogFormat = {
  id: "ppk2",
  title: "Nordic PPK2 CSV",
  verified: false,
  basis: "board",
  quality: "external-analyser",
  detects: ({ text }) => /^"?Timestamp ?\(ms\)"?,"?Current ?\(uA\)"?/i.test(text),
  open: (sink, head, options) =>
    new CsvSamples(csvPlan(head, sink, options, { basis: "board", markers: /^(d[0-7]|d0-d7)$/, key: /^$/ }), sink),
};
