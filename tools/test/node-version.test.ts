import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodeVersionProblem, oldestNode } from "../setup/node-version.mjs";
import { workspace } from "../setup/workspace.mjs";

describe("Node version check", () => {
  it.each(["20.19.0", "20.19.1", "20.20.2", "22.0.0", "24.3.0", "100.0.0"])("accepts %s", (version) => {
    expect(nodeVersionProblem(version, "20.19.0")).toBeUndefined();
  });

  it.each(["20.18.9", "18.20.4", "8.0.0", "20.9.0"])("refuses %s and says what is needed", (version) => {
    const text = nodeVersionProblem(version, "20.19.0");
    expect(text).toContain("needs Node 20.19.0 or newer");
    expect(text).toContain(`this is Node ${version}`);
  });

  it("asks for what package.json states", () => {
    const { engines } = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8"));
    expect(engines.node).toBe(`>=${oldestNode.replace(/\.0$/, "")}`);
  });

  it("is the only thing that an old Node has to read, without syntax newer than Node 12", () => {
    const entry = readFileSync(join(workspace, "tools", "setup.mjs"), "utf8");
    const imports = [...entry.matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1]);
    expect(imports).toEqual(["./setup/node-version.mjs"]);
    const both = entry + readFileSync(join(workspace, "tools", "setup", "node-version.mjs"), "utf8");
    expect(both).not.toMatch(/\?\?|\?\.[a-z[(]|^await |node:/m);
  });
});
