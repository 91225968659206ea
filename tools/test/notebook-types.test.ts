import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { notebookCompileProblems, notebookTypeProblems, notebookTypeScript } from "../api/notebook-types.mjs";
import { workspaceFolders } from "../setup/build.mjs";
import { workspace } from "../setup/workspace.mjs";
import { folderWith } from "./fixture-workspace.js";

const built = workspaceFolders(workspace)
  .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(workspace, folder, "package.json"), "utf8")) }))
  .filter(({ types }) => types !== undefined)
  .map(({ name, folder, types }) => ({ name: String(name), entry: join(workspace, folder, types) }));

describe("types as notebooks read them", () => {
  let problems: ReadonlyMap<string, string[]>;

  beforeAll(() => {
    problems = notebookTypeProblems(built.map(({ entry }) => entry));
  });

  it("are read with the TypeScript that tslab brings", () => {
    expect(notebookTypeScript).toBe("5.0.4");
  });

  it.each(built)("are all understood in $name", ({ entry }) => {
    expect(problems.get(entry)).toEqual([]);
  });

  it.each([
    ["a generic typed array", "export declare const a: Float32Array<ArrayBuffer>;\n", /not generic/],
    ["a library that cannot be found", 'export { a } from "hidden-behind-exports";\n', /Cannot find module/],
    ["an any", "export declare const a: any;\n", /a is any/],
    ["newer syntax", "export declare function a<const in out T>(x: T): asserts;\n", /TS\d+/],
  ])("are refused for %s", (_what, text, reason) => {
    const root = folderWith({ "dist/index.d.ts": text });
    const entry = join(root, "dist", "index.d.ts");
    expect(notebookTypeProblems([entry]).get(entry)?.join("\n")).toMatch(reason);
  });
});

describe("a notebook's compiler", () => {
  it("accepts the type tests of the contracts", () => {
    expect(notebookCompileProblems(join(workspace, "tools", "types", "contracts.ts"))).toEqual([]);
  });

  it("finds every package by its name, with its types", () => {
    const lines = built.flatMap(({ name }, i) => [
      `import * as p${i} from "${name}";`,
      `export const names${i}: { readonly [K in keyof typeof p${i}]: string } | undefined = undefined;`,
      `export const known${i}: 0 extends 1 & typeof p${i} ? "any" : "typed" = "typed";`,
    ]);
    const folder = folderWith({ "cell.ts": lines.join("\n") });
    symlinkSync(join(workspace, "node_modules"), join(folder, "node_modules"), "junction");
    expect(notebookCompileProblems(join(folder, "cell.ts"))).toEqual([]);
  });

  it("refuses a package that is not there", () => {
    const folder = folderWith({ "cell.ts": 'import * as a from "@joulebook/nothing";\nexport const b = a;\n' });
    expect(notebookCompileProblems(join(folder, "cell.ts")).join("\n")).toMatch(
      /Cannot find module '@joulebook\/nothing'/,
    );
  });
});
