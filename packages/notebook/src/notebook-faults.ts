import type { Problem } from "@joulebook/core";
import { cellTags, cellText, type NotebookDocument } from "./notebook-format.js";
import { unreadableParameters } from "./notebook-parameters.js";

/**
 * What should not be committed with a notebook: outputs, execution counts, injected parameters, another kernel, and a
 * cell of parameters that nothing can be injected after. Empty when all is well.
 */
export function notebookFaults(document: NotebookDocument, file: string): readonly Problem[] {
  const problem = (code: string, message: string, fix: string): Problem => ({ code, message, file, fix });
  const { kernelspec } = document.metadata as { kernelspec?: { name?: unknown } };
  const tagged = document.cells.filter((cell) => cellTags(cell).includes("parameters"));
  return [
    ...(kernelspec?.name === "joulebook"
      ? []
      : [
          problem(
            "other-kernel",
            `the kernel is ${JSON.stringify(kernelspec?.name ?? null)}`,
            "choose the kernel “Joulebook (TypeScript)” and save",
          ),
        ]),
    ...document.cells.flatMap((cell, index) => {
      const place = `cell ${index + 1}`;
      if (cellTags(cell).includes("injected-parameters")) {
        return [problem("injected-parameters", `${place} holds the parameters of one run`, "delete the cell")];
      }
      const ran = (cell.outputs ?? []).length > 0 || (cell.execution_count ?? null) !== null;
      return ran ? [problem("committed-outputs", `${place} has outputs`, "clear all outputs and save")] : [];
    }),
    ...tagged
      .slice(1)
      .map(() =>
        problem(
          "several-parameter-cells",
          "several cells are tagged “parameters”",
          "only the first is read: join them",
        ),
      ),
    ...unreadableParameters(document).map(({ line, text }) => {
      const cell = document.cells.findIndex((candidate) => candidate === tagged[0]) + 1;
      return problem(
        "unreadable-parameter",
        `cell ${cell}, line ${line} declares no parameter: ${text}`,
        'write `const name = "value";` with a literal value, and move everything else to the next cell',
      );
    }),
    ...emptyNotebook(document, file),
  ];
}

function emptyNotebook(document: NotebookDocument, file: string): readonly Problem[] {
  const hasCode = document.cells.some((cell) => cell.cell_type === "code" && cellText(cell.source).trim() !== "");
  return hasCode ? [] : [{ code: "no-code", message: "no cell has code", file }];
}
