import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { inputExtent } from "../src/accelerator/loop-nest.js";
import { temporalLoops } from "../src/accelerator/temporal-loops.js";
import { cholesky } from "@joulebook/core";
import { nonNegativeLeastSquares } from "../src/algebra/non-negative-least-squares.js";
import { costByKind } from "../src/estimate/cost-by-kind.js";
import { sumIntervals } from "../src/estimate/sum-intervals.js";
import * as hardware from "../src/index.js";

const source = new URL("../src/", import.meta.url);
const names: Readonly<Record<string, unknown>> = {
  ...hardware,
  cholesky,
  costByKind,
  inputExtent,
  nonNegativeLeastSquares,
  sumIntervals,
  temporalLoops,
};

/** Every one-line `@example call // => value` of the source, with the file it stands in. */
const examples = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .toSorted()
  .flatMap((file) =>
    [...readFileSync(new URL(file, source), "utf8").matchAll(/@example (\w+.+?) \/\/ => (.+?)(?: \*\/)?$/gm)].map(
      ([, call = "", value = ""]) => ({ file, call, value }),
    ),
  );

/** Examples are code of this repository: evaluated with the public names of the package in scope. */
function evaluate(code: string): unknown {
  return new Function(...Object.keys(names), `"use strict"; return (${code});`)(...Object.values(names));
}

describe("examples in the documentation of the code", () => {
  it("are found", () => expect(examples.length).toBeGreaterThan(5));

  it.each(examples)("$file: $call", ({ call, value }) => {
    expect(evaluate(call)).toEqual(evaluate(`(${value})`));
  });
});
