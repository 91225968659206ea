import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { withoutShorthand, withoutStrayExports } from "../src/mend-tslab.js";

const ts = createRequire(import.meta.url)("@tslab/typescript-for-tslab") as typeof import("typescript");
const written = (source: string): string => withoutShorthand(ts, source).text;

describe("withoutShorthand", () => {
  it.each([
    ["const a = { b, c: d, ...e, f() {} };", "const a = { b: b, c: d, ...e, f() {} };"],
    ["f({ a, b: { c } });\ng({ d });", "f({ a: a, b: { c: c } });\ng({ d: d });"],
    ["({ a, b = 1 } = c);", "({ a: a, b: b = 1 } = c);"],
    ["const { a, b = 1 } = c; ({ a }) => a;", "const { a, b = 1 } = c; ({ a }) => a;"],
    ["const text = `{ a } ${f({ b })}`; // { c }", "const text = `{ a } ${f({ b: b })}`; // { c }"],
    ["const broken = { a, ", "const broken = { a: a, "],
  ])("%s", (source, expected) => {
    expect(written(source)).toBe(expected);
  });

  it("keeps the way back to every place of the source", () => {
    const source = "x;\nf({ ab, cd }, wrong);";
    const { text, original } = withoutShorthand(ts, source);
    const line = text.split("\n")[1] ?? "";
    expect(original({ line: 1, character: line.indexOf("wrong") })).toEqual({
      line: 1,
      character: "f({ ab, cd }, wrong);".indexOf("wrong"),
    });
    expect(original({ line: 1, character: line.indexOf("cd: ") })).toEqual({ line: 1, character: 8 });
    expect(original({ line: 0, character: 1 })).toEqual({ line: 0, character: 1 });
  });
});

describe("withoutStrayExports", () => {
  it.each([
    ["const { exports, a: b } = exports.x;", "const { a: b } = exports.x;"],
    ["exports.x.map(({ exports, n: { exports, v: w } }) => w);", "exports.x.map(({ n: { v: w } }) => w);"],
    ["const s = '{ exports, a: b }'; f({ exports, a: b });", "const s = '{ exports, a: b }'; f({ exports, a: b });"],
  ])("%s", (compiled, expected) => {
    expect(withoutStrayExports(ts, compiled)).toBe(expected);
  });
});
