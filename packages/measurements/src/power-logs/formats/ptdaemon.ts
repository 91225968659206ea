import { InputError } from "@joulebook/core";
import { CsvSamples } from "../csv-samples.js";
import type { LogFormat } from "../log-sink.js";

/** SPEC PTDaemon's `spl.txt`: `Time,08-01-2022 02:45:02.934,Watts,13.08,...,Mark,<session>`. Wall power by an external analyser. */
export const ptdaemon: LogFormat = {
  id: "ptdaemon",
  title: "SPEC PTDaemon spl.txt",
  verified: true,
  basis: "wall",
  quality: "external-analyser",
  detects: ({ text }) => /^\s*Time,\d\d-\d\d-\d{4} [\d:.]+,Watts,/.test(text),
  open(sink, { text }, { file }) {
    const cells = (text.trimStart().split("\n", 1)[0] ?? "").trim().split(",");
    const [watts, mark] = ["Watts", "Mark"].map((name) => cells.indexOf(name) + 1) as [number, number];
    if (watts === 0)
      throw new InputError([{ code: "no-power", message: "the first line holds no Watts", file, line: 1 }]);
    return new CsvSamples(
      {
        delimiter: 44,
        decimal: 46,
        columns: cells.length,
        time: { index: 1, factor: 1 },
        channels: [
          {
            open: () => sink.channel({ name: "Watts", kind: "power", whole: true, basis: "wall" }),
            columns: [{ index: watts, factor: 1, dimension: "power" }],
          },
        ],
        ...(mark === 0 ? {} : { markers: [{ index: mark, name: "Mark", bits: false }] }),
        skip: 0,
      },
      sink,
    );
  },
};
