import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { joulebook } from "../support/joulebook.js";

const guide = readFileSync(new URL("../../../../docs/guides/command-line.md", import.meta.url), "utf8");
const blocks = [...guide.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = ""]) => block);
const lines = blocks.flatMap((block) => block.trim().split("\n"));

test.each(lines)("the guide's example runs: %s", async (line) => {
  const [command = "", comment = ""] = line.split(" # ");
  const [, ...args] = command.split(" ");
  const { code, stderr } = await joulebook(args);
  expect(stderr).not.toContain("error:");
  expect(code).toBe(Number(/exit code (\d+)/.exec(comment)?.[1] ?? 0));
});
