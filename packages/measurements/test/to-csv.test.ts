import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "../src/to-csv.js";

describe("toCsv", () => {
  test("quotes commas, quotes, line breaks and outer spaces, and leaves missing cells empty", () => {
    const records = [
      { a: 'x,"y"\nz', b: 0.1 },
      { b: -2, c: " pad" },
      { a: undefined, b: Number.NaN, c: null },
    ];
    expect(toCsv(records)).toBe('a,b,c\n"x,""y""\nz",0.1,\n,-2," pad"\n,,\n');
  });

  test("puts an apostrophe before text that a spreadsheet would run, and not before numbers", () => {
    const values = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "  =1", "-5", "+.5e3", "<b>", "a=b"];
    const lines = toCsv(values.map((v) => ({ v }))).split("\n");
    expect(lines).toEqual([
      "v",
      "'=1+1",
      "'+cmd",
      "'-2+3",
      "'@SUM(A1)",
      "'\t=1",
      "'  =1",
      "-5",
      "+.5e3",
      "<b>",
      "a=b",
      "",
    ]);
    expect(toCsv([{ "=x": -1 }])).toBe("'=x\n-1\n");
    expect(toCsv([{ v: "=1" }], { formulas: "keep" })).toBe("v\n=1\n");
  });

  test("flattens nested records, joins lists, prints dates as text", () => {
    const record = {
      source: { row: 1, names: ["a", "b"] },
      time: new Date(0),
      big: 12n,
      list: new Float64Array([1, 2]),
    };
    expect(toCsv([record])).toBe("source.row,source.names,time,big,list\n1,a; b,1970-01-01T00:00:00.000Z,12,1; 2\n");
  });

  test("writes a figure's table, and the columns asked for", () => {
    const table = {
      columns: [
        { name: "model", title: "Model", unit: "" },
        { name: "energy_mJ", title: "Energy (mJ)", unit: "mJ" },
      ],
      rows: [["m", 1.5] as const, ["n", undefined] as const],
    };
    expect(toCsv(table)).toBe("model,energy_mJ\nm,1.5\nn,\n");
    expect(toCsv(table, { columns: ["energy_mJ"] })).toBe("energy_mJ\n1.5\n\n");
    expect(() => toCsv(table, { columns: ["power"] })).toThrow('no record has a column "power"');
  });

  test("gives back every text and number through csv-parse", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('"', ",", "\n", "\r\n", "=", " "),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const text = toCsv(
          rows.map(([a, b]) => ({ a, b, end: "." })),
          { formulas: "keep" },
        );
        const expected = rows.map((row) => [
          ...row.map((value) => (typeof value === "number" ? String(value) : value)),
          ".",
        ]);
        expect(parse(text).slice(1)).toEqual(expected);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
