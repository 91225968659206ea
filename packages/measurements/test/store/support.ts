import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, type Problem } from "@joulebook/core";

/** A new folder of its own. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "joulebook-store-"));
}

/** Writes a file there and returns its path. */
export function file(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Every file below a folder with its bytes. */
export function snapshot(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const path = join(folder, name);
    if (statSync(path).isFile()) found.set(name, readFileSync(path).toString("base64"));
  }
  return found;
}

/** The problems that a promise is rejected with. */
export async function problemsOf(promise: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error("nothing was wrong");
}

/** Problems as `line:column code`. */
export function places(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ line, column, code }) => `${line ?? ""}:${column ?? ""} ${code}`);
}

export const table = `device,model,accuracy (%),Latency [ms],energy_mJ,energy_basis
board-b,net-1,70,10,50,board
board-a,net-2,75.5,20,125,board
board-a,net-1,70,12,60,board
`;
