import { describe, expect, it } from "vitest";
import { tableCsv } from "../../src/output/table-csv.js";

const columns = [
  { name: "model", title: "Model", unit: "" },
  { name: "energy_mJ", title: "Energy", unit: "mJ" },
];

describe("tableCsv", () => {
  it("writes names with units, numbers in full and nothing for what is missing", () => {
    expect(
      tableCsv({
        columns,
        rows: [
          ["a", 0.1],
          [undefined, -1e-9],
        ],
      }),
    ).toBe("model,energy_mJ\na,0.1\n,-1e-9\n");
  });

  it("quotes commas, quotes and line breaks", () => {
    expect(tableCsv({ columns, rows: [['a,"b"\nc', 1]] })).toBe('model,energy_mJ\n"a,""b""\nc",1\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=x"])("defuses %j, which a spreadsheet would run", (text) => {
    const cell = tableCsv({ columns: columns.slice(0, 1), rows: [[text]] })
      .split("\n")
      .slice(1)
      .join("\n");
    expect(cell.replace(/^"/, "").startsWith("'")).toBe(true);
  });
});
