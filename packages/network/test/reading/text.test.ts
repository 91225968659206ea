import { describe, expect, it } from "vitest";
import { cleanName } from "../../src/reading/clean-name.js";
import { decodeText } from "../../src/reading/decode-text.js";
import { numbers } from "./mutate.js";

describe("decodeText", () => {
  it("reads what the platform's encoder writes", () => {
    for (const text of ["", "layer/0", "größe", "重み", "a\u{1f600}b", "x".repeat(10_000), "é".repeat(5000)])
      expect(decodeText(new TextEncoder().encode(text))).toBe(text);
  });

  it("agrees with the platform's decoder on whether bytes are UTF-8, whatever they are", () => {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const next = numbers(1);
    for (let round = 0; round < 20_000; round++) {
      const bytes = Uint8Array.from({ length: 1 + next(5) }, () => (next(3) === 0 ? next(256) : 0x80 + next(0x80)));
      const isValid = (() => {
        try {
          return strict.decode(bytes);
        } catch {
          return undefined;
        }
      })();
      if (isValid === undefined) expect(decodeText(bytes)).toContain("\ufffd");
      else expect(decodeText(bytes)).toBe(isValid);
    }
  });
});

describe("cleanName", () => {
  it("takes out what could break a line, recolour a terminal or turn text around, and cuts", () => {
    expect(cleanName("a\nb\u001b[0m\u202e")).toBe("a\ufffdb\ufffd[0m\ufffd");
    expect(cleanName("n".repeat(1000))).toHaveLength(513);
    expect(cleanName("block/größe")).toBe("block/größe");
  });
});
