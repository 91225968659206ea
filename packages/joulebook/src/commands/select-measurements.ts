import { exitCodes, InputError, unknownName } from "@joulebook/core";
import type { InputFile, Measurement, Problem } from "@joulebook/core";
import { type Dataset, datasets, facet, newestSoftware, readDataset } from "@joulebook/measurements";
import type { Facet, Notice } from "@joulebook/measurements";
import type { MeasurementOptions } from "./measurement-options.js";

/** Measurements as the options choose them, and what there is to say about them. */
export interface SelectedMeasurements {
  readonly measurements: readonly Measurement[];
  readonly warnings: readonly Problem[];
  readonly inputs: readonly InputFile[];
}

/**
 * Reads shipped tables (those named, else the default ones) or the user's own, and keeps what the options name; by
 * default the newest software of each device, runtime and model.
 *
 * @throws InputError for an unknown name (exit code 2), or with every problem of a user's file (exit code 3)
 */
export async function selectMeasurements(
  options: MeasurementOptions,
  defaults: (dataset: Dataset) => boolean,
): Promise<SelectedMeasurements> {
  const sets = chosenDatasets(options.dataset, defaults);
  const read = sets.map(({ id }) => readDataset(id));
  const rows = read.flatMap(({ measurements }) => measurements);
  const notices = read.flatMap((part) => part.notices);
  const inputs = sets.map(({ id, hash }) => ({ name: id, sha256: hash.replace(/^sha256:/, "") }));

  const { software = "newest" } = options;
  const named = software === "newest" || software === "all" ? undefined : software;
  let kept = only(rows, "task", options.task);
  kept = only(kept, "device", options.device);
  kept = only(kept, "model", options.model, ["model", "network"]);
  kept = only(kept, "backend", options.backend);
  kept = only(kept, "precision", options.precision);
  kept = only(kept, "software", named);
  if (software === "all") return { measurements: kept, warnings: notices.map(warning), inputs };
  const selection = newestSoftware(kept);
  return {
    measurements: selection.measurements,
    warnings: [...notices, ...selection.notices].map(warning),
    inputs,
  };
}

/** Tables of measurements that have energies: what can be recommended from. */
export function hasEnergy({ kind, id }: Dataset): boolean {
  return kind === "measurements" && !id.endsWith("/latency-only");
}

/** A notice as a document's warning: without the ids of all its rows. */
export function warning({ code, message }: Notice): Problem {
  return { code, message };
}

function chosenDatasets(given: string | undefined, defaults: (dataset: Dataset) => boolean): readonly Dataset[] {
  const known = datasets().filter(({ kind }) => kind === "measurements");
  if (given === undefined) return known.filter(defaults);
  const names = split(given);
  const ids = known.map(({ id }) => id);
  refuseUnknown("dataset", names, ids);
  return known.filter(({ id }) => names.includes(id));
}

/** The rows of which one of the facets is among the names given; all when none is given. */
function only(
  rows: readonly Measurement[],
  option: keyof MeasurementOptions & Facet,
  given: string | undefined,
  facets: readonly Facet[] = [option],
): readonly Measurement[] {
  if (given === undefined) return rows;
  const values = (row: Measurement): readonly string[] =>
    facets.map((name) => facet(row, name)).filter((value) => typeof value === "string");
  const known = new Set(rows.flatMap(values));
  const names = known.has(given) ? [given] : split(given); // the name of a version may contain a comma
  refuseUnknown(option, names, [...known].toSorted());
  return rows.filter((row) => values(row).some((value) => names.includes(value)));
}

function split(given: string): readonly string[] {
  return given.split(",").map((name) => name.trim());
}

function refuseUnknown(option: string, names: readonly string[], known: readonly string[]): void {
  const problems = names
    .filter((name) => !known.includes(name))
    .map((name) => unknownName(option, name, known, { where: `--${option}` }));
  if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
}
