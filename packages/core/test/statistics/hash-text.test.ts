import { describe, expect, it } from "vitest";
import { hashBytes, hashText } from "../../src/statistics/hash-text.js";

const hex = (words: readonly number[]): string =>
  words.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("hashBytes", () => {
  it.each([
    ["", "00000000000000000000000000000000"],
    ["0", "0ab2409ea5eb34f8a5eb34f8a5eb34f8"],
    ["01", "0f87acb4674f3b21674f3b21674f3b21"],
    ["I will not buy this record, it is scratched.", "a0a9683b25ac5e40d9af2895890dddf5"],
    ["I will not buy this tobacconist's, it is scratched.", "9b5b7ba2ef3f7866889adeaf00f3f98e"],
    ["My hovercraft is full of eels.", "e3a186aee169ba6c6a8bd9343c68fa9c"],
  ])("gives the published MurmurHash3 x86 128 of %j", (text, expected) => {
    expect(hex(hashBytes(ascii(text)))).toBe(expected);
  });

  it("reads a part of a buffer as that part alone", () => {
    expect(hashBytes(ascii("xx0123456789abcdefgh").subarray(2))).toEqual(hashBytes(ascii("0123456789abcdefgh")));
  });
});

describe("hashText", () => {
  it("tells letters apart that share a low byte", () => {
    expect(hashText("\u0141")).not.toEqual(hashText("A"));
  });
});
