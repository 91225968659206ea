import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFilesAtomic } from "../src/index.js";
import { freshFolder } from "./child.js";

test("writes all of a set", async () => {
  const root = freshFolder();
  writeFileSync(join(root, "review.html"), "old");
  await writeFilesAtomic(
    [
      { path: "review.html", content: "html" },
      { path: "figures/front.csv", content: "csv" },
    ],
    { root },
  );
  expect(readFileSync(join(root, "review.html"), "utf8")).toBe("html");
  expect(readFileSync(join(root, "figures/front.csv"), "utf8")).toBe("csv");
  expect(readdirSync(root).toSorted()).toEqual(["figures", "review.html"]);
});

test("writes none of a set when one content fails", async () => {
  const root = freshFolder();
  writeFileSync(join(root, "review.html"), "old");
  async function* failing(): AsyncGenerator<string> {
    yield "%PDF-";
    throw new Error("no browser");
  }
  const files = [
    { path: "review.html", content: "new" },
    { path: "review.pdf", content: failing() },
  ];
  await expect(writeFilesAtomic(files, { root })).rejects.toThrow("no browser");
  expect(readdirSync(root)).toEqual(["review.html"]);
  expect(readFileSync(join(root, "review.html"), "utf8")).toBe("old");
});

test("takes back the renames before one that fails", async () => {
  const root = freshFolder();
  writeFileSync(join(root, "a"), "old a");
  // While c is being written, b becomes a folder: the rename onto b will fail, after that of a and n.
  async function* sabotage(): AsyncGenerator<string> {
    mkdirSync(join(root, "b"));
    yield "new c";
  }
  const files = [
    { path: "a", content: "new a" },
    { path: "n", content: "new n" },
    { path: "b", content: "new b" },
    { path: "c", content: sabotage() },
  ];
  await expect(writeFilesAtomic(files, { root })).rejects.toThrow();
  expect(readFileSync(join(root, "a"), "utf8")).toBe("old a");
  expect(readdirSync(root).toSorted()).toEqual(["a", "b"]);
});

test("refuses one file under two names", async () => {
  const root = freshFolder();
  symlinkSync(join(root, "real"), join(root, "link"));
  writeFileSync(join(root, "real"), "old");
  const files = [
    { path: "real", content: "1" },
    { path: "link", content: "2" },
  ];
  await expect(writeFilesAtomic(files, { root })).rejects.toThrow("two outputs have the same name");
  expect(readFileSync(join(root, "real"), "utf8")).toBe("old");
});
