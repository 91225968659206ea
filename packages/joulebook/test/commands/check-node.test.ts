import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkNode } from "../../src/commands/doctor/check-node.js";

test.each([
  ["20.19.0", "ok"],
  ["20.20.2", "ok"],
  ["22.0.0", "ok"],
  ["20.18.9", "failed"],
  ["18.20.0", "failed"],
])("Node %s is %s", (found, status) => {
  expect(checkNode(found).status).toBe(status);
});

test("the oldest Node is the one that the package's engines name", () => {
  const manifest = new URL("../../package.json", import.meta.url);
  const { engines } = JSON.parse(readFileSync(manifest, "utf8")) as { engines: { node: string } };
  expect(checkNode("99.0.0").expected?.replace(" ", "")).toBe(engines.node);
});
