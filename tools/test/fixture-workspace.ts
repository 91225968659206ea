import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Writes files into a new temporary folder and returns it. Values that are no text are written as JSON. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(join(tmpdir(), "joulebook-tools-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}

export interface FixturePackage {
  readonly folder: string;
  readonly name: string;
  readonly pure?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
  readonly references?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** A workspace of small packages, as npm and TypeScript would see it. */
export function workspaceWith(packages: readonly FixturePackage[]): string {
  const files = packages.flatMap((item) => [
    [
      `${item.folder}/package.json`,
      {
        name: item.name,
        version: "0.1.0",
        exports: item.exports ?? { ".": "./dist/index.js" },
        joulebook: { pure: item.pure ?? false },
        dependencies: item.dependencies ?? {},
        devDependencies: item.devDependencies ?? {},
      },
    ],
    [`${item.folder}/tsconfig.json`, { references: (item.references ?? []).map((path) => ({ path })) }],
    ...Object.entries(item.files).map(([path, text]) => [`${item.folder}/${path}`, text]),
  ]);
  return folderWith({
    "package.json": { workspaces: ["packages/*"], devDependencies: { vitest: "4.1.12" } },
    ...(Object.fromEntries(files) as Record<string, unknown>),
  });
}
