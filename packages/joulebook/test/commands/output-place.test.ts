import { basename, resolve } from "node:path";
import { expect, test } from "vitest";
import { outputPlace } from "../../src/commands/report/output-place.js";

test.each([
  [undefined, ".", "design-review"],
  ["review.pdf", ".", "review"],
  ["out/review.HTML", "out", "review"],
  ["out/v1.2", "out", "v1.2"],
  ["/tmp/x.pdf", "/tmp", "x"],
  [".pdf", ".", "design-review"],
])("--out %s writes into %s as %s", (out, folder, name) => {
  expect(outputPlace(out, "design-review")).toEqual({ folder: resolve(folder), name: basename(name) });
});
