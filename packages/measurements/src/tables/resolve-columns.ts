import { type Problem, quoteInput } from "@joulebook/core";
import type { Notice } from "../notice.js";
import { siScale, unitNames, unitScale } from "./column-units.js";
import { type RecognisedColumn, recogniseColumn } from "./recognise-column.js";
import { cellRule, type StoredColumn, storedColumns } from "./stored-columns.js";
import type { CellMeaning } from "./table-columns.js";
import { columnHint, storedColumn, type TableMapping } from "./table-mapping.js";

/** A column of a file, and what it became. */
export interface UsedColumn {
  readonly header: string;
  readonly column: string;
  readonly unit?: string;
}

/** What a file's header means. Positions are from 0. */
export interface ResolvedColumns {
  /** For every column of the file its meaning; undefined where it is left out. */
  readonly meanings: readonly (CellMeaning | undefined)[];
  /** Values for all rows, by column of the store. */
  readonly constants: ReadonlyMap<string, string>;
  readonly used: readonly UsedColumn[];
  readonly problems: readonly { readonly cell: number; readonly problem: Problem }[];
  readonly notices: readonly Notice[];
}

/** Columns of the store of which a row needs one, to be worth keeping. */
const measured = ["energy_j", "latency_s", "accuracy", "power_w", "throughput_per_s"];

/** Reads a header, with the mapping first and by name and unit where it is silent. */
export function resolveColumns(header: readonly string[], mapping: TableMapping): ResolvedColumns {
  const problems: { cell: number; problem: Problem }[] = [];
  const notices: Notice[] = [];
  const constants = new Map(Object.entries(mapping.constants ?? {}));
  const found: (RecognisedColumn | undefined)[] = header.map((name, cell) => {
    const meaning = meaningOf(name, mapping);
    if (meaning === "out") return undefined;
    if (meaning === undefined) {
      notices.push(unknownColumn(name));
      return undefined;
    }
    if ("scale" in meaning) return meaning;
    problems.push({ cell, problem: missingUnit(name, meaning.column, meaning.unit) });
    return undefined;
  });
  const seen = new Set<string>();
  header.forEach((name, cell) => {
    if (name === "" && cell > 0)
      problems.push({ cell, problem: { code: "empty-column", message: "a column has no name" } });
    if (name !== "" && seen.has(name))
      problems.push({
        cell,
        problem: {
          code: "duplicate-column",
          message: `column ${quoteInput(name)} stands twice`,
          fix: "keep one of them",
        },
      });
    seen.add(name);
  });
  const chosen = withoutTwins(header, found, { problems, notices });
  const has = (name: string): boolean => constants.has(name) || chosen.some((meaning) => meaning?.column.name === name);
  const hasMeaning = (name: string): boolean =>
    has(name) || problems.some(({ problem }) => problem.code === "missing-unit" && problem.message.includes(name));
  const readAsModel = !has("model") && has("network");
  for (const column of storedColumns.filter(({ required }) => required))
    if (!has(column.name) && !(column.name === "model" && readAsModel))
      problems.push({ cell: 0, problem: missingColumn(column, header) });
  if (!measured.some(hasMeaning))
    problems.push({
      cell: 0,
      problem: {
        code: "missing-column",
        message: "no column is an energy, a latency, an accuracy, a power or a throughput",
        expected: "columns such as energy_mJ, latency_ms, accuracy",
        fix: "name them so, or write a mapping file (joulebook ingest FILE --suggest-map)",
      },
    });
  const model = storedColumn("model");
  const point = mapping.decimal === "," ? 44 : 46;
  const meanings = chosen.map((meaning, cell): CellMeaning | undefined => {
    if (meaning === undefined) return undefined;
    const column = readAsModel && meaning.column.name === "network" && model !== undefined ? model : meaning.column;
    const { scale } = meaning;
    const max = column.dimension === "share" ? scale.divide / scale.multiply : undefined;
    return { column, scale, point, rule: cellRule(column, header[cell] ?? column.name, max) };
  });
  const proxy = chosen.find((meaning) => meaning?.proxy !== undefined)?.proxy;
  if (proxy !== undefined && !has("idle_proxy")) constants.set("idle_proxy", proxy);
  const metric = chosen.find((meaning) => meaning?.metric !== undefined)?.metric;
  if (metric !== undefined && !has("accuracy_metric")) constants.set("accuracy_metric", metric);
  return {
    meanings,
    constants,
    used: chosen.flatMap((meaning, cell) =>
      meaning === undefined
        ? []
        : [
            {
              header: header[cell] ?? "",
              column: meanings[cell]?.column.name ?? "",
              ...(meaning.unit === undefined ? {} : { unit: meaning.unit }),
            },
          ],
    ),
    problems,
    notices,
  };
}

