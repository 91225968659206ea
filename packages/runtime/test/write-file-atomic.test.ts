import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFileAtomic } from "../src/index.js";
import { childFile, ended, freshFolder, said, startChild } from "./child.js";

test("writes text, bytes and chunks, and makes the folders above", async () => {
  const folder = freshFolder();
  await writeFileAtomic(join(folder, "a/b/text.txt"), "50 µJ");
  await writeFileAtomic(join(folder, "bytes"), new Uint8Array([1, 2, 255]));
  async function* chunks(): AsyncGenerator<string | Uint8Array> {
    yield "one ";
    yield new Uint8Array([0x74, 0x77, 0x6f]);
  }
  await writeFileAtomic(join(folder, "chunks"), chunks());
  expect(readFileSync(join(folder, "a/b/text.txt"), "utf8")).toBe("50 µJ");
  expect([...readFileSync(join(folder, "bytes"))]).toEqual([1, 2, 255]);
  expect(readFileSync(join(folder, "chunks"), "utf8")).toBe("one two");
  expect(readdirSync(folder).toSorted()).toEqual(["a", "bytes", "chunks"]);
});

test("replaces a file and keeps its permissions", async () => {
  const path = join(freshFolder(), "report.html");
  writeFileSync(path, "old");
  chmodSync(path, 0o640);
  await writeFileAtomic(path, "new");
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(statSync(path).mode & 0o777).toBe(0o640);
});

test("leaves the old file, no temporary file and no new folder when the content fails half-way", async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, "old.pdf"), "old");
  async function* failing(): AsyncGenerator<string> {
    yield "%PDF-";
    throw new Error("the printer is on fire");
  }
  await expect(writeFileAtomic(join(folder, "old.pdf"), failing())).rejects.toThrow("the printer is on fire");
  await expect(writeFileAtomic(join(folder, "new/deep/x.pdf"), failing())).rejects.toThrow("on fire");
  expect(readFileSync(join(folder, "old.pdf"), "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["old.pdf"]);
});

test("stops at an abort with its reason and leaves nothing", async () => {
  const folder = freshFolder();
  const controller = new AbortController();
  async function* aborting(): AsyncGenerator<string> {
    yield "a";
    controller.abort(new Error("enough"));
    yield "b";
  }
  await expect(writeFileAtomic(join(folder, "x"), aborting(), { signal: controller.signal })).rejects.toThrow("enough");
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform === "win32")("says why a write failed half-way and removes the part", () => {
  const folder = freshFolder();
  const command = `ulimit -f 100; exec "$0" "$@"`;
  const target = join(folder, "large.bin");
  const result = spawnSync("bash", ["-c", command, process.execPath, childFile("write-large.mjs"), target]);
  expect(result.stdout.toString()).toContain(
    "large.bin: cannot write the file: the file is larger than the system allows (EFBIG)",
  );
  expect(result.status).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test.each(["SIGINT", "SIGTERM"] as const)("leaves nothing and exits with 130 on %s", async (signal) => {
  const folder = freshFolder();
  const child = startChild("write.mjs", join(folder, "out/review.pdf"));
  const end = ended(child);
  await said(child, "half");
  expect(readdirSync(join(folder, "out")).length).toBe(1);
  child.kill(signal);
  expect(await end).toBe(130);
  expect(readdirSync(folder)).toEqual([]);
});

test("writes through a link, and never outside a root", async () => {
  const folder = freshFolder();
  const root = join(folder, "out");
  mkdirSync(root);
  writeFileSync(join(folder, "target"), "old");
  symlinkSync(join(folder, "target"), join(root, "link"));
  await expect(writeFileAtomic("link", "new", { root })).rejects.toThrow("does not lie inside");
  await expect(writeFileAtomic("../escape", "new", { root })).rejects.toThrow("does not lie inside");
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("old");
  await writeFileAtomic(join(root, "link"), "new");
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("new");
  await writeFileAtomic("inside/file", "new", { root });
  expect(existsSync(join(root, "inside/file"))).toBe(true);
});

test("refuses folders, devices and impossible names without touching them", async () => {
  const folder = freshFolder();
  await expect(writeFileAtomic(folder, "x")).rejects.toThrow("it is a folder");
  await expect(writeFileAtomic("", "x")).rejects.toThrow("empty");
  await expect(writeFileAtomic(join(folder, "a\0b"), "x")).rejects.toThrow("NUL");
  writeFileSync(join(folder, "file"), "x");
  await expect(writeFileAtomic(join(folder, "file/below"), "x")).rejects.toThrow("a part of its folder is a file");
  if (process.platform === "win32") return;
  await expect(writeFileAtomic("/dev/null", "x")).rejects.toThrow("not a regular file");
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
});
