import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Device, TraceSplit } from "@joulebook/core";
import {
  type ExitTable,
  exitTables,
  type MobileBackbone,
  type RecordedRun,
  type TrainedDesign,
  trainedDesigns,
} from "@joulebook/design";
import type { InputFile } from "@joulebook/report";
import { contentHash } from "@joulebook/runtime";
import { committedRun } from "@joulebook/training";
import { readDesignsTable } from "../accelerators/designs-table.js";
import type { SimulatedDesign as DesignOnCores } from "../accelerators/simulate.js";
import { quadCore } from "../accelerators/system.js";

/** What the study is made from; tests put changed data in its place. */
export interface StudyData {
  /** The one-shot network at two precisions. */
  readonly runs: readonly RecordedRun[];
  readonly backbone: MobileBackbone;
  /** The chosen design trained alone, at the bits of the design. */
  readonly alone: RunTables;
  /** The backbone trained alone. */
  readonly fixed: RunTables;
  /** The same network in floating point. */
  readonly wide: RunTables;
  /** Merkel's network with six exits at 16 filters, by bits; "float" among them. */
  readonly merkel: Readonly<Record<string, RunTables>>;
  /** The paper's accelerator. */
  readonly quad: Device;
  readonly designs: readonly TrainedDesign[];
  /** The published designs on that accelerator, as Stream counts, by id: tools/simulate-designs.mjs. */
  readonly onQuad: ReadonlyMap<string, DesignOnCores>;
  /** The authors' simulated costs of three designs. */
  readonly simulated: readonly SimulatedDesign[];
  readonly inputs: readonly InputFile[];
}

export interface RunTables {
  readonly epochs: number;
  readonly tables: ReadonlyMap<TraceSplit, ExitTable>;
}

/** A design whose cost the paper's authors simulated, energy x latency in pJ x cycles. */
export interface SimulatedDesign {
  readonly id: string;
  readonly backbone: number;
  readonly allExits: number;
  readonly average: number;
  readonly energy: number;
  readonly latency: number;
}

/** What the paper's accelerator is called in tables and figures. */
export const quadId = "edge-tpu-like quad core";
const quadTable = "quad-core-designs.csv";

/** Bits of backbone and heads, and the run that has them. */
export const oneShotRuns: Readonly<Record<string, string>> = {
  "8/8": "one-shot-joint-b8h8",
  "8/4": "one-shot-joint-b8h4",
};

/** Reads everything from the packages. */
export async function studyData(): Promise<StudyData> {
  const inputs: InputFile[] = [];
  const traces = async (name: string): Promise<RecordedRun & { readonly epochs: number }> => {
    const { result, traceFile } = await committedRun(name);
    const bytes = readFileSync(traceFile);
    inputs.push({ name, hash: contentHash(bytes) });
    return {
      name,
      exits: result.exits,
      network: result.experiment.network,
      traces: gunzipSync(bytes).toString("utf8"),
      epochs: result.log.length,
    };
  };
  const tablesOf = async (name: string, epochs?: number): Promise<RunTables> => {
    const run = await traces(name);
    return { epochs: epochs ?? run.epochs, tables: exitTables(run.traces, { exits: run.exits, file: name }) };
  };
  const file = (from: string, name: string): string => {
    const bytes = readFileSync(new URL(`data/${name}`, import.meta.resolve(`${from}/package.json`)));
    inputs.push({ name, hash: contentHash(bytes) });
    return bytes.toString("utf8");
  };
  const runs = await Promise.all(Object.values(oneShotRuns).map(traces));
  const { device, inputs: deviceInputs } = await quadCore();
  const table = readFileSync(new URL(`../../../data/${quadTable}`, import.meta.url));
  inputs.push(...deviceInputs, { name: quadTable, hash: contentHash(table) });
  return {
    runs,
    backbone: (runs[0] as RecordedRun).network as MobileBackbone,
    alone: await tablesOf("one-shot-chosen-b8h4", await epochsOf("one-shot-chosen")),
    fixed: await tablesOf("one-shot-static"),
    wide: await tablesOf("one-shot-joint-b32h32"),
    merkel: {
      float: await tablesOf("combined-L6-N16-s0"),
      "8/8": await tablesOf("combined-L6-N16-s0-b8h8"),
      "6/6": await tablesOf("combined-L6-N16-s0-b6h6"),
      "4/4": await tablesOf("combined-L6-N16-s0-b4h4"),
    },
    quad: { ...device, id: quadId },
    onQuad: new Map(
      readDesignsTable(table.toString("utf8"), quadTable)
        .filter(({ convention, bits }) => convention === "stream" && bits === "8/8")
        .map((one) => [one.id, one]),
    ),
    designs: trainedDesigns(file("@joulebook/design", "eenn-cifar10/designs.csv")),
    simulated: simulatedDesigns(file("@joulebook/design", "eenn-cifar10/hardware_dev.csv")),
    inputs: inputs.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Epochs of a run whose result ships without traces: rounding it was another run. */
async function epochsOf(name: string): Promise<number> {
  const { traceFile } = await committedRun(`${name}-b8h4`);
  const file = join(dirname(dirname(traceFile)), name, "result.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly log: readonly unknown[] }).log.length;
}

function simulatedDesigns(text: string): SimulatedDesign[] {
  const [head = "", ...rows] = text.trim().split("\n");
  const columns = head.trim().split(",");
  return rows.map((row) => {
    const cells = row.trim().split(",");
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? "";
    return {
      id: cell("id"),
      backbone: Number(cell("cost_backbone")),
      allExits: Number(cell("static_energy_latency")),
      average: Number(cell("dynamic_energy_latency_free")),
      energy: Number(cell("energy_pj")),
      latency: Number(cell("latency_cycles")),
    };
  });
}
