import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { workspaceFolders } from "../setup/build.mjs";
import { npm, run } from "../setup/run.mjs";
import { workspace } from "../setup/workspace.mjs";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
}

const published = workspaceFolders(workspace)
  .map((folder) => JSON.parse(readFileSync(join(workspace, folder, "package.json"), "utf8")) as Manifest)
  .filter((manifest) => manifest.private !== true);
const tarballs = mkdtempSync(join(tmpdir(), "joulebook-packed-"));
const home = mkdtempSync(join(tmpdir(), "joulebook-user-"));

function tarball({ name, version }: Manifest): string {
  return join(tarballs, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
}

/** Runs a program that npm installed in the user's folder. */
function installed(program: string, ...args: readonly string[]): ReturnType<typeof run> {
  return run(process.execPath, [join(home, "node_modules", "joulebook", program), ...args], { cwd: home, quiet: true });
}

beforeAll(async () => {
  const pack = ["pack", "--pack-destination", tarballs, ...published.flatMap(({ name }) => ["--workspace", name])];
  const packed = await npm(pack, { quiet: true });
  expect(packed.code, packed.output).toBe(0);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...published.map(tarball)];
  const result = await npm(install, { cwd: home, quiet: true });
  expect(result.code, result.output).toBe(0);
});

describe("every packed package", () => {
  it("is there once", () => {
    expect(readdirSync(tarballs).toSorted()).toEqual(
      published.map((manifest) => tarball(manifest).slice(tarballs.length + 1)).toSorted(),
    );
  });

  it.each(published)("$name has a sound package.json", async (manifest) => {
    const publint = join(workspace, "node_modules", "publint", "src", "cli.js");
    const { code, output } = await run(process.execPath, [publint, tarball(manifest), "--strict"], { quiet: true });
    expect(code, output).toBe(0);
  });

  it.each(published)("$name has types that resolve", async (manifest) => {
    const attw = join(workspace, "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
    // ES modules only, on purpose: `require` of them works since Node 20.19.
    const args = [attw, tarball(manifest), "--profile", "esm-only", "--no-color", "--no-emoji"];
    const { code, output } = await run(process.execPath, args, { quiet: true });
    expect(code, output).toBe(0);
  });

  it.each(published)("$name holds no tests, sources or build records", async (manifest) => {
    const folder = join(home, "node_modules", ...manifest.name.split("/"));
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
    const strange = files.filter((file) => /(^|\/)test(-long)?(\/|$)|^src\/|\.tsbuildinfo$/.test(file));
    expect(strange.filter((file) => !file.startsWith("node_modules/"))).toEqual([]);
  });
});

describe("joulebook from its tarballs, in an empty folder", () => {
  it("recommends a model", async () => {
    const args = ["recommend", "--device", "raspberry-pi-4", "--budget", "100mJ", "--json"];
    const { code, output, stdout } = await installed("dist/bin.js", ...args);
    expect(code, output).toBe(0);
    const answer = JSON.parse(stdout) as { schema: string; feasible: boolean; single: { energy: number } };
    expect(answer.schema).toBe("joulebook/recommend@1");
    expect(answer.feasible).toBe(true);
    expect(answer.single.energy).toBeLessThanOrEqual(0.1);
  });

  it("is found by npx", async () => {
    const { code, output, stdout } = await npm(["exec", "--offline", "--", "joulebook", "--version"], {
      cwd: home,
      quiet: true,
    });
    expect(code, output).toBe(0);
    expect(stdout.trim()).toBe(published.find(({ name }) => name === "joulebook")?.version);
  });

  it("writes the design review", async () => {
    const { code, output } = await installed(
      "dist/bin.js",
      "report",
      "design-review",
      "--out",
      join(home, "review.pdf"),
    );
    expect(code, output).toBe(0);
    expect(readFileSync(join(home, "review.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    expect(readFileSync(join(home, "review.html"), "utf8")).toMatch(/^<!doctype html>/i);
  });

  it("can be imported, and required as notebooks do", async () => {
    const use = "import * as a from 'joulebook'; import { createRequire } from 'node:module';";
    const same =
      "const b = createRequire(import.meta.url)('joulebook'); console.log(Object.keys(a).every((k) => k in b));";
    writeFileSync(join(home, "use.mjs"), `${use}\n${same}\n`);
    const { code, output } = await run(process.execPath, [join(home, "use.mjs")], { cwd: home, quiet: true });
    expect(code, output).toBe(0);
    expect(output.trim()).toBe("true");
  });
});
