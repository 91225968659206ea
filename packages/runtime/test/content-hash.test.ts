import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentHash, fileHash, jsonHash } from "../src/index.js";
import { freshFolder } from "./child.js";

// FIPS 180-2 appendix B: "abc", and the empty message.
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("is SHA-256 of the standard's own examples, for text, bytes and files", async () => {
  expect(contentHash("abc")).toBe(abc);
  expect(contentHash(new Uint8Array([0x61, 0x62, 0x63]))).toBe(abc);
  expect(contentHash("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const path = join(freshFolder(), "abc.txt");
  writeFileSync(path, "abc");
  expect(await fileHash(path)).toBe(abc);
});

test("does not depend on the order of keys, and does on every value", () => {
  expect(jsonHash({ a: 1, b: [1, 2] })).toBe(jsonHash({ b: [1, 2], a: 1 }));
  expect(jsonHash({ a: 1, b: [2, 1] })).not.toBe(jsonHash({ a: 1, b: [1, 2] }));
  expect(jsonHash({ a: "1" })).not.toBe(jsonHash({ a: 1 }));
});
