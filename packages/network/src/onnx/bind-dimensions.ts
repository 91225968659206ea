import { InputError, type Problem, quoteInput, unknownName } from "@joulebook/core";
import { cleanName } from "../reading/clean-name.js";
import { listedNames } from "../reading/listed-names.js";
import type { ValueRecord } from "./messages.js";

/** Symbolic extents and the numbers that stand for them. */
export class Dimensions {
  readonly #given: ReadonlyMap<string, number>;
  readonly #bound: Map<string, number> = new Map();

  /** @throws InputError if a number is not a positive integer */
  constructor(given: Readonly<Record<string, number>> = {}) {
    const problems = Object.entries(given).flatMap(([name, extent]): Problem[] =>
      Number.isSafeInteger(extent) && extent > 0
        ? []
        : [
            {
              code: "bad-dimension",
              message: `dimension ${quoteInput(name)} is ${extent}`,
              expected: "a positive integer",
            },
          ],
    );
    if (problems.length > 0) throw new InputError(problems);
    this.#given = new Map(Object.entries(given));
  }

  /** The shape of an input: names take their number, 1 unless given. A dimension without a name is called input.axis. */
  bind({ name, shape }: ValueRecord): readonly number[] | undefined {
    return shape?.map((extent, axis) => {
      if (typeof extent === "number" && extent > 0) return extent;
      const symbol = typeof extent === "string" && extent !== "" ? extent : `${name}.${axis}`;
      const number = this.#given.get(symbol) ?? 1;
      this.#bound.set(symbol, number);
      return number;
    });
  }

  /** The shape of a value inside the graph as the file annotates it: known only where its names are. */
  annotated({ shape }: ValueRecord): readonly number[] | undefined {
    const extents = shape?.map((extent) => (typeof extent === "number" ? extent : this.#bound.get(extent)));
    return extents?.every((extent) => extent !== undefined && extent >= 0) === true ? (extents as number[]) : undefined;
  }

  /** @throws InputError if a number was given for a dimension that no input has */
  checkUsed(): void {
    const known = [...this.#bound.keys()].map(cleanName);
    const unknown = [...this.#given.keys()].filter((name) => !this.#bound.has(name));
    if (unknown.length > 0) throw new InputError(unknown.map((name) => unknownName("dimension", name, known)));
  }

  notes(): readonly string[] {
    const free = [...this.#bound.keys()].filter((name) => !this.#given.has(name)).map(cleanName);
    return free.length === 0 ? [] : [`not fixed by the file, taken as 1: ${listedNames(free, 8)}`];
  }
}
