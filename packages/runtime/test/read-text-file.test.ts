import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InputError } from "@joulebook/core";
import { contentHash, readTextFile } from "../src/index.js";
import { freshFolder } from "./child.js";

function fileOf(content: string | Uint8Array): string {
  const path = join(freshFolder(), "power.csv");
  writeFileSync(path, content);
  return path;
}

test("gives text, size and hash of the same bytes", async () => {
  const path = fileOf("power_µW\n5\n");
  expect(await readTextFile(path)).toEqual({
    path,
    text: "power_µW\n5\n",
    size: 12,
    hash: contentHash("power_µW\n5\n"),
  });
});

test("drops a byte order mark from the text, not from size and hash", async () => {
  const file = await readTextFile(fileOf("\ufeffa,b\n"));
  expect(file.text).toBe("a,b\n");
  expect(file.size).toBe(7);
  expect(file.hash).toBe(contentHash("\ufeffa,b\n"));
});

test("reads an empty file as empty text", async () => {
  expect((await readTextFile(fileOf(""))).text).toBe("");
});

test.each([
  ["in the third line", [..."a,b\n1,2\nµ3,"].join(""), [0xff, 0x0a], 3, 4],
  ["at the very start", "", [0x80, 0x41], 1, 1],
  ["cut off at the end", "é", [0xc3], 1, 2],
] as const)("points at the first byte that is not UTF-8 %s", async (_, before, after, line, column) => {
  const path = fileOf(Buffer.concat([Buffer.from(before), Buffer.from(after)]));
  const error = await readTextFile(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).problems[0]).toMatchObject({ code: "not-utf8", file: path, line, column });
});

test("does not take a replacement character that is really there for an error", async () => {
  const path = fileOf(Buffer.concat([Buffer.from("a\ufffdb"), Buffer.from([0xff])]));
  await expect(readTextFile(path)).rejects.toMatchObject({ problems: [{ line: 1, column: 4 }] });
});

test("recognises UTF-16", async () => {
  await expect(readTextFile(fileOf(Buffer.from("\ufeffa,b", "utf16le")))).rejects.toThrow("UTF-16");
});

test("refuses what is missing, a folder, or too large, with the reason", async () => {
  const folder = freshFolder();
  await expect(readTextFile(join(folder, "none.csv"))).rejects.toThrow("none.csv: cannot read the file: no such file");
  await expect(readTextFile(folder)).rejects.toThrow("it is a folder");
  await expect(readTextFile(fileOf("12345"), { maxBytes: 4 })).rejects.toThrow(
    "too large (5 bytes); expected at most 4 bytes",
  );
  expect((await readTextFile(fileOf("1234"), { maxBytes: 4 })).text).toBe("1234");
});

test.skipIf(process.platform === "win32")("stops at the limit in an endless device", async () => {
  await expect(readTextFile("/dev/zero", { maxBytes: 100_000 })).rejects.toThrow("too large (more)");
});
