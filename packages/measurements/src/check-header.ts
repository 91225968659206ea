import { type Problem, quoteInput, nearestNames, unknownName } from "@joulebook/core";
import { measurementColumns } from "./measurement-columns.js";
import type { Notice } from "./notice.js";

/** What the header of a user's table has wrong, and what in it is ignored. Columns are positions from 0. */
export interface HeaderCheck {
  readonly problems: readonly { readonly cell: number; readonly problem: Problem }[];
  readonly notices: readonly Notice[];
}

const known = measurementColumns.map(({ name }) => name);

/** Either of these gives a row its model. */
const modelColumns = ["model_id", "model"];

/** A row's energy is printed, or follows from these two. */
const energyColumns = ["energy_per_inference_j"];
const powerColumns = ["avg_power_w", "qps_with_overhead"];

/** Checks the column names of a user's table: none empty or twice, every required one there, unknown ones named with the nearest known. */
export function checkHeader(header: readonly string[]): HeaderCheck {
  const seen = new Set<string>();
  const problems: { cell: number; problem: Problem }[] = [];
  const notices: Notice[] = [];
  header.forEach((name, cell) => {
    if (name === "") problems.push({ cell, problem: { code: "empty-column", message: "a column has no name" } });
    else if (seen.has(name))
      problems.push({
        cell,
        problem: {
          code: "duplicate-column",
          message: `column ${quoteInput(name)} stands twice`,
          fix: "keep one of them",
        },
      });
    else if (!known.includes(name)) notices.push(unknownColumn(name));
    seen.add(name);
  });
  const missing = (name: string): boolean => !seen.has(name);
  for (const { name, title } of measurementColumns.filter((rule) => rule.required))
    if (missing(name)) problems.push({ cell: 0, problem: missingColumn(name, title, header) });
  if (modelColumns.every(missing)) problems.push({ cell: 0, problem: missingColumn("model_id", "Model", header) });
  if (energyColumns.some(missing) && powerColumns.some(missing))
    problems.push({
      cell: 0,
      problem: {
        ...missingColumn("energy_per_inference_j", "Energy of one inference in J", header),
        fix: "add energy_per_inference_j, or avg_power_w and qps_with_overhead",
      },
    });
  return { problems, notices };
}

function missingColumn(name: string, title: string, header: readonly string[]): Problem {
  const unknown = header.filter((other) => other !== "" && !known.includes(other));
  const nearest = nearestNames(name, unknown).map(quoteInput);
  return {
    code: "missing-column",
    message: `column ${name} (${title}) is missing`,
    ...(nearest.length === 0 ? {} : { nearest }),
  };
}

function unknownColumn(name: string): Notice {
  const { message, nearest = [] } = unknownName("column", name, known);
  const hint = nearest.length === 0 ? "" : `; did you mean ${nearest.join(" or ")}?`;
  return { code: "unknown-column", message: `${message} is ignored${hint}`, count: 1 };
}
