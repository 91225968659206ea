import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const workspace = fileURLToPath(new URL("../../../", import.meta.url));
const packages = join(workspace, "packages");
const folders = [...readdirSync(packages).map((name) => join(packages, name)), join(workspace, "reports")]
  .filter((folder) => existsSync(join(folder, "package.json")))
  .map((folder) => [manifest(folder).name, folder] as const);

function manifest(folder: string): { readonly name: string; readonly description: string } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name: string; description: string };
}

/** The blocks in JavaScript of a README: they import packages by name and print what their comment says. */
function examples(folder: string): readonly string[] {
  const text = readFileSync(join(folder, "README.md"), "utf8");
  return [...text.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code = ""]) => code);
}

describe.each(folders)("%s", (name, folder) => {
  test("is published with the project's licence and a README that says what its manifest says", () => {
    expect(readFileSync(join(folder, "LICENSE"), "utf8")).toBe(readFileSync(join(workspace, "LICENSE"), "utf8"));
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    expect(readme.startsWith(`# ${name}\n\n${manifest(folder).description}.`)).toBe(true);
  });

  test("shows an example that runs and prints what it says", () => {
    const found = examples(folder);
    expect(found.length).toBeGreaterThan(0);
    for (const code of found) {
      const [, says = ""] = /\/\/ => (.*)$/m.exec(code) ?? [];
      const here = mkdtempSync(join(tmpdir(), "joulebook-readme-"));
      const script = join(here, "example.mjs");
      writeFileSync(
        script,
        code.replaceAll(/from "((?:@joulebook\/)?[a-z]+)"/g, (_, from: string) => resolved(from)),
      );
      const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
        cwd: here,
        encoding: "utf8",
        env: { ...process.env, FORCE_COLOR: "0" },
      });
      expect([status, stdout.trim(), stderr]).toEqual([0, says, ""]);
    }
  });
});

/** The example stands outside the workspace, where a package has no name yet. */
function resolved(name: string): string {
  return `from ${JSON.stringify(import.meta.resolve(name))}`;
}
