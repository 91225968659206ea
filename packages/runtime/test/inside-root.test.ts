import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { insideRoot } from "../src/index.js";
import { freshFolder } from "./child.js";

test("gives the real path of a name below the folder, whether it exists or not", () => {
  const root = freshFolder();
  expect(insideRoot(root, "figures/front.svg")).toBe(join(realpathSync(root), "figures", "front.svg"));
  expect(insideRoot(root, "figures/../front.svg")).toBe(join(realpathSync(root), "front.svg"));
  expect(insideRoot(root, "..front.svg")).toBe(join(realpathSync(root), "..front.svg"));
});

test.each(["../front.svg", "figures/../../front.svg", "/etc/passwd", "..", ".", ""])("refuses %j", (name) => {
  expect(() => insideRoot(freshFolder(), name)).toThrow("does not lie inside the output folder");
});

test("refuses a folder below the root that is a link to elsewhere", () => {
  const root = freshFolder();
  symlinkSync(freshFolder(), join(root, "out"));
  expect(() => insideRoot(root, "out/front.svg")).toThrow("does not lie inside");
  expect(() => insideRoot(root, "out/new/front.svg")).toThrow("does not lie inside");
});

test("does not take a neighbour whose name begins alike for the folder", () => {
  const parent = freshFolder();
  mkdirSync(join(parent, "out"));
  expect(() => insideRoot(join(parent, "out"), "../out2/front.svg")).toThrow("does not lie inside");
});
