import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as design from "../src/index.js";

const source = new URL("../src/", import.meta.url);

/** Every `@example call // => value` of the source, with the file it stands in. */
const examples = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .toSorted()
  .flatMap((file) =>
    [...readFileSync(new URL(file, source), "utf8").matchAll(/@example (.+?) \/\/ => (.+?)(?: \*\/)?$/gm)].map(
      ([, call = "", value = ""]) => ({ file, call, value }),
    ),
  );

/** Examples of functions that are not public cannot be called from here. */
const callable = examples.filter(({ call }) => Object.hasOwn(design, /^\w+/.exec(call)?.[0] ?? ""));

/** Examples are code of this repository: evaluated with the public names of the package in scope. */
function evaluate(code: string): unknown {
  const plain = code.replace(/\b(\w+Array) \[(.*?)\]/g, "$1.of($2)");
  return new Function(...Object.keys(design), `"use strict"; return (${plain});`)(...Object.values(design));
}

/** Numbers agree to the digits that the example states, records in the fields that it states. */
function expectAgreement(found: unknown, stated: unknown, digits: number): void {
  if (typeof found === "number" && typeof stated === "number") {
    if (Object.is(found, stated)) return;
    expect(Math.abs(found - stated) / Math.abs(stated)).toBeLessThanOrEqual(0.5 * 10 ** (1 - digits));
  } else if (typeof found === "object" && typeof stated === "object" && found !== null && stated !== null) {
    if (Array.isArray(stated) || ArrayBuffer.isView(stated)) {
      expect(Object.keys(found)).toEqual(Object.keys(stated));
    }
    for (const [key, value] of Object.entries(stated)) {
      expectAgreement((found as Record<string, unknown>)[key], value, digits);
    }
  } else expect(found).toBe(stated);
}

describe("examples in the documentation of functions", () => {
  it("are found", () => {
    expect(callable.length).toBeGreaterThan(0);
  });

  it.each(callable)("$file: $call", ({ call, value }) => {
    // 2.776 has four digits; whole numbers and short decimals are exact but for rounding.
    const decimals = /^-?\d+\.(\d{3,})/.exec(value)?.[0].replace(/^-?0*\.?0*|[-.]/g, "").length;
    expectAgreement(evaluate(call), evaluate(value), decimals ?? 12);
  });
});
