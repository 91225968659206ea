import { exitCodes, InputError, unknownName } from "@joulebook/core";
import type { Measurement } from "@joulebook/core";
import { dataset, newestSoftware, readDataset } from "@joulebook/measurements";
import type { Notice } from "@joulebook/measurements";
import type { Input, Warning } from "../command-line/command-result.js";
import type { MeasurementOptions } from "./measurement-options.js";

/** Measurements as the options choose them, and what there is to say about them. */
export interface SelectedMeasurements {
  readonly measurements: readonly Measurement[];
  readonly warnings: readonly Warning[];
  readonly inputs: readonly Input[];
}

const shippedTable = "mlperf-inference-edge-open";

/**
 * Reads the shipped table (or the user's own) and keeps what the options name; by default the newest software of each
 * device, runtime and model.
 *
 * @throws InputError for an unknown name (exit code 2), or with every problem of a user's file (exit code 3)
 */
export async function selectMeasurements(options: MeasurementOptions): Promise<SelectedMeasurements> {
  const { rows, notices, inputs } = readShipped();
  const { software = "newest" } = options;
  let kept = only(rows, "device", options.device, (row) => [row.device]);
  kept = only(kept, "model", options.model, (row) => [row.model, row.network]);
  kept = only(kept, "backend", options.backend, (row) => [row.configuration.backend]);
  kept = only(kept, "precision", options.precision, (row) => [row.configuration.precision]);
  if (software !== "newest" && software !== "all") {
    kept = only(kept, "software", software, (row) => [row.configuration.software], ["newest", "all"]);
  }
  if (software === "all") return { measurements: kept, warnings: notices.map(warning), inputs };
  const selection = newestSoftware(kept);
  return {
    measurements: selection.measurements,
    warnings: [...notices, ...selection.notices].map(warning),
    inputs,
  };
}

/** A notice without the ids of all its rows. */
export function warning({ code, message }: Notice): Warning {
  return { code, message };
}

function readShipped(): { rows: readonly Measurement[]; notices: readonly Notice[]; inputs: readonly Input[] } {
  const { hash } = dataset(shippedTable);
  const { measurements, notices } = readDataset(shippedTable);
  return { rows: measurements, notices, inputs: [{ name: shippedTable, kind: "dataset", hash }] };
}

/** The rows of which one of the names is among those given (separated by commas); all when none is given. */
function only(
  rows: readonly Measurement[],
  kind: string,
  given: string | undefined,
  names: (row: Measurement) => readonly (string | undefined)[],
  others: readonly string[] = [],
): readonly Measurement[] {
  if (given === undefined) return rows;
  const known = new Set(rows.flatMap(names).filter((name) => name !== undefined));
  // A version may contain a comma itself.
  const wanted = known.has(given) ? [given] : given.split(",").map((name) => name.trim());
  const unknown = wanted.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const list = [...others, ...[...known].toSorted()];
    const problems = unknown.map((name) => unknownName(kind, name, list, { where: `--${kind}` }));
    throw new InputError(problems, exitCodes.usage);
  }
  return rows.filter((row) => names(row).some((name) => name !== undefined && wanted.includes(name)));
}
