import type { InputFile } from "@joulebook/core";
import { type NotebookDocument, parseNotebook } from "@joulebook/notebook";
import { readTextFile } from "@joulebook/runtime";

export interface ReadNotebook {
  readonly file: string;
  readonly notebook: NotebookDocument;
  readonly input: InputFile;
}

/** @throws InputError (exit code 3) when the file cannot be read or is no notebook */
export async function readNotebook(file: string): Promise<ReadNotebook> {
  const { text, hash, size } = await readTextFile(file);
  return { file, notebook: parseNotebook(text, file), input: { name: file, sha256: hash, bytes: size } };
}
