import { type Fraction, InputError, type Source } from "@joulebook/core";
import { canonicalModelName } from "./canonical-model-name.js";
import { type CsvTable, cellReader } from "./csv-table.js";
import { type Dataset, dataset as findDataset, datasets } from "./datasets.js";
import { type MeasuredCells, measuredCells } from "./measured-cells.js";
import type { ModelCard } from "./model-card.js";
import { present } from "./present.js";
import { datasetTable } from "./read-table.js";
import { thousands } from "./thousands.js";

type CardReader = (
  cells: MeasuredCells,
  origin: { readonly id: string; readonly source: Source },
) => readonly ModelCard[];

const readers: Readonly<Record<string, CardReader>> = {
  "timm-results": timmCard("ImageNet-1K"),
  "timm-results/imagenet-real": timmCard("ImageNet-ReaL"),
  "timm-results/imagenet-v2": timmCard("ImageNet-V2 matched frequency"),
  "torchvision-weights-meta": torchvisionCard,
  "model-cards": slimCard,
  "model-cards/efficientnet-lite": liteCards,
};

/** Ids of the shipped tables of model cards. */
export const modelCardDatasets: readonly string[] = Object.keys(readers);

/**
 * The rows of a shipped table of published accuracies and sizes.
 *
 * @throws InputError if there is no such dataset, or if it holds no model cards
 */
export function readModelCards(id: string): readonly ModelCard[] {
  const dataset = findDataset(id);
  const read = readers[id];
  if (read !== undefined) return cards(datasetTable(dataset), dataset, read);
  const known = datasets().filter((table) => table.kind === "model-cards");
  throw new InputError([
    {
      code: "no-model-cards",
      message: `dataset ${JSON.stringify(id)} holds ${dataset.kind}, no model cards`,
      expected: `one of ${known.map((table) => table.id).join(", ")}`,
    },
  ]);
}

function cards(table: CsvTable, dataset: Dataset, read: CardReader): readonly ModelCard[] {
  const cell = cellReader(table.header);
  return table.rows.flatMap((row, index) => {
    const cells = measuredCells(cell, row, `${dataset.path}: row ${index + 1}`);
    const source = { dataset: dataset.id, row: index + 1, licence: dataset.licence };
    return read(cells, { id: `${dataset.id}:${index + 1}`, source });
  });
}

function timmCard(evaluation: string): CardReader {
  return ({ text, number, scaled }, { id, source }) => {
    const name = text("model") ?? "";
    const tag = name.indexOf(".");
    return [
      present<ModelCard>({
        id,
        model: canonicalModelName(tag < 0 ? name : name.slice(0, tag)),
        name,
        weights: tag < 0 ? undefined : name.slice(tag + 1),
        task: "image-classification",
        evaluation,
        top1: scaled("top1", 100),
        top5: scaled("top5", 100),
        params: millions(thousands(text("param_count"))),
        inputResolution: number("img_size"),
        source,
      }),
    ];
  };
}

function torchvisionCard(cells: MeasuredCells, { id, source }: { id: string; source: Source }): readonly ModelCard[] {
  const { text, number, scaled } = cells;
  const name = text("model") ?? "";
  const task = text("task") ?? "";
  const quantised = task === "quantization";
  const gigaMacs = number("gflops");
  const megabytes = number("file_size_mb");
  return [
    present<ModelCard>({
      id,
      model: canonicalModelName(name),
      name,
      weights: text("weights"),
      task: quantised || task === "classification" ? "image-classification" : task.replaceAll("_", "-"),
      evaluation: text("dataset") ?? "",
      precision: quantised ? "int8" : "fp32",
      top1: scaled("metric_acc1", 100),
      top5: scaled("metric_acc5", 100),
      scores: otherScores(cells),
      params: number("num_params"),
      macs: gigaMacs === undefined ? undefined : Math.round(gigaMacs * 1e9),
      fileSize: megabytes === undefined ? undefined : Math.round(megabytes * 1e6),
      inputResolution: number("crop_size"),
      source,
    }),
  ];
}

const otherMetrics = ["box_map", "kp_map", "mask_map", "epe", "per_image_epe", "fl_all", "miou", "pixel_acc"];

function otherScores({ number }: MeasuredCells): Readonly<Record<string, number>> | undefined {
  const found = otherMetrics.flatMap((metric) => {
    const value = number(`metric_${metric}`);
    return value === undefined ? [] : [[metric, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function slimCard(
  { text, number, scaled }: MeasuredCells,
  { id, source }: { id: string; source: Source },
): readonly ModelCard[] {
  const name = ["family", "width_multiplier", "input_resolution", "precision"].map((column) => text(column)).join("-");
  return [
    present<ModelCard>({
      id,
      model: name,
      name,
      task: "image-classification",
      evaluation: "ImageNet-1K",
      precision: text("precision"),
      top1: scaled("published_top1_percent", 100),
      top5: scaled("published_top5_percent", 100),
      params: millions(number("params_millions")),
      macs: millions(number("macs_millions")),
      inputResolution: number("input_resolution"),
      source,
    }),
  ];
}

/** One card per precision, because the table has both accuracies in a row. */
function liteCards(
  { text, number, scaled }: MeasuredCells,
  { id, source }: { id: string; source: Source },
): readonly ModelCard[] {
  const name = text("model") ?? "";
  const card = (precision: string, top1: Fraction | undefined): ModelCard =>
    present<ModelCard>({
      id: `${id}:${precision}`,
      model: `${name}-${precision}`,
      name,
      task: "image-classification",
      evaluation: "ImageNet-1K",
      precision,
      top1,
      params: millions(number("params_millions")),
      macs: millions(number("macs_millions")),
      source,
    });
  return [card("fp32", scaled("fp32_top1_percent", 100)), card("int8", scaled("int8_top1_percent", 100))];
}

function millions(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1e6);
}
