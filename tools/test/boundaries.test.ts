import { describe, expect, it } from "vitest";
import { allowedImports } from "../checks/boundaries/allowed-imports.mjs";
import { cycles } from "../checks/boundaries/cycles.mjs";
import { readHouse } from "../checks/boundaries/house.mjs";
import { violations, violationText } from "../checks/boundaries/violations.mjs";
import { type FixturePackage, workspaceWith } from "./fixture-workspace.js";

const allowed = { "@joulebook/core": [], "@joulebook/recommender": ["@joulebook/core"] };

/** Two packages in order; a test breaks one thing. */
const core: FixturePackage = {
  folder: "packages/core",
  name: "@joulebook/core",
  pure: true,
  files: { "src/index.ts": 'export { a } from "./a.js";\n', "src/a.ts": "export const a: number = 1;\n" },
};
const recommender: FixturePackage = {
  folder: "packages/recommender",
  name: "@joulebook/recommender",
  pure: true,
  dependencies: { "@joulebook/core": "0.1.0" },
  references: ["../core"],
  files: { "src/index.ts": 'import { a } from "@joulebook/core";\nexport const b: number = a;\n' },
};

/** What the check says about core and recommender with some of their parts replaced. */
function said(changes: { core?: Partial<FixturePackage>; recommender?: Partial<FixturePackage> }): string[] {
  const root = workspaceWith([
    { ...core, ...changes.core, files: { ...core.files, ...changes.core?.files } },
    { ...recommender, ...changes.recommender, files: { ...recommender.files, ...changes.recommender?.files } },
  ]);
  return violations(readHouse(root), allowed).map(violationText);
}

