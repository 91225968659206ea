import { CsvSamples } from "../csv-samples.js";
import { csvPlan } from "../csv-plan.js";
import type { LogFormat } from "../log-sink.js";

/** `nvidia-smi --query-gpu=timestamp,power.draw,... --format=csv -lms 10`. Power of the whole graphics card. */
export const nvidiaSmi: LogFormat = {
  id: "nvidia-smi",
  title: "nvidia-smi --query-gpu, CSV",
  verified: true,
  basis: "board",
  quality: "on-board-sensor",
  detects: ({ text }) => /^[^\n]*\bpower\.draw\b/.test(text) && /^[^\n]*\btimestamp\b/.test(text),
  open: (sink, head, options) =>
    new CsvSamples(
      csvPlan(head, sink, options, {
        basis: "board",
        key: /^(uuid|gpu_uuid|index|pci\.bus_id|gpu_bus_id)$/,
        markers: /^$/,
        only: /power\.draw/,
      }),
      sink,
    ),
};
