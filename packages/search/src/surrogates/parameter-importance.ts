import { random, type RandomKey } from "@joulebook/core";
import type { Evaluated } from "../algorithms/search-algorithm.js";
import type { Space } from "../space/space.js";
import { forest } from "./forest.js";

/**
 * How much each parameter matters for an objective among evaluated designs: by how much the mean squared error of a
 * forest grows when that parameter's genes are shuffled among the designs, as a share of the objective's variance;
 * the parameters of a subset and of its dependants are shuffled gene by gene as one block. In the space's order.
 *
 * It says what the forest uses, not what causes; parameters that go together share. Source: docs/equations.md#surrogates
 *
 * @throws RangeError with fewer than 10 scored designs
 */
export function parameterImportance(
  space: Space,
  evaluated: readonly Evaluated[],
  objective: number,
  { seed = 0, key = [] }: { readonly seed?: number; readonly key?: readonly RandomKey[] } = {},
): { readonly parameter: string; readonly importance: number }[] {
  const scored = evaluated.filter(({ violation }) => violation !== Number.POSITIVE_INFINITY);
  if (scored.length < 10)
    throw new RangeError(`parameterImportance: needs at least 10 scored designs, got ${scored.length}`);
  const stream = random(seed, "parameter-importance", ...key, objective);
  const rows = scored.map(({ design }) => space.features(space.encode(design)));
  const values = scored.map(({ objectives }) => objectives[objective] as number);
  const owner = space.genes.flatMap(({ kind, parameter, high }) =>
    Array.from({ length: kind === "categorical" ? high + 1 : 1 }, () => parameter),
  );
  const half = rows.map((_, index) => index % 2);
  const fit = forest(
    rows.filter((_, index) => half[index] === 0),
    values.filter((_, index) => half[index] === 0),
    stream.split("forest"),
  );
  const held = rows.flatMap((row, index) => (half[index] === 1 ? [{ row, value: values[index] as number }] : []));
  const error = (changed: readonly (readonly number[])[]): number =>
    changed.reduce((sum, row, index) => sum + (fit.predict(row).mean - (held[index]?.value as number)) ** 2, 0) /
    held.length;
  const mean = held.reduce((sum, { value }) => sum + value, 0) / held.length;
  const variance = held.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / held.length || 1;
  const base = error(held.map(({ row }) => row));
  return space.parameters.map(({ name }, parameter) => {
    const order = stream.split("shuffle", name).shuffle(held.map((_, index) => index));
    const changed = held.map(({ row }, index) =>
      row.map((value, k) => (owner[k] === parameter ? (held[order[index] as number]?.row[k] as number) : value)),
    );
    return { parameter: name, importance: (error(changed) - base) / variance };
  });
}
