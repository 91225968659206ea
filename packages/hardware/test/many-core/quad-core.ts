import { readFileSync } from "node:fs";
import { readMapping, readSystem, type MappingFile, type ReadAccelerator } from "../../src/index.js";

const folder = new URL("../../data/accelerators/quad_core/", import.meta.url);

export const quadText = (name: string): string => readFileSync(new URL(name, folder), "utf8");

/** A resolver over the files of cores that ship. */
export const shippedCores = async (name: string): Promise<{ text: string; file: string } | undefined> => {
  try {
    return { text: quadText(`cores/${name}`), file: `cores/${name}` };
  } catch {
    return undefined;
  }
};

export const quadCore = (file = "edge_tpu_like_quad_core_examples.yaml"): Promise<ReadAccelerator> =>
  readSystem(quadText(file), file, shippedCores);

export const quadMapping = (): MappingFile => readMapping(quadText("mapping.yaml"), "mapping.yaml");

/** Rows of a small CSV file without quotes, by column. */
export function csvRows(path: URL): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const names = head.trim().split(",");
  return lines.map((line) =>
    Object.fromEntries(
      line
        .trim()
        .split(",")
        .map((cell, k) => [names[k] ?? "", cell]),
    ),
  );
}

const designs = new URL("../../../design/data/eenn-cifar10/", import.meta.url);
export const designRows = (): ReturnType<typeof csvRows> => csvRows(new URL("designs.csv", designs));
export const publishedRows = (): ReturnType<typeof csvRows> => csvRows(new URL("hardware_dev.csv", designs));
export const caseStudyRows = (): ReturnType<typeof csvRows> => csvRows(new URL("hardware_case_study.csv", designs));
