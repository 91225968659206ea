import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, traceColumns, traceLayout } from "../../src/index.js";

const golden = new URL("../golden/contracts/trace-columns/", import.meta.url);

function header(file: string): string[] {
  const [line = ""] = readFileSync(new URL(file, golden), "utf8").split("\n");
  return line.split(",");
}

function problemsOf(columns: readonly string[], file?: string): InputError["problems"] {
  try {
    traceLayout(columns, file === undefined ? {} : { file });
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("traceColumns", () => {
  it("names the columns of the contract in their order", () => {
    expect(traceColumns(2)).toEqual(["split", "i", "label", "p1", "c1", "p2", "c2"]);
    expect(traceColumns(2, { entropy: true, margin: true, classes: 3, width: true })).toEqual(
      header("valid-everything.csv"),
    );
    expect(traceColumns(1, { classes: 10 }).at(-1)).toBe("z1_9");
  });

  it("refuses sizes that make no network", () => {
    for (const exits of [0, -1, 1.5, Number.NaN]) expect(() => traceColumns(exits)).toThrow(RangeError);
    expect(() => traceColumns(1, { classes: 1 })).toThrow(RangeError);
  });
});

describe("traceLayout", () => {
  it("reads back every layout that traceColumns writes, in any order of columns", () => {
    const layouts = fc.record({
      exits: fc.integer({ min: 1, max: 12 }),
      classes: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined }),
      entropy: fc.boolean(),
      margin: fc.boolean(),
      width: fc.boolean(),
    });
    fc.assert(
      fc.property(layouts, fc.integer(), ({ exits, classes, ...rest }, turn) => {
        const optional = classes === undefined ? rest : { ...rest, classes };
        const columns = traceColumns(exits, optional);
        const shift = Math.abs(turn) % columns.length;
        const turned = [...columns.slice(shift), ...columns.slice(0, shift)];
        const { position, ...layout } = traceLayout(turned);
        expect(layout).toEqual({ exits, ...optional });
        expect(columns.every((name) => turned[position.get(name) ?? -1] === name)).toBe(true);
      }),
    );
  });

  it.each(readdirSync(golden).filter((file) => file.startsWith("valid-")))("takes %s", (file) => {
    expect(problemsOf(header(file))).toEqual([]);
  });

  it.each(readdirSync(golden).filter((file) => file.startsWith("invalid-") && file.endsWith(".csv")))(
    "refuses %s",
    (file) => {
      const problems = problemsOf(header(file), file);
      const expected = new URL(file.replace(".csv", ".json"), golden);
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(expected, `${JSON.stringify(problems, undefined, 2)}\n`);
      expect(problems).toEqual(JSON.parse(readFileSync(expected, "utf8")));
    },
  );

  it("survives a header of a million unknown columns", () => {
    const columns = [...traceColumns(1), ...Array.from({ length: 1_000_000 }, (_, index) => `x${index}`)];
    const problems = problemsOf(columns);
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.message).toBe("and 999950 more columns");
  });

  it("reports all problems of a header together", () => {
    expect(problemsOf(["split", "label", "p1", "c1", "p1", "confidence"]).map(({ code }) => code)).toEqual([
      "repeated-column",
      "missing-column",
      "unknown-column",
    ]);
  });
});
