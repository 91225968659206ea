import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bufferSource, fileSource } from "../src/index.js";
import { freshFolder } from "./child.js";

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

test("reads the same ranges from memory and from a file, in any order", async () => {
  const path = join(freshFolder(), "model.onnx");
  writeFileSync(path, bytes);
  const file = await fileSource(path);
  const memory = bufferSource(bytes);
  expect([file.size, memory.size]).toEqual([1000, 1000]);
  for (const [offset, length] of [
    [990, 10],
    [0, 4],
    [500, 0],
    [1000, 0],
    [0, 1000],
  ] as const) {
    const expected = Array.from(bytes.slice(offset, offset + length));
    expect([...(await file.read(offset, length))]).toEqual(expected);
    expect([...(await memory.read(offset, length))]).toEqual(expected);
  }
  await file.close();
});

test("refuses ranges outside the source, fractions and NaN", async () => {
  const source = bufferSource(bytes);
  for (const [offset, length] of [
    [-1, 2],
    [999, 2],
    [0, -1],
    [0.5, 1],
    [Number.NaN, 1],
    [0, Number.POSITIVE_INFINITY],
  ] as const) {
    await expect(source.read(offset, length)).rejects.toThrow(RangeError);
  }
});

test("does not answer short when the file shrinks meanwhile", async () => {
  const path = join(freshFolder(), "model.onnx");
  writeFileSync(path, bytes);
  const file = await fileSource(path);
  truncateSync(path, 600);
  await expect(file.read(500, 200)).rejects.toThrow("became shorter while it was read (byte 600)");
  await file.close();
});

test("says what is wrong with a path", async () => {
  const folder = freshFolder();
  await expect(fileSource(folder)).rejects.toThrow("it is a folder");
  await expect(fileSource(join(folder, "none"))).rejects.toThrow("no such file");
});
