import { existsSync, readFileSync } from "node:fs";
import type { AcceleratorDevice } from "@joulebook/core";
import { type MappingFile, readMapping, readSystem } from "@joulebook/hardware";
import type { InputFile } from "@joulebook/report";
import { contentHash } from "@joulebook/runtime";

/** The paper's accelerator, and which operator may run where on it. */
export interface QuadCore {
  readonly device: AcceleratorDevice;
  readonly mapping: MappingFile;
  readonly inputs: readonly InputFile[];
}

/** Which files of its pooling and SIMD cores: those beside it, or those that the published runs fit. */
export type QuadCoreFiles = "own" | "examples";

const folder = (): string => import.meta.resolve("@joulebook/hardware/package.json");

/** Reads the quad core from the package that it ships with. */
export async function quadCore(files: QuadCoreFiles = "examples"): Promise<QuadCore> {
  const inputs: InputFile[] = [];
  const read = (name: string): string | undefined => {
    const url = new URL(`data/accelerators/quad_core/${name}`, folder());
    if (!existsSync(url)) return undefined;
    const bytes = readFileSync(url);
    if (!inputs.some((input) => input.name === name)) inputs.push({ name, hash: contentHash(bytes) });
    return bytes.toString("utf8");
  };
  const name = files === "own" ? "edge_tpu_like_quad_core.yaml" : "edge_tpu_like_quad_core_examples.yaml";
  const { device } = await readSystem(read(name) ?? "", name, async (core) => {
    const text = read(`cores/${core}`);
    return text === undefined ? undefined : { text, file: `cores/${core}` };
  });
  return { device, mapping: readMapping(read("mapping.yaml") ?? "", "mapping.yaml"), inputs };
}
