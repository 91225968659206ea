import { CsvSamples } from "../csv-samples.js";
import { csvPlan } from "../csv-plan.js";
import type { LogFormat } from "../log-sink.js";

/**
 * Samples of Linux powercap counters (RAPL) as a table: a time, `energy_uj`, and `max_energy_range_uj` where the counter
 * starts again; a column `name`, `domain` or `zone` tells several apart.
 */
export const powercap: LogFormat = {
  id: "powercap",
  title: "powercap (RAPL) counter samples",
  verified: false,
  basis: "counter",
  quality: "counter",
  detects: ({ text }) => /^[^\n]*\benergy_uj\b/.test(text),
  open: (sink, head, options) =>
    new CsvSamples(
      csvPlan(head, sink, options, {
        basis: "counter",
        key: /^(name|domain|zone)$/,
        markers: /^$/,
        only: /^(?!.*max_energy_range)/i,
      }),
      sink,
    ),
};
