import { expect, test } from "vitest";
import { textTable } from "../../src/command-line/text-table.js";

test("columns line up under their titles, numbers on the right, and no line ends in spaces", () => {
  const table = textTable([
    { title: "Model", cells: ["tiny", "a longer one"] },
    { title: "mJ", cells: ["5.00", "12.0"], align: "right" },
    { title: "", cells: ["fits", ""] },
  ]);
  expect(table.split("\n")).toEqual(["Model           mJ", "tiny          5.00  fits", "a longer one  12.0"]);
});

test("an empty column takes no room", () => {
  expect(
    textTable([
      { title: "A", cells: ["1"] },
      { title: "B", cells: [""] },
      { title: "C", cells: ["2"] },
    ]),
  ).toBe("A  C\n1  2");
});

test("characters outside the basic plane count once", () => {
  expect(
    textTable([
      { title: "x", cells: ["🔋", "ab"] },
      { title: "y", cells: ["1", "2"] },
    ]),
  ).toBe("x   y\n🔋   1\nab  2");
});
