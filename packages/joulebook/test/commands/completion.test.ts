import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freshFolder, joulebook } from "../support/joulebook.js";

const has = (shell: string): boolean => spawnSync(shell, ["-c", "true"]).status === 0;

async function scriptFile(shell: string): Promise<string> {
  const { code, stdout } = await joulebook(["completion", shell]);
  expect(code).toBe(0);
  const file = join(freshFolder(), `joulebook.${shell}`);
  writeFileSync(file, stdout);
  return file;
}

const cases: readonly (readonly [typed: string, expected: readonly string[], not: readonly string[]])[] = [
  ["joulebook noteb", ["notebook"], ["kernel", "recommend"]],
  ["joulebook notebook ", ["run", "params", "check"], ["notebook"]],
  ["joulebook kernel ", ["install"], ["start"]],
  ["joulebook completion ", ["bash", "zsh", "fish"], []],
  ["joulebook notebook run --ti", ["--timeout"], ["--out"]],
  ["joulebook recommend --lat", ["--latency", "--latency-percentile"], ["--rate"]],
  ["joulebook --json report --q", ["--quiet"], []],
];

describe.skipIf(!has("bash"))("the script for bash", () => {
  it.each(cases)("completes %s", async (typed, expected, not) => {
    const words = typed.split(" ");
    const set = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}`;
    const command = `source "$0"; ${set}; _joulebook; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command, await scriptFile("bash")], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout.split("\n")).toEqual(expect.arrayContaining([...expected]));
    for (const word of not) expect(stdout.split("\n")).not.toContain(word);
  });
});

describe.skipIf(!has("fish"))("the script for fish", () => {
  it.each(cases)("completes %s", async (typed, expected, not) => {
    const command = `source $argv[1]; complete -C "${typed}"`;
    const args = ["--no-config", "-c", command, await scriptFile("fish")];
    const { stdout } = spawnSync("fish", args, { encoding: "utf8", env: { ...process.env, HOME: freshFolder() } });
    const found = stdout.split("\n").map((line) => line.split("\t")[0]);
    expect(found).toEqual(expect.arrayContaining([...expected]));
    for (const word of not) expect(found).not.toContain(word);
  });
});

describe.skipIf(!has("zsh"))("the script for zsh", () => {
  // A real interactive zsh in a pseudo-terminal: what Ctrl-D lists is read, or what Tab puts in where one word fits.
  const drive = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1='> '; autoload -Uz compinit; compinit -u -D; zstyle ':completion:*' list-grouped false; LISTMAX=9999; source $1; print re''ady"
zpty -r shell text '*ready*'
zpty -n -w shell "$2"$'\\x04'
sleep 1
zpty -n -w shell $'\\t'
sleep 1.5
while zpty -r -t shell text; do print -rn -- "$text"; done
zpty -d shell`;

  it.each(cases.slice(1, 4))("completes %s", async (typed, expected, not) => {
    const args = ["-f", "-c", drive, "zsh", await scriptFile("zsh"), typed];
    const env = { ...process.env, TERM: "dumb", COLUMNS: "200", HOME: freshFolder() };
    const { stdout } = spawnSync("zsh", args, { encoding: "utf8", env, cwd: freshFolder(), timeout: 20_000 });
    for (const word of expected) expect(stdout).toContain(word);
    for (const word of not.filter((one) => !typed.includes(one))) expect(stdout).not.toContain(`${word} `);
  });
});
