import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseNotebook } from "@joulebook/notebook";
import { expect, it } from "vitest";
import { freshFolder, joulebook, jupyter, repository, run } from "./programs.js";

const notebook = join(repository, "notebooks", "01-getting-started.ipynb");
const patience = 300_000;

async function execute(file: string, folder: string, env: Readonly<Record<string, string>>): Promise<string> {
  const args = ["nbconvert", "--to", "notebook", "--execute", file, "--output-dir", folder, "--output", "ran.ipynb"];
  const { code, stderr } = await run(jupyter ?? "", args, { cwd: folder, env: { HOME: folder, ...env } });
  expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
  return readFileSync(join(folder, "ran.ipynb"), "utf8");
}

it.skipIf(jupyter === undefined)(
  "real Jupyter runs a notebook with the repository's kernelspec (nbconvert --execute)",
  async () => {
    const text = await execute(notebook, freshFolder(), { JUPYTER_PATH: join(repository, "tools", "jupyter") });
    const outputs = parseNotebook(text, "ran.ipynb").cells.flatMap((cell) => cell.outputs ?? []);
    expect(outputs.filter((output) => output.output_type === "error")).toEqual([]);
    expect(text).toContain("Plotly.newPlot");
  },
  patience,
);

it.skipIf(jupyter === undefined)(
  "an installed kernel finds joulebook from any folder, and its types",
  async () => {
    const folder = freshFolder();
    const prefix = join(folder, "environment");
    expect((await joulebook(["kernel", "install", "--prefix", prefix])).code).toBe(0);
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    const source =
      'import * as jb from "joulebook";\nconst text: string = jb.formatEnergy(0.05);\nconst bag = { text };\nbag.text';
    const file = join(elsewhere, "mine.ipynb");
    writeFileSync(
      file,
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 4,
        metadata: { kernelspec: { name: "joulebook", display_name: "Joulebook (TypeScript)", language: "typescript" } },
        cells: [
          { cell_type: "code", metadata: {}, source, outputs: [], execution_count: null },
          { cell_type: "code", metadata: {}, source: "({ text }).text", outputs: [], execution_count: null },
        ],
      }),
    );
    const text = await execute(file, folder, { JUPYTER_PATH: join(prefix, "share", "jupyter") });
    expect(JSON.stringify(JSON.parse(text).cells).match(/50\.0 mJ/g)).toHaveLength(2);
  },
  patience,
);
