import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { fingerprint, workspaceFolders } from "../setup/build.mjs";
import { folderWith } from "./fixture-workspace.js";

let root: string;
const source = "packages/core/src/index.ts";

beforeEach(() => {
  root = folderWith({
    "package.json": { workspaces: ["packages/*", "reports"] },
    "tsconfig.base.json": {},
    "nx.json": {},
    "package-lock.json": {},
    "packages/core/package.json": {},
    [source]: "export {};\n",
    "packages/empty/README.md": "no package here\n",
  });
});

function print(): string {
  return fingerprint(root, workspaceFolders(root));
}

describe("the workspaces", () => {
  it("are the folders with a package.json that the patterns name", () => {
    expect(workspaceFolders(root)).toEqual(["packages/core"]);
  });
});

describe("what a build depends on", () => {
  it("stays the same when nothing happens", () => {
    expect(print()).toBe(print());
  });

  it.each([
    ["a source changes", (): void => writeFileSync(join(root, source), "export const a = 1;\n")],
    ["a source is touched", (): void => utimesSync(join(root, source), 1, 1)],
    ["a source is new", (): void => writeFileSync(join(root, "packages/core/src/a.ts"), "")],
    ["a source is gone", (): void => rmSync(join(root, source))],
    ["compiler settings change", (): void => writeFileSync(join(root, "tsconfig.base.json"), "{ }")],
    ["the lockfile changes", (): void => writeFileSync(join(root, "package-lock.json"), "{ }")],
  ])("differs when %s", (_what, change) => {
    const before = print();
    change();
    expect(print()).not.toBe(before);
  });

  it("is the same when a generated source is written again, but not when it is another", () => {
    const generated = join(root, "packages/core/src/kernels.generated.ts");
    writeFileSync(generated, "a");
    const before = print();
    utimesSync(generated, 1, 1);
    expect(print()).toBe(before);
    writeFileSync(generated, "longer");
    expect(print()).not.toBe(before);
  });

  it.each(["dist", "test", "node_modules"])("is not touched by what lies in %s", (folder) => {
    const before = print();
    mkdirSync(join(root, "packages/core", folder));
    writeFileSync(join(root, "packages/core", folder, "a.ts"), "");
    expect(print()).toBe(before);
  });
});
