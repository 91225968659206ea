import { printable } from "@joulebook/runtime";
import { studies, type StudyEntry, type StudyParameter } from "@joulebook/studies";
import type { CommandResult } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";

type ListedStudy = Pick<StudyEntry, "id" | "title" | "summary"> & { readonly parameters: readonly StudyParameter[] };

/** The studies that `report` can write, with their parameters. */
export async function listStudies(): Promise<CommandResult> {
  const list = await Promise.all(
    studies.map(async ({ id, title, summary, load }): Promise<ListedStudy> => {
      const { parameters } = await load();
      return { id, title, summary, parameters };
    }),
  );
  return { name: "studies", document: { studies: list }, text: () => list.map(studyText).join("\n\n") };
}

function studyText({ id, summary, parameters }: ListedStudy): string {
  const table = textTable([
    { title: "Parameter", cells: parameters.map(({ name }) => name) },
    { title: "Default", cells: parameters.map((parameter) => parameter.default ?? "") },
    { title: "Example", cells: parameters.map(({ example }) => example) },
    { title: "Meaning", cells: parameters.map(({ description }) => printable(description)) },
  ]);
  return `${id}: ${printable(summary)}\n${table.replace(/^/gm, "  ")}`;
}
