import { expect, test } from "vitest";
import { stableJson } from "../src/index.js";

test("writes the example of RFC 8785, section 3.2.3, in its order", () => {
  const value = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
  };
  expect(Object.values(JSON.parse(stableJson(value)) as object).length).toBe(7);
  expect(stableJson(value).match(/(?<=":")[^"]+/g)).toEqual([
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
  ]);
});

test("leaves out what is missing and keeps null", () => {
  expect(stableJson({ b: 1, a: undefined, c: null })).toBe('{"b":1,"c":null}');
});

test("reads back as the same value", () => {
  const value = { list: [1e-9, 333333333.3333333, -0.5, 1e30], text: 'quote " and \\', nested: { yes: true } };
  expect(JSON.parse(stableJson(value))).toEqual(value);
});

test("names the place of what JSON cannot hold", () => {
  expect(() => stableJson({ a: [1, Number.NaN] })).toThrow("$.a[1] is NaN");
  expect(() => stableJson([undefined])).toThrow("$[0] is undefined");
  expect(() => stableJson({ when: new Date(0) })).toThrow("$.when is a Date");
  const loop: Record<string, unknown> = {};
  loop["self"] = loop;
  expect(() => stableJson(loop)).toThrow("$.self contains itself");
});

test("allows the same record twice where it does not contain itself", () => {
  const shared = { energy: 1 };
  expect(stableJson([shared, shared])).toBe('[{"energy":1},{"energy":1}]');
});
