import { splitRow } from "../csv-header.js";
import type { LogFormat } from "../log-sink.js";
import { textLines } from "../text-lines.js";
import { plausible } from "../plausible.js";

const joulesPerKilowattHour = 3.6e6;

/**
 * CodeCarbon's `emissions.csv`: one row a run, energies in kWh. They come from counters where the machine has them and from
 * constant models where not (no rail of a Jetson is read), which the file does not tell apart: the tier is "model".
 */
export const codeCarbon: LogFormat = {
  id: "codecarbon",
  title: "CodeCarbon emissions.csv",
  verified: true,
  basis: "model",
  quality: "model",
  detects: ({ text }) => /^timestamp,[^\n]*\bemissions\b[^\n]*\benergy_consumed\b/.test(text),
  open(sink) {
    let header: readonly string[] | undefined;
    return textLines((text, line, cut) => {
      if (text.trim() === "") return;
      const cells = splitRow(text.replace(/^\ufeff/, ""), ",");
      if (header === undefined) {
        header = cells;
        return;
      }
      if (cells.join() === header.join()) return;
      if (cells.length !== header.length) {
        if (cut) sink.note("cut-line", "the last line is cut off and left out", line);
        else
          sink.problem({
            code: "bad-row",
            message: `the row has ${cells.length} cells`,
            line,
            expected: `${header.length} cells, as in the header`,
          });
        return;
      }
      const value = (name: string): number | undefined => {
        const cell = cells[(header as readonly string[]).indexOf(name)];
        return cell === undefined || cell === "" || !plausible(Number(cell)) ? undefined : Number(cell);
      };
      const energy = value("energy_consumed");
      const duration = value("duration");
      if (energy === undefined) {
        sink.problem({
          code: "bad-cell",
          message: "energy_consumed holds no number",
          line,
          expected: "kilowatt-hours",
        });
        return;
      }
      const joules = energy * joulesPerKilowattHour;
      const part = (name: string): string =>
        `${name} ${((value(`${name}_energy`) ?? 0) * joulesPerKilowattHour).toPrecision(4)} J`;
      sink.run({
        name: cells[header.indexOf("project_name")] || `run ${line - 1}`,
        energy: joules,
        ...(duration === undefined ? {} : { duration, ...(duration > 0 ? { power: joules / duration } : {}) }),
        basis: "model",
        quality: "model",
        notes: [
          `${part("cpu")}, ${part("gpu")}, ${part("ram")}`,
          ...(value("gpu_energy") === 0 ? ["no energy of a graphics card was read"] : []),
        ],
      });
    });
  },
};
