import { InputError } from "@joulebook/core";
import type { SimulatedDesign, SimulatedStage } from "./simulate.js";

const columns = [
  "id",
  "convention",
  "bits",
  "energy_uJ",
  "latency_cycles",
  "off_chip_kB",
  "stage_energy_uJ",
  "stage_latency_cycles",
  "least_stage_energy_uJ",
  "least_stage_latency_cycles",
  "backbone_energy_uJ",
  "backbone_latency_cycles",
  "stream_search_energy_uJ",
  "stream_search_latency_cycles",
] as const;

/** Simulated designs as CSV: energies in microjoules, times in cycles, stages separated by spaces. */
export function designsTable(designs: readonly SimulatedDesign[]): string {
  const micro = (joules: number): string => (joules * 1e6).toFixed(4);
  const list = (stages: readonly SimulatedStage[], of: (stage: SimulatedStage) => string): string =>
    stages.map(of).join(" ");
  const rows = designs.map((one) => [
    one.id,
    one.convention,
    one.bits,
    micro(one.energy),
    one.latency,
    (one.offChipBytes / 1000).toFixed(3),
    list(one.stages, ({ energy }) => micro(energy)),
    list(one.stages, ({ latency }) => String(latency)),
    list(one.leastStages, ({ energy }) => micro(energy)),
    list(one.leastStages, ({ latency }) => String(latency)),
    micro(one.backbone.energy),
    one.backbone.latency,
    one.asPublished === undefined ? "" : micro(one.asPublished.energy),
    one.asPublished?.latency ?? "",
  ]);
  return `${[columns.join(","), ...rows.map((row) => row.join(","))].join("\n")}\n`;
}

/**
 * Reads that table.
 *
 * @throws InputError for a missing column or a cell that is no number
 */
export function readDesignsTable(text: string, file: string): readonly SimulatedDesign[] {
  const [head = "", ...rows] = text.trim().split("\n");
  const names = head.split(",");
  const missing = columns.find((name) => !names.includes(name));
  if (missing !== undefined)
    throw new InputError([{ code: "missing-column", message: `the table has no column ${missing}`, file, line: 1 }]);
  return rows.map((row, index): SimulatedDesign => {
    const cells = row.split(",");
    const cell = (name: (typeof columns)[number]): string => cells[names.indexOf(name)] ?? "";
    const number = (name: (typeof columns)[number]): number => value(cell(name), name);
    const value = (content: string, name: string): number => {
      const found = Number(content);
      if (content !== "" && Number.isFinite(found)) return found;
      throw new InputError([{ code: "bad-row", message: `${name} is "${content}"`, file, line: index + 2 }]);
    };
    const stages = (energy: (typeof columns)[number], latency: (typeof columns)[number]): SimulatedStage[] => {
      const times = cell(latency).split(" ");
      return cell(energy)
        .split(" ")
        .map((one, k) => ({ energy: value(one, energy) * 1e-6, latency: value(times[k] ?? "", latency) }));
    };
    return {
      id: cell("id"),
      convention: cell("convention") === "stream" ? "stream" : "sound",
      bits: cell("bits"),
      energy: number("energy_uJ") * 1e-6,
      latency: number("latency_cycles"),
      offChipBytes: number("off_chip_kB") * 1000,
      stages: stages("stage_energy_uJ", "stage_latency_cycles"),
      leastStages: stages("least_stage_energy_uJ", "least_stage_latency_cycles"),
      backbone: { energy: number("backbone_energy_uJ") * 1e-6, latency: number("backbone_latency_cycles") },
      ...(cell("stream_search_energy_uJ") === ""
        ? {}
        : {
            asPublished: {
              energy: number("stream_search_energy_uJ") * 1e-6,
              latency: number("stream_search_latency_cycles"),
            },
          }),
    };
  });
}
