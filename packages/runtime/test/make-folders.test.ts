import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolders } from "../src/index.js";

const fresh = (): string => mkdtempSync(join(tmpdir(), "joulebook-folders-"));

test("makes what is missing and says what it made, outermost first", () => {
  const root = fresh();
  expect(makeFolders(join(root, "a", "b"))).toEqual([join(root, "a"), join(root, "a", "b")]);
  expect(makeFolders(join(root, "a", "c"))).toEqual([join(root, "a", "c")]);
  expect(makeFolders(join(root, "a", "c"))).toEqual([]);
});

test("refuses a place with a file in the way", () => {
  const root = fresh();
  writeFileSync(join(root, "file"), "");
  expect(() => makeFolders(join(root, "file"))).toThrow(/EEXIST/);
  expect(() => makeFolders(join(root, "file", "below"))).toThrow(/ENOTDIR/);
});

test.skipIf(!existsSync("/proc/self"))("ends where a file system has no place for folders", () => {
  expect(() => makeFolders("/proc/joulebook/store")).toThrow(/ENOENT/);
});
