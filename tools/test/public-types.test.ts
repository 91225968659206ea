import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apiDifferences, checkOrigins } from "../api/api-files.mjs";
import { publicTypes } from "../api/public-types.mjs";
import { folderWith } from "./fixture-workspace.js";

/** Public types of a package whose built declaration files these are. */
function typesOf(files: Readonly<Record<string, string>>): string {
  const root = folderWith({ "package.json": { type: "module" }, ...files });
  return publicTypes(join(root, "dist", "index.d.ts"), root);
}

describe("public types", () => {
  it("are the exports in order of their names, without comments", () => {
    const text = typesOf({
      "dist/index.d.ts": 'export { b } from "./b.js";\nexport type { A } from "./a.js";\n',
      "dist/a.d.ts": "/** A length. */\nexport interface A {\n  /** in metres */\n  readonly length: number;\n}\n",
      "dist/b.d.ts": "export declare const b: number;\nexport declare const unlisted: string;\n",
    });
    expect(text).toBe("export interface A {\n    readonly length: number;\n}\n\nexport declare const b: number;\n");
  });

  it("hold every overload of a function", () => {
    const declared = "export declare function f(a: number): number;\nexport declare function f(a: string): string;\n";
    expect(typesOf({ "dist/index.d.ts": declared }).split("\n").filter(Boolean)).toEqual(
      declared.split("\n").filter(Boolean),
    );
  });

  it("name the unexported types that an export mentions, through others too", () => {
    const text = typesOf({
      "dist/index.d.ts": 'export { f } from "./f.js";\n',
      "dist/f.d.ts": 'import type { Middle } from "./middle.js";\nexport declare function f(): Middle;\n',
      "dist/middle.d.ts": "interface Deep {\n  a: 1;\n}\nexport interface Middle {\n  deep: Deep;\n}\n",
    });
    expect(text).toContain("// Not exported, but part of the types above:");
    expect(text).toMatch(/interface Deep \{\s+a: 1;\s+\}/);
    expect(text).toMatch(/^interface Middle/m);
  });

  it("import what belongs to another package by name", () => {
    const text = typesOf({
      "dist/index.d.ts":
        'import type { Joules } from "energy";\nexport { watts } from "energy";\nexport declare const e: Joules;\n',
      "node_modules/energy/package.json": '{ "name": "energy", "types": "./index.d.ts" }',
      "node_modules/energy/index.d.ts": "export type Joules = number;\nexport declare const watts: number;\n",
    });
    expect(text).toBe(
      'import type { Joules } from "energy";\n\nexport declare const e: Joules;\n\nexport { watts } from "energy";\n',
    );
  });

  it("say what to do when the package is not built", () => {
    expect(() => publicTypes("/nowhere/dist/index.d.ts", "/nowhere")).toThrow(/build first/);
  });
});

describe("the packages that public types come from", () => {
  const text = 'import type { Joules } from "@joulebook/core";\nimport type { Readable } from "node:stream";\n';

  it("must be dependencies, or Node itself", () => {
    expect(() => checkOrigins("a", text, { "@joulebook/core": "0.1.0" })).not.toThrow();
    expect(() => checkOrigins("a", text, {})).toThrow(/of a come from @joulebook\/core, which is no dependency/);
  });
});

describe("the committed files", () => {
  const folder = folderWith({ "core.d.ts": "a\nb\n", "old.d.ts": "x\n" });

  it("differ where a line changed, a file is missing, or one is left over", () => {
    const wanted = new Map([
      ["core.d.ts", "a\nc\n"],
      ["new.d.ts", "n\n"],
    ]);
    expect(apiDifferences(wanted, folder)).toEqual([
      "api/core.d.ts:2: was `b`, is `c`",
      "api/new.d.ts is missing",
      "api/old.d.ts belongs to no package",
    ]);
  });

  it("pass when they are the same", () => {
    const wanted = new Map([
      ["core.d.ts", "a\nb\n"],
      ["old.d.ts", "x\n"],
    ]);
    expect(apiDifferences(wanted, folder)).toEqual([]);
  });
});
