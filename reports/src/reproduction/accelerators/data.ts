import { readFileSync } from "node:fs";
import { trainedDesigns, type TrainedDesign } from "@joulebook/design";
import type { InputFile } from "@joulebook/report";
import { contentHash } from "@joulebook/runtime";
import { readDesignsTable } from "./designs-table.js";
import type { SimulatedDesign } from "./simulate.js";
import { type QuadCore, quadCore } from "./system.js";

/** What the study is made from; tests put changed data in its place. */
export interface StudyData {
  readonly system: QuadCore;
  /** The same with the pooling and SIMD files that stand beside it. */
  readonly ownFiles: QuadCore;
  readonly designs: readonly TrainedDesign[];
  /** What the authors' tool said of three of them. */
  readonly published: readonly PublishedDesign[];
  /** What their later runs on the same system said of six others. */
  readonly caseStudy: readonly CaseStudyRun[];
  /** All 96 on our engine, and one at other bits: tools/simulate-designs.mjs. */
  readonly simulated: readonly SimulatedDesign[];
  readonly inputs: readonly InputFile[];
}

/** A published row: energy in joules, latency in cycles, energy x latency in joule cycles. */
export interface PublishedDesign {
  readonly id: string;
  readonly energy: number;
  readonly latency: number;
  readonly backbone: number;
  readonly allExits: number;
  readonly cumulative: readonly number[];
  readonly average: number;
}

/** One of the authors' runs on this system with 64 individuals and generations: cycles by stage, means over where inputs leave. */
export interface CaseStudyRun {
  readonly id: string;
  readonly blocks: readonly number[];
  readonly heads: readonly number[];
  readonly meanEnergy: number;
  readonly meanLatency: number;
  readonly meanOfProducts: number;
}

/** Reads everything from the packages. */
export async function studyData(): Promise<StudyData> {
  const [system, ownFiles] = [await quadCore("examples"), await quadCore("own")];
  const inputs: InputFile[] = [];
  const file = (from: string, name: string, shown: string): string => {
    const bytes = readFileSync(new URL(name, from));
    inputs.push({ name: shown, hash: contentHash(bytes) });
    return bytes.toString("utf8");
  };
  const design = (name: string): string =>
    file(import.meta.resolve("@joulebook/design/package.json"), `data/eenn-cifar10/${name}`, name);
  const table = "quad-core-designs.csv";
  const all = [...system.inputs, ...ownFiles.inputs];
  return {
    system,
    ownFiles,
    designs: trainedDesigns(design("designs.csv")),
    published: publishedDesigns(design("hardware_dev.csv")),
    caseStudy: caseStudyRuns(design("hardware_case_study.csv")),
    simulated: readDesignsTable(file(import.meta.url, `../../../data/${table}`, table), table),
    inputs: [...new Map([...all, ...inputs].map((input) => [input.name, input])).values()].toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
  };
}

/** Cells of each row of a small CSV file, by column. */
function cellsOf(text: string): readonly ((name: string) => string)[] {
  const [head = "", ...rows] = text.trim().split("\n");
  const columns = head.trim().split(",");
  return rows.map((row) => {
    const cells = row.trim().split(",");
    return (name) => cells[columns.indexOf(name)] ?? "";
  });
}

function caseStudyRuns(text: string): CaseStudyRun[] {
  return cellsOf(text).map((cell) => ({
    id: cell("id"),
    blocks: cell("block_cycles").split(" ").map(Number),
    heads: cell("head_cycles").split(" ").map(Number),
    meanEnergy: Number(cell("average_energy_j")),
    meanLatency: Number(cell("average_latency_cycles")),
    meanOfProducts: Number(cell("average_energy_latency_j_cycles")),
  }));
}

function publishedDesigns(text: string): PublishedDesign[] {
  const pico = 1e-12;
  return cellsOf(text).map((cell) => {
    const number = (name: string): number => Number(cell(name)) * pico;
    return {
      id: cell("id"),
      energy: number("energy_pj"),
      latency: Number(cell("latency_cycles")),
      backbone: number("cost_backbone"),
      allExits: number("static_energy_latency"),
      cumulative: cell("cost_subnets")
        .split(" ")
        .map((one) => Number(one) * pico),
      average: number("dynamic_energy_latency_free"),
    };
  });
}
