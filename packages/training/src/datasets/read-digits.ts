import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { InputError } from "@joulebook/core";
import type { Dataset, ImageSet } from "./dataset.js";
import { checkLabels, readBytes } from "./read-bytes.js";

const side = 8;
const columns = side * side + 1;
/** Of each five examples one is for testing. */
const testEvery = 5;

/**
 * The 1,797 handwritten digits of scikit-learn (8 x 8, 0 to 16), shipped with the package; every fifth example is for testing.
 *
 * @throws InputError `missing-data`, `bad-row`, `bad-label`
 */
export async function readDigits(
  file: string = fileURLToPath(new URL("../../data/digits.csv.gz", import.meta.url)),
): Promise<Dataset> {
  const text = gunzipSync(await readBytes(file)).toString("utf8");
  const rows = text
    .trimEnd()
    .split("\n")
    .map((line, index) => parseRow(line, index + 1, file));
  const part = (wanted: (index: number) => boolean): ImageSet => {
    const chosen = rows.filter((_, index) => wanted(index));
    const labels = Uint8Array.from(chosen, (row) => row[columns - 1] as number);
    checkLabels(labels, 10, file);
    return { count: chosen.length, pixels: Uint8Array.from(chosen.flatMap((row) => row.slice(0, -1))), labels };
  };
  return {
    name: "digits",
    label: "scikit-learn digits",
    shape: { height: side, width: side, channels: 1 },
    classes: 10,
    scale: 16,
    decoder: "none",
    train: part((index) => index % testEvery !== testEvery - 1),
    test: part((index) => index % testEvery === testEvery - 1),
  };
}

function parseRow(line: string, number: number, file: string): number[] {
  const row = line.split(",").map(Number);
  const good = row.length === columns && row.every((value) => Number.isInteger(value) && value >= 0 && value <= 16);
  if (good) return row;
  throw new InputError([
    {
      code: "bad-row",
      message: "the row is not one digit",
      file,
      line: number,
      expected: "64 pixels from 0 to 16 and the class",
    },
  ]);
}
