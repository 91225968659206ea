import * as core from "@joulebook/core";
import * as figures from "@joulebook/figures";
import * as hardware from "@joulebook/hardware";
import * as measurements from "@joulebook/measurements";
import * as network from "@joulebook/network";
import * as recommender from "@joulebook/recommender";
import * as report from "@joulebook/report";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as face from "../src/index.js";

const packages: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  core,
  figures,
  hardware,
  measurements,
  network,
  recommender,
  report,
};

test.each(Object.keys(packages))("one import gives every value of %s, the very same one", (name) => {
  const shown = face as Readonly<Record<string, unknown>>;
  const missing = Object.entries(packages[name] ?? {}).filter(([key, value]) => shown[key] !== value);
  expect(missing.map(([key]) => key)).toEqual([]);
});

/** The names that an index.ts exports, types too; a renamed one under its own name. */
function exportedNames(folder: string, own: "before" | "after"): ReadonlySet<string> {
  const text = readFileSync(new URL(`../../${folder}/src/index.ts`, import.meta.url), "utf8");
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].map(([, list = ""]) => list);
  const names = lists.flatMap((list) => list.split(",").map((name) => name.replace(/\btype\b/, "").trim()));
  return new Set(
    names.map((name) => name.split(" as ").at(own === "before" ? 0 : -1) ?? "").filter((name) => name !== ""),
  );
}

test.each(Object.keys(packages))("one import gives every type of %s", (name) => {
  const shown = exportedNames("joulebook", "before");
  expect([...exportedNames(name, "after")].filter((exported) => !shown.has(exported))).toEqual([]);
});
