import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { createProgram } from "../../src/command-line/program.js";
import { joulebook, joulebookProcess } from "../support/joulebook.js";

/** Every command, as the words that call it; `leaf` where it does something itself and users are told of it. */
function helps(command: Command, path: readonly string[] = []): readonly { path: readonly string[]; leaf: boolean }[] {
  const visible = command.createHelp().visibleCommands(command);
  return command.commands.flatMap((sub) => {
    const words = [...path, sub.name()];
    return [{ path: words, leaf: sub.commands.length === 0 && visible.includes(sub) }, ...helps(sub, words)];
  });
}

const terminal = { out: () => {}, err: () => {}, width: 100 };
const commands = [{ path: [], leaf: true }, ...helps(await createProgram(terminal, async () => {}))];

test.each(commands.map(({ path, leaf }) => [["joulebook", ...path].join(" "), path, leaf] as const))(
  "the help of %s is the golden one",
  async (name, path, leaf) => {
    const { code, stdout, stderr } = await joulebook([...path, "--help"]);
    const golden = fileURLToPath(new URL(`../golden/help/${name.replaceAll(" ", "-")}.txt`, import.meta.url));
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, stdout);
    expect(stdout).toBe(readFileSync(golden, "utf8"));
    if (leaf) expect(stdout).toContain("Examples:");
    expect([code, stderr]).toEqual([0, ""]);
  },
);

test("the examples of recommend run", async () => {
  const { stdout } = await joulebook(["recommend", "--help"]);
  const examples = [...stdout.matchAll(/^ {2}joulebook (.*)$/gm)].map(([, line = ""]) => line.split(" "));
  const shipped = examples.filter((args) => !args.includes("mine.csv"));
  expect(shipped.length).toBeGreaterThan(2);
  for (const args of shipped) expect([args, (await joulebook(args)).code]).toEqual([args, 0]);
});

test("the version is that of the package", async () => {
  const manifest = new URL("../../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  expect(await joulebookProcess(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});
