import { canonicalModelName } from "./canonical-model-name.js";
import { groupBy } from "./group-by.js";

/** A row of the left table with the one row of the right table that names its model. */
export interface JoinedPair<L, R> {
  readonly model: string;
  readonly left: L;
  readonly right: R;
}

/** A model that the right table names more than once, so that nothing may be joined without a choice. */
export interface AmbiguousModel<L, R> {
  readonly model: string;
  readonly left: readonly L[];
  readonly right: readonly R[];
}

export interface ModelJoin<L, R> {
  readonly joined: readonly JoinedPair<L, R>[];
  /** Left rows whose model the right table does not name. */
  readonly leftOnly: readonly L[];
  /** Right rows whose model the left table does not name. */
  readonly rightOnly: readonly R[];
  readonly ambiguous: readonly AmbiguousModel<L, R>[];
}

export interface JoinOptions<L, R> {
  /** Model of a left row; by default its `model` in canonical spelling. */
  readonly leftModel?: (row: L) => string;
  readonly rightModel?: (row: R) => string;
  /** Chooses among several right rows of one model; without it they are reported as ambiguous. */
  readonly choose?: (rows: readonly R[], model: string) => R | undefined;
}

/**
 * Joins two tables by canonical model name: each left row with the right row of its model. Every row that did not join is in the
 * report, none is dropped or doubled silently.
 *
 * @example joinByModel(measurements, readModelCards("model-cards")).leftOnly // measurements without a card
 */
export function joinByModel<L extends { readonly model: string }, R extends { readonly model: string }>(
  left: readonly L[],
  right: readonly R[],
  options: JoinOptions<L, R> = {},
): ModelJoin<L, R> {
  const { leftModel = ownModel, rightModel = ownModel, choose } = options;
  const rights = groupBy(right, rightModel);
  const lefts = groupBy(left, leftModel);
  const joined: JoinedPair<L, R>[] = [];
  const leftOnly: L[] = [];
  const ambiguous: AmbiguousModel<L, R>[] = [];
  for (const [model, rows] of lefts) {
    const matches = rights.get(model) ?? [];
    const chosen = matches.length === 1 ? matches[0] : choose?.(matches, model);
    if (matches.length === 0) leftOnly.push(...rows);
    else if (chosen === undefined) ambiguous.push({ model, left: rows, right: matches });
    else for (const row of rows) joined.push({ model, left: row, right: chosen });
  }
  const rightOnly = right.filter((row) => !lefts.has(rightModel(row)));
  return { joined, leftOnly, rightOnly, ambiguous };
}

function ownModel(row: { readonly model: string }): string {
  return canonicalModelName(row.model);
}
