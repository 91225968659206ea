import { exitCodes, InputError, unknownName } from "@joulebook/core";
import type { DatasetEntry } from "@joulebook/core";
import { type Dataset, datasets } from "@joulebook/measurements";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { distinct } from "../distinct.js";
import type { DatasetsOptions } from "./datasets-options.js";

/** Lists the shipped datasets, or all about one. */
export async function datasetsAction(id: string | undefined, options: DatasetsOptions): Promise<CommandResult> {
  let kept = only(datasets(), "dataset", id, (set) => set.id, "");
  kept = only(kept, "kind", options.kind, (set) => set.kind);
  kept = only(kept, "licence", options.licence, (set) => set.licence);
  const [first] = kept;
  return {
    name: "datasets",
    document: { datasets: kept.map(datasetDocument) },
    text: () => (id !== undefined && first !== undefined ? datasetText(first) : datasetsText(kept)),
    inputs: kept.map(({ id: name, hash }) => ({ name, sha256: hash.replace(/^sha256:/, "") })),
  };
}

function only(
  sets: readonly Dataset[],
  kind: string,
  given: string | undefined,
  name: (set: Dataset) => string,
  where = `--${kind}`,
): readonly Dataset[] {
  if (given === undefined) return sets;
  const kept = sets.filter((set) => name(set) === given);
  if (kept.length > 0) return kept;
  const place = where === "" ? {} : { where };
  throw new InputError([unknownName(kind, given, distinct(sets, name), place)], exitCodes.usage);
}

/** What the list says of one dataset; where the file lies inside the package is nobody's business. */
type DatasetRecord = DatasetEntry & Omit<Dataset, "path" | "compressed">;

function datasetDocument({ path: _path, compressed: _compressed, ...set }: Dataset): DatasetRecord {
  const [source] = set.sources;
  if (source === undefined) return set;
  const { path: origin, commit } = source;
  return commit === undefined ? { ...set, origin } : { ...set, origin, commit };
}

function datasetsText(sets: readonly Dataset[]): string {
  return textTable([
    { title: "Dataset", cells: sets.map(({ id }) => printable(id)) },
    { title: "Kind", cells: sets.map(({ kind }) => kind) },
    { title: "Rows", cells: sets.map(({ rows }) => `${rows}`), align: "right" },
    { title: "Licence", cells: sets.map(({ licence }) => printable(licence)) },
    { title: "Title", cells: sets.map(({ title }) => printable(title)) },
  ]);
}

function datasetText(set: Dataset): string {
  const columns = textTable([
    { title: "Column", cells: set.columns.map(({ name }) => printable(name)) },
    { title: "Unit", cells: set.columns.map(({ unit = "" }) => printable(unit)) },
    { title: "Meaning", cells: set.columns.map(({ title }) => printable(title)) },
  ]);
  const sources = set.sources.map(({ title, path, commit, version }) =>
    printable([title, path, commit ?? version].filter((part) => part !== undefined).join(", ")),
  );
  return [
    `${printable(set.title)} (${set.rows} rows, ${printable(set.licence)})`,
    printable(set.description),
    `Attribution: ${printable(set.attribution)}`,
    list("Sources", sources),
    list("Caveats", set.caveats.map(printable)),
    columns,
  ].join("\n\n");
}

function list(title: string, items: readonly string[]): string {
  return [title, ...items.map((item) => `  - ${item}`)].join("\n");
}
