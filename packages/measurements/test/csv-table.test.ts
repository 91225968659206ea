import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { cellReader, parseCsvTable } from "../src/csv-table.js";
import { datasets } from "../src/datasets.js";
import { datasetText } from "../src/read-table.js";

describe("parseCsvTable", () => {
  test.each(datasets().map((dataset) => [dataset.id, dataset] as const))(
    "gives the cells that csv-parse gives of %s, and as many rows as the datapackage says",
    (_, dataset) => {
      const text = datasetText(dataset);
      const { header, rows } = parseCsvTable(text);
      expect([header, ...rows]).toEqual(parse(text));
      expect(rows).toHaveLength(dataset.rows);
      expect(header).toEqual(dataset.columns.map((column) => column.name));
    },
  );

  test("reads quotes, doubled quotes, commas and line breaks inside cells, and empty last cells", () => {
    const { header, rows } = parseCsvTable('a,b,c\r\n"x ""y"" z","1,5",\n"two\nlines",,last');
    expect(header).toEqual(["a", "b", "c"]);
    expect(rows).toEqual([
      ['x "y" z', "1,5", ""],
      ["two\nlines", "", "last"],
    ]);
  });

  test("refuses a row with another number of cells, and a quote that never closes", () => {
    expect(() => parseCsvTable("a,b\n1\n")).toThrow("row 1: 1 cells, but the header has 2");
    expect(() => parseCsvTable('a\n"1\n')).toThrow("never ends");
  });
});

describe("cellReader", () => {
  test("gives undefined for an empty cell and for a column that does not exist", () => {
    const read = cellReader(["a", "b"]);
    expect(read(["1", ""], "a")).toBe("1");
    expect(read(["1", ""], "b")).toBeUndefined();
    expect(read(["1", ""], "c")).toBeUndefined();
  });
});
