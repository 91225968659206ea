import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const workspace = fileURLToPath(new URL("../../../", import.meta.url));
const empty = mkdtempSync(join(tmpdir(), "joulebook-packed-"));
const application = join(empty, "application");

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Folders of the workspace's packages by their name. */
function packageFolders(): ReadonlyMap<string, string> {
  const packages = join(workspace, "packages");
  const folders = [...readdirSync(packages).map((name) => join(packages, name)), join(workspace, "reports")];
  return new Map(folders.map((folder) => [manifest(folder).name, folder]));
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** joulebook and all of ours that it depends on, directly or not. */
function needed(
  folders: ReadonlyMap<string, string>,
  name = "joulebook",
  found = new Set<string>(),
): ReadonlySet<string> {
  const folder = folders.get(name);
  if (folder === undefined || found.has(folder)) return found;
  found.add(folder);
  for (const dependency of Object.keys(manifest(folder).dependencies ?? {})) needed(folders, dependency, found);
  return found;
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(command, [...args], { cwd, shell: process.platform === "win32" });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

const published = [...needed(packageFolders())];

beforeAll(async () => {
  const tarballs = join(empty, "tarballs");
  mkdirSync(tarballs);
  mkdirSync(application);
  for (const folder of published) {
    const { code, stderr } = await run("npm", ["pack", "--ignore-scripts", "--pack-destination", tarballs], folder);
    if (code !== 0) throw new Error(`npm pack failed in ${folder}: ${stderr}`);
  }
  writeFileSync(join(application, "package.json"), JSON.stringify({ name: "application", private: true }));
  const files = readdirSync(tarballs).map((name) => join(tarballs, name));
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", ...files];
  const { code, stderr } = await run("npm", install, application);
  if (code !== 0) throw new Error(`npm install failed: ${stderr}`);
});

test("none of the packages that joulebook needs is private", () => {
  expect(published.length).toBeGreaterThan(5);
  expect(published.filter((folder) => manifest(folder).private === true)).toEqual([]);
});

test("installed from its tarballs in an empty folder, joulebook recommends what it does here", async () => {
  const args = ["recommend", "--device", "raspberry-pi-4", "--budget", "100mJ", "--json"];
  const installed = await run("npx", ["--no", "joulebook", ...args], application);
  const here = await run(process.execPath, [join(workspace, "packages/joulebook/dist/bin.js"), ...args], empty);
  expect([installed.code, installed.stdout]).toEqual([0, here.stdout]);
});

test("its one import works there, and the report is written", async () => {
  const script = 'import("joulebook").then(({ parseEnergy }) => console.log(parseEnergy("50mJ")))';
  expect((await run(process.execPath, ["-e", script], application)).stdout).toBe("0.05\n");
  const args = ["--no", "joulebook", "report", "design-review", "--formats", "html,data"];
  expect((await run("npx", args, application)).code).toBe(0);
  expect(readFileSync(join(application, "design-review.html"), "utf8")).toContain("<!DOCTYPE html>");
});

test("the tarballs hold what runs, and no sources or tests", () => {
  for (const folder of published) {
    const installed = join(application, "node_modules", manifest(folder).name);
    const files = readdirSync(installed, { recursive: true }).map(String);
    expect(files).toContain(join("dist", "index.js"));
    expect(files.filter((file) => /^(src|test|test-long)\b|\.tsbuildinfo$|\.test\./.test(file))).toEqual([]);
  }
});
