import { CsvSamples } from "../csv-samples.js";
import type { LogFormat } from "../log-sink.js";

/** A laboratory supply read over a serial line: `serial_data`, then `unix_time amperes volts watts`. */
export const psuSerial: LogFormat = {
  id: "psu-serial",
  title: "laboratory supply, serial log",
  verified: true,
  basis: "board",
  quality: "external-analyser",
  detects: ({ text }) => /^serial_data\r?\n\d+(\.\d+)? [\d.]+ [\d.]+ [\d.]+\r?\n/.test(text),
  open: (sink) =>
    new CsvSamples(
      {
        delimiter: 32,
        decimal: 46,
        columns: 4,
        time: { index: 0, factor: 1 },
        channels: [
          {
            open: () => sink.channel({ name: "watts", kind: "power", whole: true, basis: "board" }),
            columns: [{ index: 3, factor: 1, dimension: "power" }],
          },
        ],
        header: "serial_data",
        skip: 1,
      },
      sink,
    ),
};
