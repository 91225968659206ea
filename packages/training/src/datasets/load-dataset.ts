import { InputError } from "@joulebook/core";
import type { Dataset, DatasetName } from "./dataset.js";
import { readCifar10 } from "./read-cifar10.js";
import { readDigits } from "./read-digits.js";
import { readPackedJpeg } from "./read-packed-jpeg.js";

/**
 * Reads a data set by name; all but the shipped digits need their folder.
 *
 * @throws InputError `no-data-folder`, and what the readers throw
 */
export async function loadDataset(name: DatasetName, folder?: string): Promise<Dataset> {
  if (name === "digits") return readDigits();
  if (folder === undefined) {
    throw new InputError([
      {
        code: "no-data-folder",
        message: `the data set ${name} is not shipped`,
        fix: "name its folder with --data DIR",
      },
    ]);
  }
  return name === "cifar10" ? readCifar10(folder) : readPackedJpeg(folder);
}
