import { execFile } from "node:child_process";

/** The first line that a program prints, on either stream; undefined when it does not run, fails, or takes over 10 s. */
export function firstLine(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: 10_000, windowsHide: true }, (error, stdout, stderr) => {
      const line = `${stdout}\n${stderr}`.split("\n").find((text) => text.trim() !== "");
      resolve(error === null ? (line ?? "").trim() : undefined);
    });
  });
}
