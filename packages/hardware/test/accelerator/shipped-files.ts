import { readFileSync } from "node:fs";
import { type MappingFile, readMapping } from "../../src/accelerator/read-mapping.js";
import { type ReadAccelerator, readAccelerator } from "../../src/accelerator/read-accelerator.js";

const folder = new URL("../../data/accelerators/", import.meta.url);

export const shippedText = (name: string): string => readFileSync(new URL(name, folder), "utf8");
export const tpuLike = (): ReadAccelerator => readAccelerator(shippedText("tpu_like.yaml"), "tpu_like.yaml");
export const tpuMapping = (): MappingFile => readMapping(shippedText("tpu_like_mapping.yaml"), "tpu_like_mapping.yaml");

/** A layer of a reference run; energies in picojoules. */
export interface ReferenceLayer {
  readonly layer: string;
  readonly type: "Conv" | "Gemm";
  readonly loop_dims: Readonly<Record<string, number>>;
  readonly energy_pJ: number;
  readonly mac_energy_pJ: number;
  readonly mem_energy_by_operand_level: Readonly<Record<"O" | "W" | "I", readonly number[]>>;
  readonly latency: { readonly data_onloading: number; readonly computation: number; readonly data_offloading: number };
  readonly latency_sum: number;
}

export interface ReferenceRun {
  readonly name: string;
  readonly energy_pJ: number;
  readonly latency_cycles: number;
  readonly layers: readonly ReferenceLayer[];
}

export const referenceRuns = (): readonly ReferenceRun[] =>
  JSON.parse(shippedText("reference_runs.json")) as readonly ReferenceRun[];
