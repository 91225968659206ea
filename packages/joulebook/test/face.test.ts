import * as core from "@joulebook/core";
import * as figures from "@joulebook/figures";
import * as measurements from "@joulebook/measurements";
import * as recommender from "@joulebook/recommender";
import * as report from "@joulebook/report";
import { expect, test } from "vitest";
import * as face from "../src/index.js";

const packages: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  core,
  figures,
  measurements,
  recommender,
  report,
};

test.each(Object.keys(packages))("one import gives every value of %s, the very same one", (name) => {
  const shown = face as Readonly<Record<string, unknown>>;
  const missing = Object.entries(packages[name] ?? {}).filter(([key, value]) => shown[key] !== value);
  expect(missing.map(([key]) => key)).toEqual([]);
});
