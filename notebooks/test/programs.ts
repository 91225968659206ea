import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the repository. */
export const repository: string = fileURLToPath(new URL("../..", import.meta.url));

/** The built command line. */
export const joulebookProgram: string = join(repository, "packages", "joulebook", "dist", "bin.js");

/** Jupyter's converter, which runs notebooks through real kernels; undefined where it is not installed. */
export const jupyter: string | undefined = ["jupyter", "/usr/bin/jupyter"].find(
  (program) => spawnSync(program, ["nbconvert", "--version"]).status === 0,
);

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function run(
  program: string,
  args: readonly string[],
  { cwd = freshFolder(), env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text: Buffer) => (stdout += text));
  child.stderr.on("data", (text: Buffer) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs `joulebook` with these words. */
export function joulebook(args: readonly string[], options: Parameters<typeof run>[2] = {}): Promise<Outcome> {
  return run(process.execPath, [joulebookProgram, ...args], options);
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "joulebook-notebooks-"));
}
