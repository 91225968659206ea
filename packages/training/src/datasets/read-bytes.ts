import { readFile } from "node:fs/promises";
import { InputError } from "@joulebook/core";

/**
 * A data file whole.
 *
 * @throws InputError `missing-data` or, when `size` is given and differs, `wrong-size`
 */
export async function readBytes(path: string, size?: number): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError([
      {
        code: "missing-data",
        message: `cannot read the data file: ${why}`,
        file: path,
        fix: "name its folder with --data DIR",
      },
    ]);
  }
  if (size !== undefined && bytes.length !== size) throw wrongSize(path, bytes.length, `${size} bytes`);
  return bytes;
}

export function wrongSize(file: string, found: number, expected: string): InputError {
  return new InputError([
    { code: "wrong-size", message: `the data file has ${found} bytes`, file, expected, fix: "fetch the file again" },
  ]);
}

/** @throws InputError `bad-label` for the first class outside 0..classes-1 */
export function checkLabels(labels: Uint8Array, classes: number, file: string): void {
  const index = labels.findIndex((label) => label >= classes);
  if (index < 0) return;
  throw new InputError([
    {
      code: "bad-label",
      message: `example ${index} has the class ${labels[index]}`,
      file,
      expected: `a class from 0 to ${classes - 1}`,
    },
  ]);
}
