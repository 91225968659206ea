import type { Fraction, Joules, Seconds } from "@joulebook/core";
import { readDataset } from "@joulebook/measurements";

/** A board or card that classified images with ResNet-50, one at a time, in a closed division. */
export interface Accelerator {
  readonly device: string;
  readonly network: string;
  readonly unit: string;
  readonly backend: string;
  readonly powerMode: string;
  readonly round: string;
  readonly accuracy: Fraction;
  readonly energy: Joules;
  readonly latency: Seconds;
}

/** The cheapest run of ResNet-50 (single stream) of every device of the closed divisions, cheapest first. */
export function closedAccelerators(): readonly Accelerator[] {
  const { measurements } = readDataset("mlperf-inference-edge-closed");
  const rows = measurements.flatMap((row): readonly Accelerator[] => {
    const { model, network = model, device, unit = "", configuration, accuracy, energy, latency, source } = row;
    if (model !== "resnet50" || configuration.scenario !== "SingleStream") return [];
    if (accuracy === undefined || energy === undefined || latency?.mean === undefined) return [];
    const { backend = "", powerMode = "" } = configuration;
    return [
      { device, network, unit, backend, powerMode, round: source.round ?? "", accuracy, energy, latency: latency.mean },
    ];
  });
  const best = new Map<string, Accelerator>();
  for (const row of rows) {
    const before = best.get(row.device);
    if (before === undefined || row.energy < before.energy) best.set(row.device, row);
  }
  return [...best.values()].toSorted((a, b) => a.energy - b.energy);
}
