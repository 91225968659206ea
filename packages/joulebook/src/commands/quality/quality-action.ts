import type { DatasetQuality, InputFile, Measurement, QualityDocument } from "@joulebook/core";
import { type CostPrediction, qualityReport, readTableRecords } from "@joulebook/measurements";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { selectMeasurements } from "../select-measurements.js";
import type { QualityCommandOptions } from "./quality-options.js";
import { qualityText } from "./quality-text.js";

/** Looks at datasets before they are trusted. */
export async function qualityAction(
  datasets: readonly string[],
  { store, predictions }: QualityCommandOptions,
): Promise<CommandResult> {
  const { measurements, inputs } = await selectMeasurements(
    {
      software: "all",
      ...(datasets.length === 0 ? {} : { dataset: datasets.join(",") }),
      ...(store === undefined ? {} : { store }),
    },
    () => false,
  );
  const table = predictions === undefined ? undefined : await readTableRecords(predictions);
  const reports = qualityReport(measurements, { predictions: table?.measurements.map(prediction) ?? [] });
  const document: DocumentBody<QualityDocument> = { datasets: reports satisfies readonly DatasetQuality[] };
  const used: readonly InputFile[] =
    table === undefined || predictions === undefined
      ? inputs
      : [...inputs, { name: predictions, sha256: table.sha256, bytes: table.bytes }];
  return { name: "quality", document, text: () => qualityText(reports), inputs: used };
}

function prediction({ model, device, configuration, energy, latency }: Measurement): CostPrediction {
  const { backend, precision } = configuration;
  return {
    model,
    device,
    ...(backend === undefined ? {} : { backend }),
    ...(precision === undefined ? {} : { precision }),
    ...(energy === undefined ? {} : { energy }),
    ...(latency === undefined ? {} : { latency: latency.mean }),
  };
}
