import * as core from "@joulebook/core";
import * as design from "@joulebook/design";
import * as exits from "@joulebook/exits";
import * as figures from "@joulebook/figures";
import * as hardware from "@joulebook/hardware";
import * as measurements from "@joulebook/measurements";
import * as network from "@joulebook/network";
import * as recommender from "@joulebook/recommender";
import * as report from "@joulebook/report";
import * as search from "@joulebook/search";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import * as face from "../src/index.js";

const packages: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  core,
  design,
  exits,
  figures,
  hardware,
  measurements,
  network,
  recommender,
  report,
  search,
};

test.each(Object.keys(packages))("one import gives every value of %s, the very same one", (name) => {
  const shown = face as Readonly<Record<string, unknown>>;
  const missing = Object.entries(packages[name] ?? {}).filter(([key, value]) => shown[key] !== value);
  expect(
    missing.map(([key]) => key),
    "run `npm run face`",
  ).toEqual([]);
});

/** What each entry file exports, types too, as the compiler resolves it: where a name was declared. */
let declared: (folder: string) => ReadonlySet<ts.Symbol>;

beforeAll(() => {
  const entry = (folder: string): string =>
    fileURLToPath(
      new URL(folder === "joulebook" ? "../src/index.ts" : `../../${folder}/dist/index.d.ts`, import.meta.url),
    );
  const program = ts.createProgram(["joulebook", ...Object.keys(packages)].map(entry), {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  declared = (folder) => {
    const file = program.getSourceFile(entry(folder)) as ts.SourceFile;
    const names = checker.getExportsOfModule(checker.getSymbolAtLocation(file) as ts.Symbol);
    return new Set(names.map((name) => (name.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(name) : name)));
  };
});

test.each(Object.keys(packages))("one import gives every type of %s", (name) => {
  const shown = declared("joulebook");
  const missing = [...declared(name)].filter((symbol) => !shown.has(symbol));
  expect(
    missing.map((symbol) => symbol.name),
    "run `npm run face`",
  ).toEqual([]);
});