function meaningOf(header: string, mapping: TableMapping): ReturnType<typeof recogniseColumn> | "out" {
  const mapped =
    mapping.columns !== undefined && Object.hasOwn(mapping.columns, header) ? mapping.columns[header] : undefined;
  if (mapped === null || header === "") return "out";
  if (mapped === undefined) return recogniseColumn(header);
  const column = storedColumn(mapped.column);
  if (column === undefined) return undefined;
  const { unit } = mapped;
  const scale = unit === undefined ? siScale : unitScale(unit, column.dimension);
  return scale === undefined
    ? { column, ...(unit === undefined ? {} : { unit }) }
    : { column, scale, rank: -1, ...(unit === undefined ? {} : { unit }) };
}

/** Of several columns that mean the same the one with the better name is taken; equally good ones are a problem. */
function withoutTwins(
  header: readonly string[],
  found: readonly (RecognisedColumn | undefined)[],
  { problems, notices }: { problems: { cell: number; problem: Problem }[]; notices: Notice[] },
): readonly (RecognisedColumn | undefined)[] {
  const best = new Map<string, number>();
  found.forEach((meaning, cell) => {
    if (meaning === undefined) return;
    const { name } = meaning.column;
    const before = best.get(name);
    if (before === undefined || meaning.rank < (found[before]?.rank ?? 0)) best.set(name, cell);
    else if (meaning.rank === found[before]?.rank)
      problems.push({
        cell,
        problem: {
          code: "same-meaning",
          message: `columns ${quoteInput(header[before] ?? "")} and ${quoteInput(header[cell] ?? "")} both mean ${name}`,
          fix: "leave one of them out by a mapping file (null)",
        },
      });
  });
  return found.map((meaning, cell) => {
    if (meaning === undefined || best.get(meaning.column.name) === cell) return meaning;
    const taken = header[best.get(meaning.column.name) ?? 0] ?? "";
    const message = `column ${quoteInput(header[cell] ?? "")} is left out: ${quoteInput(taken)} is taken as ${meaning.column.name}`;
    notices.push({ code: "second-column", message, count: 1 });
    return undefined;
  });
}

function missingUnit(name: string, column: StoredColumn, unit: string | undefined): Problem {
  const [first = ""] = unitNames(column.dimension).slice(1);
  const said =
    unit === undefined
      ? "says no unit"
      : `has the unit ${quoteInput(unit)}, which is none of ${column.title.toLowerCase()} or could mean two`;
  return {
    code: "missing-unit",
    message: `column ${quoteInput(name)} (${column.name}) ${said}`,
    expected: `one of ${unitNames(column.dimension).join(", ")}`,
    fix: `rename it, e.g. ${column.name.replace(/_[a-z]+$/, "")}_${first}, or say its unit in a mapping file`,
  };
}

function missingColumn({ name, title }: StoredColumn, header: readonly string[]): Problem {
  const nearest = header.filter((other) => columnHint(other).includes(name)).map(quoteInput);
  return {
    code: "missing-column",
    message: `no column is the ${title.toLowerCase()}`,
    expected: `a column ${name}`,
    ...(nearest.length === 0 ? {} : { nearest }),
    fix: `name one so, map one, or say it for all rows: --set ${name}=...`,
  };
}

function unknownColumn(name: string): Notice {
  const [hint] = columnHint(name);
  const message = `column ${quoteInput(name)} is ignored${hint === undefined ? "" : `; did you mean ${hint}?`}`;
  return { code: "unknown-column", message, count: 1 };
}
