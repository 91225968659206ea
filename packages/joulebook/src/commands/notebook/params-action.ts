import type { NotebookParamsDocument } from "@joulebook/core";
import { type NotebookParameter, notebookParameters } from "@joulebook/notebook";
import { printable } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { readNotebook } from "./read-notebook.js";

/** Lists what `notebook run -p` can set. */
export async function paramsAction(file: string): Promise<CommandResult> {
  const { notebook, input } = await readNotebook(file);
  const parameters = notebookParameters(notebook);
  const document: DocumentBody<NotebookParamsDocument> = { file, parameters };
  return { name: "notebook-params", document, text: () => parametersText(parameters), inputs: [input] };
}

function parametersText(parameters: readonly NotebookParameter[]): string {
  if (parameters.length === 0) return "The notebook has no parameters: no cell is tagged “parameters”.";
  return textTable([
    { title: "Parameter", cells: parameters.map(({ name }) => printable(name)) },
    { title: "Default", cells: parameters.map((parameter) => printable(String(parameter.default))) },
    { title: "Values", cells: parameters.map(({ type, allowed }) => printable(allowed?.join(", ") ?? type)) },
    { title: "Meaning", cells: parameters.map(({ description = "" }) => printable(description)) },
  ]);
}
