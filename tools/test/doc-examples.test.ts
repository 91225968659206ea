import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { workspace } from "../setup/workspace.mjs";

interface Example {
  readonly file: string;
  readonly call: string;
  readonly value: string;
}

const packages = readdirSync(join(workspace, "packages"));

/** Every `@example call // => value` of a package's source, with the file it stands in. */
function examplesOf(name: string): readonly Example[] {
  const source = join(workspace, "packages", name, "src");
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .toSorted()
    .flatMap((file) =>
      [...readFileSync(join(source, file), "utf8").matchAll(/@example (.+?) \/\/ => (.+?)(?: \*\/)?$/gm)].map(
        ([, call = "", value = ""]) => ({ file, call, value }),
      ),
    );
}

type Names = Readonly<Record<string, unknown>>;

/** What an example may call: core, the public names of its package, and what its own file exports. */
async function namesFor(name: string, file: string): Promise<Names> {
  const compiled = (of: string, path: string): string =>
    pathToFileURL(join(workspace, "packages", of, "dist", path)).href;
  const [core, own, module] = await Promise.all([
    import(compiled("core", "index.js")),
    import(compiled(name, "index.js")),
    import(compiled(name, file.replace(/\.ts$/, ".js"))),
  ]);
  return { ...core, ...own, ...module } as Names;
}

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** Examples are code of this repository: evaluated with the names that they may call in scope. */
function evaluate(code: string, names: Names): Promise<unknown> {
  const plain = code.replace(/\b(\w+Array) \[(.*?)\]/g, "$1.of($2)");
  return new AsyncFunction(...Object.keys(names), `"use strict"; return (${plain});`)(...Object.values(names));
}

/** Numbers agree to the digits that the example states, records in the fields that it states. */
function expectAgreement(found: unknown, stated: unknown, digits: number): void {
  if (typeof found === "number" && typeof stated === "number") {
    if (Object.is(found, stated)) return;
    expect(Math.abs(found - stated) / Math.abs(stated)).toBeLessThanOrEqual(0.5 * 10 ** (1 - digits));
  } else if (found instanceof Map && stated instanceof Map) {
    expectAgreement([...found], [...stated], digits);
  } else if (typeof found === "object" && typeof stated === "object" && found !== null && stated !== null) {
    if (Array.isArray(stated) || ArrayBuffer.isView(stated)) {
      expect(Object.keys(found)).toEqual(Object.keys(stated));
    }
    for (const [key, value] of Object.entries(stated)) {
      expectAgreement((found as Record<string, unknown>)[key], value, digits);
    }
  } else expect(found).toBe(stated);
}

describe.each(packages.filter((name) => examplesOf(name).length > 0))("examples in the documentation of %s", (name) => {
  it.each(examplesOf(name))("$file: $call", async ({ file, call, value }) => {
    const names = await namesFor(name, file);
    // 2.776 has four digits; whole numbers and short decimals are exact but for rounding.
    const decimals = /^-?\d+\.(\d{3,})/.exec(value)?.[0].replace(/^-?0*\.?0*|[-.]/g, "").length;
    expectAgreement(await evaluate(call, names), await evaluate(value, names), decimals ?? 12);
  });
});

it("examples are found in most packages", () => {
  expect(packages.filter((name) => examplesOf(name).length > 0).length).toBeGreaterThan(10);
});
