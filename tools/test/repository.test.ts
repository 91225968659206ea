import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projects } from "../checks/projects.mjs";
import { workspaceFolders } from "../setup/build.mjs";
import { workspace } from "../setup/workspace.mjs";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly author?: string;
  readonly engines?: { readonly node?: string };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly nx?: { readonly targets?: Targets };
}

type Targets = Readonly<
  Record<string, { readonly command?: string; readonly options?: { readonly commands?: readonly string[] } }>
>;

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(workspace, path), "utf8")) as T;
}

const root = readJson<Manifest>("package.json");
const manifests = workspaceFolders(workspace).map((folder) => readJson<Manifest>(`${folder}/package.json`));
const published = manifests.filter((manifest) => manifest.private !== true);

describe("the compiler", () => {
  it("is the pinned TypeScript, not the one that tslab brings", () => {
    const { version } = createRequire(import.meta.url)("typescript") as { version: string };
    expect(version).toBe(root.devDependencies?.["typescript"]);
  });

  it("is also what the command tsc runs", () => {
    const bin = join(workspace, "node_modules", ".bin");
    const target =
      process.platform === "win32" ? readFileSync(join(bin, "tsc.cmd"), "utf8") : realpathSync(join(bin, "tsc"));
    expect(target.replaceAll("\\", "/")).toMatch(/[/.]\/?typescript\/bin\/tsc/);
    expect(target).not.toContain("tslab");
  });
});

describe("scripts and targets", () => {
  const defaults = readJson<{ targetDefaults: Targets }>("nx.json").targetDefaults;
  const tools = readJson<{ targets: Targets }>("tools/project.json").targets;
  const commands = [
    ...[root, ...manifests].flatMap(({ name, scripts = {} }) =>
      Object.entries(scripts).map(([script, command]) => [`${name} ${script}`, command] as const),
    ),
    ...[defaults, tools, ...manifests.map(({ nx }) => nx?.targets ?? {})].flatMap((targets) =>
      Object.entries(targets).flatMap(([target, { command, options }]) =>
        [command ?? [], options?.commands ?? []].flat().map((line) => [`target ${target}`, line] as const),
      ),
    ),
  ];

  it.each(commands)("%s uses no shell syntax", (_name, command) => {
    // {projectRoot} is Nx's own.
    expect(command.replaceAll(/\{\w+\}/g, "")).toMatch(/^[\w@./:= ,-]+$/);
    expect(command).not.toMatch(/^\w+=|^(rm|cp|mv|mkdir|cat|bash|sh) /);
  });
});

describe("the lockfile", () => {
  it("takes every package from whatever registry npm is set to, with its checksum", () => {
    const { packages } = readJson<{
      packages: Record<string, { resolved?: string; link?: boolean; integrity?: string }>;
    }>("package-lock.json");
    const fetched = Object.entries(packages).filter(
      ([path, { link }]) => path.includes("node_modules/") && link !== true,
    );
    expect(fetched.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(fetched.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });
});

describe("every published package", () => {
  it.each(published)("$name states licence, authors, engine and the common version", (manifest) => {
    expect(manifest.license).toBe("MIT");
    expect(manifest.author).toBe("The Joulebook contributors");
    expect(manifest.engines?.node).toBe(root.engines?.node);
    expect(manifest.version).toBe(root.version);
  });
});

describe("npm test", () => {
  it("builds, type-checks, lints and tests every published package", () => {
    const complete = projects(workspace).filter(({ targets }) =>
      ["build", "typecheck", "lint", "test"].every((target) => targets.includes(target)),
    );
    expect(complete.map(({ name }) => name)).toEqual(expect.arrayContaining(published.map(({ name }) => name)));
  });
});
