// Runs the notebooks and renders them to docs/notebooks, pictures included.
// Usage: node tools/notebooks.mjs [--check] [name...]; --check runs nothing and says which pages are out of date.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { isPageCurrent, notebookErrorText, notebookMarkdown, runNotebook } from "@joulebook/notebook";
import { writeFilesAtomic } from "@joulebook/runtime";
import { notebookNames, pageFolder, pageText, pictureFiles, readNotebook } from "./notebooks/notebook-files.mjs";
import { prepare } from "./setup/prepare.mjs";
import { workspace } from "./setup/workspace.mjs";

const check = process.argv.includes("--check");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const names = notebookNames().filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const { built } = check ? { built: true } : await prepare();
if (!built || names.length === 0) {
  if (built) console.error(`no notebook has ${wanted.join(" or ")} in its name`);
  process.exit(built ? 2 : 1);
}
for (const name of names) {
  const done = check ? current(name) : await render(name);
  console.log(done);
}

/** @param {string} name */
function current(name) {
  const { notebook } = readNotebook(name);
  const text = pageText(name);
  if (text !== undefined && isPageCurrent(notebook, text)) return `docs/notebooks/${name}.md is up to date`;
  process.exitCode = 5;
  return `docs/notebooks/${name}.md does not show the notebook as it is: npm run notebooks`;
}

/** @param {string} name */
async function render(name) {
  const { file, notebook } = readNotebook(name);
  const run = await runNotebook(notebook, {
    file,
    packages: { joulebook: join(workspace, "packages", "joulebook") },
    onCell: (number, count) => console.error(`${name}: cell ${number} of ${count}`),
  });
  if (run.error !== undefined) {
    process.exitCode = 1;
    return notebookErrorText(file, run.error);
  }
  const { markdown, pictures } = notebookMarkdown(run.notebook, name);
  for (const old of pictureFiles(name)) {
    if (!pictures.some((picture) => picture.name === old)) rmSync(join(pageFolder, old));
  }
  await writeFilesAtomic([
    { path: join(pageFolder, `${name}.md`), content: `${heading(name)}\n\n${markdown}` },
    ...pictures.map((picture) => ({ path: join(pageFolder, picture.name), content: picture.content })),
  ]);
  return `docs/notebooks/${name}.md with ${pictures.length} pictures`;
}

/** @param {string} name */
function heading(name) {
  return `<!-- Written by \`npm run notebooks\` -->\n*[notebooks/${name}.ipynb](../../notebooks/${name}.ipynb) as it ran.*`;
}
