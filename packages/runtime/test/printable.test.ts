import { expect, test } from "vitest";
import { printable } from "../src/index.js";

test("shows escape sequences, line breaks and overrides instead of obeying them", () => {
  expect(printable("a\u001b[31mb\n")).toBe("a\\u001b[31mb\\u000a");
  expect(printable("safe\u202eexe")).toBe("safe\\u202eexe");
  expect(printable("\u009b2J\u007f\u0000")).toBe("\\u009b2J\\u007f\\u0000");
});

test("leaves every other text as it is, outside the basic plane too", () => {
  expect(printable("MobileNet-v1 α=0.25 µJ 日本語 🔋")).toBe("MobileNet-v1 α=0.25 µJ 日本語 🔋");
});

test("shows lone surrogates", () => {
  expect(printable("\ud83d!")).toBe("\\ud83d!");
  expect(printable("\udd0b")).toBe("\\udd0b");
});