describe("boundary check", () => {
  it("says nothing about a house in order", () => {
    expect(said({})).toEqual([]);
  });

  it("catches a wrong-way import, with its place", () => {
    const files = { "src/a.ts": 'import { b } from "@joulebook/recommender";\nexport const a: number = b;\n' };
    const text = said({ core: { files } });
    expect(text).toContain(
      "packages/core/src/a.ts:1:19: @joulebook/core may import nothing of ours, not @joulebook/recommender (wrong-way import)",
    );
  });

  it.each([
    ["a type import", 'import type { B } from "@joulebook/recommender";\nexport const a: B = 1;\n'],
    ["a re-export", 'export { b as a } from "@joulebook/recommender";\n'],
    ["a dynamic import", 'export const a = (): Promise<unknown> => import("@joulebook/recommender");\n'],
    ["an import type", 'export const a: import("@joulebook/recommender").B = 1;\n'],
  ])("sees %s as an import", (_what, text) => {
    const found = said({ core: { files: { "src/a.ts": text } } });
    expect(found.filter((line) => line.endsWith("(wrong-way import)"))).toHaveLength(1);
  });

  it("catches a wrong-way import in a test file", () => {
    const files = { "test/a.test.ts": 'import "@joulebook/recommender";\n' };
    expect(said({ core: { files } }).join("\n")).toMatch(/test\/a\.test\.ts:1:8: .*\(wrong-way import\)/);
  });

  it("catches a package without a row in the table", () => {
    const text = said({ recommender: { name: "@joulebook/newcomer" } });
    expect(text.join("\n")).toMatch(/@joulebook\/newcomer has no row/);
  });

  it.each(["@joulebook/core/dist/a.js", "../../core/src/a.js"])("catches the deep import of %s", (specifier) => {
    const files = {
      "src/index.ts": `import { a } from "${specifier}";\nimport "@joulebook/core";\nexport const b: number = a;\n`,
    };
    expect(said({ recommender: { files } }).map(ruleOf)).toEqual(["deep import"]);
  });

  it("catches a cycle between files", () => {
    const files = {
      "src/a.ts": 'import { c } from "./c.js";\nexport const a: number = c;\n',
      "src/c.ts": 'export { a as c } from "./a.js";\n',
    };
    expect(said({ core: { files } })).toEqual([
      "packages/core/src/a.ts: imports itself: packages/core/src/a.ts -> packages/core/src/c.ts -> packages/core/src/a.ts; move what both need into a third place (cycle)",
    ]);
  });

  it("counts type imports into a cycle, but no lazy import", () => {
    const lazy = "export const a = (): Promise<unknown> => import('./c.js');\n";
    const types = 'import type { C } from "./c.js";\nexport const a: C = 1;\n';
    const back = 'import { a } from "./a.js";\nexport type C = typeof a;\n';
    expect(said({ core: { files: { "src/a.ts": lazy, "src/c.ts": back } } })).toEqual([]);
    expect(said({ core: { files: { "src/a.ts": types, "src/c.ts": back } } }).map(ruleOf)).toEqual(["cycle"]);
  });

  it("catches a cycle between packages that only package.json shows", () => {
    const text = said({ core: { devDependencies: { "@joulebook/recommender": "0.1.0" } } });
    expect(text.map(ruleOf)).toEqual(["cycle"]);
    expect(text[0]).toContain("@joulebook/core -> @joulebook/recommender -> @joulebook/core");
  });

  it.each([
    'import { readFileSync } from "node:fs";\nexport const a: unknown = readFileSync;\n',
    'import { readFileSync } from "fs";\nexport const a: unknown = readFileSync;\n',
    "export const a: unknown = process.env;\n",
    "export const a: unknown = globalThis.process;\n",
    'export const a: unknown = Buffer.from("a");\n',
    "export const a: number = Date.now();\n",
    "export const a: unknown = new Date();\n",
    "export const a: string = Date();\n",
    "export const a: number = Math.random();\n",
    'export const a: number = Math["random"]();\n',
    "export const a: number = globalThis.Math.random();\n",
    "export const a: number = performance.now();\n",
    "export const a: unknown = { process };\n",
  ])("finds the impurity of a pure package in %j", (text) => {
    expect(said({ core: { files: { "src/a.ts": text } } }).map(ruleOf)).toEqual(["impure"]);
  });

  it.each([
    "export const a: Date = new Date(0);\n",
    "export const a = (process: { now: number }): number => process.now;\n",
    "export const a: unknown = { process: 1, performance: 2 };\n",
    "export const a = (run: { process: number }): number => run.process;\n",
    "export interface Buffer { readonly bytes: number }\nexport const a: Buffer = { bytes: 1 };\n",
    'export { process as a } from "./b.js";\n',
    "export interface A { readonly performance: number }\nexport const a: unknown = 1;\n",
  ])("leaves harmless uses of the same words alone in %j", (text) => {
    expect(said({ core: { files: { "src/a.ts": text } } })).toEqual([]);
  });

  it("lets tests of a pure package and packages that are not pure use Node", () => {
    const text = 'import { readFileSync } from "node:fs";\nexport const a: unknown = readFileSync;\n';
    expect(said({ core: { files: { "test/a.test.ts": text } } })).toEqual([]);
    expect(said({ core: { pure: false, files: { "src/a.ts": text } } })).toEqual([]);
  });

  it("catches an import that package.json does not list", () => {
    const files = { "src/a.ts": 'import { z } from "zod";\nexport const a: unknown = z;\n' };
    expect(said({ core: { files } })).toEqual([
      "packages/core/src/a.ts:1:19: imports zod, which the dependencies of @joulebook/core do not list (unlisted dependency)",
    ]);
  });

  it("lets only tests, and types, use what is installed for development", () => {
    const text = 'import { it } from "vitest";\nexport const a: unknown = it;\n';
    expect(said({ core: { files: { "test/a.test.ts": text } } })).toEqual([]);
    expect(said({ core: { files: { "src/a.ts": text } } }).map(ruleOf)).toEqual(["unlisted dependency"]);
    const types = 'import type { Test } from "vitest";\nexport const a: unknown = 1 as unknown as Test;\n';
    expect(said({ core: { files: { "src/a.ts": types } } })).toEqual([]);
  });

  it("catches a dependency that nothing imports, unless it is named as text", () => {
    const dependencies = { zod: "4.6.7" };
    expect(said({ core: { dependencies } }).map(ruleOf)).toEqual(["unused dependency"]);
    const files = { "src/a.ts": 'export const a: string = "zod/package.json";\n' };
    expect(said({ core: { dependencies, files } })).toEqual([]);
    const font = {
      "src/a.ts":
        'export const a = (name: string): string => `@fontsource/${name}`;\nexport const b: string = a("sans");\n',
    };
    expect(said({ core: { dependencies: { "@fontsource/sans": "5.0.0" }, files: font } })).toEqual([]);
  });

  it.each(["^4.6.7", "4.x", "*", "latest"])("catches the loose version %s", (version) => {
    const files = { "src/a.ts": 'export { z as a } from "zod";\n' };
    expect(said({ core: { dependencies: { zod: version }, files } }).map(ruleOf)).toEqual(["loose version"]);
  });

  it("catches a version of ours that is not the one in the workspace", () => {
    const text = said({ recommender: { dependencies: { "@joulebook/core": "0.0.9" } } });
    expect(text).toEqual([
      'packages/recommender/package.json: @joulebook/core is "0.0.9"; write 0.1.0 (loose version)',
    ]);
  });

  it("catches project references that differ from the dependencies", () => {
    expect(said({ recommender: { references: [] } }).map(ruleOf)).toEqual(["project reference"]);
    expect(said({ core: { references: ["../recommender"] } }).map(ruleOf)).toEqual(["project reference"]);
  });

  it("catches a second entry, a star export and a top-level await", () => {
    expect(said({ core: { exports: { ".": "./a.js", "./extra": "./b.js" } } }).map(ruleOf)).toEqual(["one entry"]);
    expect(said({ core: { files: { "src/index.ts": 'export * from "./a.js";\n' } } }).map(ruleOf)).toEqual([
      "export *",
    ]);
    expect(said({ core: { files: { "src/a.ts": "export const a: number = await 1;\n" } } }).map(ruleOf)).toEqual([
      "top-level await",
    ]);
    const inside = "export async function a(): Promise<number> {\n  return await Promise.resolve(1);\n}\n";
    expect(said({ core: { files: { "src/a.ts": inside } } })).toEqual([]);
  });
});

describe("the map of the house", () => {
  it("has no cycle", () => {
    expect(cycles(new Map(Object.entries(allowedImports)))).toEqual([]);
  });

  it("keeps recommender and figures on core alone", () => {
    expect(allowedImports["@joulebook/recommender"]).toEqual(["@joulebook/core"]);
    expect(allowedImports["@joulebook/figures"]).toEqual(["@joulebook/core"]);
    expect(allowedImports["@joulebook/studies"]).not.toContain("joulebook");
  });
});

function ruleOf(line: string): string {
  return /\(([^()]*)\)$/.exec(line)?.[1] ?? line;
}
