import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { notebookTypeProblems, notebookTypeScript } from "../api/notebook-types.mjs";
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
