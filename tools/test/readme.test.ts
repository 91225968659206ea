import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { consoleBlock, packageTable, withPart } from "../readme/generated-parts.mjs";
import { workspace } from "../setup/workspace.mjs";

describe("generated parts", () => {
  it("replace what stands between their markers, again and again", () => {
    const text = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n";
    const once = withPart(text, "x", "new");
    expect(once).toBe("a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb\n");
    expect(withPart(once, "x", "new")).toBe(once);
  });

  it("need their markers", () => {
    expect(() => withPart("a", "x", "new")).toThrow(/has no "<!-- x -->"/);
  });

  it("show a command with its output, without trailing blanks", () => {
    expect(consoleBlock("npx a", "b  \n c\n\n")).toBe("```console\n$ npx a\nb\n c\n```");
  });

  it("list packages with their folders", () => {
    const table = packageTable([{ name: "joulebook", description: "The face", folder: "packages/joulebook" }]);
    expect(table.split("\n").at(-1)).toBe("| [`joulebook`](packages/joulebook) | The face |");
  });
});

describe.each(["README.md", "CONTRIBUTING.md", "docs/guides/develop.md"])("%s", (file) => {
  const text = readFileSync(join(workspace, file), "utf8");
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => String(match[1]));

  it("links only to files that exist", () => {
    const folder = join(workspace, file, "..");
    expect([...new Set(links)].filter((link) => !existsSync(join(folder, link)))).toEqual([]);
  });

  it("names only scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8")) as { scripts: object };
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => String(match[1]));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
