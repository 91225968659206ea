import { describe, expect, it } from "vitest";
import { holds } from "../setup/dependencies.mjs";

function lockfile(packages: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ packages: { "": { name: "workspace" }, ...packages } });
}

const zod = { version: "4.6.7", integrity: "sha512-a" };

describe("an installation", () => {
  it("holds a lockfile with the same versions", () => {
    expect(holds(lockfile({ "node_modules/zod": zod }), lockfile({ "node_modules/zod": zod }))).toBe(true);
  });

  it.each([
    ["a package is missing", {}],
    ["a version differs", { "node_modules/zod": { ...zod, version: "4.6.6" } }],
    ["the content differs", { "node_modules/zod": { ...zod, integrity: "sha512-b" } }],
  ])("is stale when %s", (_why, installed) => {
    expect(holds(lockfile(installed), lockfile({ "node_modules/zod": zod }))).toBe(false);
  });

  it("needs no package that is only for other platforms", () => {
    expect(holds(lockfile({}), lockfile({ "node_modules/nx-win32": { ...zod, optional: true } }))).toBe(true);
  });

  it("is stale when its list cannot be read", () => {
    expect(holds("{", lockfile({ "node_modules/zod": zod }))).toBe(false);
  });
});
