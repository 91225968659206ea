import { join } from "node:path";
import type { Dataset, ImageSet } from "./dataset.js";
import { checkLabels, readBytes, wrongSize } from "./read-bytes.js";

const pixelsPerPlane = 32 * 32;
const recordBytes = 1 + 3 * pixelsPerPlane;
const recordsPerFile = 10_000;

/**
 * CIFAR-10 in its published binary form: `data_batch_1.bin` .. `data_batch_5.bin` and `test_batch.bin`, records of one class byte
 * and the red, green and blue planes.
 *
 * @throws InputError `missing-data`, `wrong-size`, `bad-label`
 */
export async function readCifar10(folder: string, records: number = recordsPerFile): Promise<Dataset> {
  const batches = [1, 2, 3, 4, 5].map((k) => join(folder, `data_batch_${k}.bin`));
  return {
    name: "cifar10",
    label: "CIFAR-10",
    shape: { height: 32, width: 32, channels: 3 },
    classes: 10,
    scale: 255,
    decoder: "none",
    train: joined(await Promise.all(batches.map((file) => readBatch(file, records)))),
    test: await readBatch(join(folder, "test_batch.bin"), records),
  };
}

async function readBatch(file: string, records: number): Promise<ImageSet> {
  const bytes = await readBytes(file);
  if (bytes.length !== records * recordBytes) {
    throw wrongSize(file, bytes.length, `${records * recordBytes} bytes (${records} records of ${recordBytes})`);
  }
  const labels = new Uint8Array(records);
  const pixels = new Uint8Array(records * 3 * pixelsPerPlane);
  for (let i = 0; i < records; i++) {
    const record = bytes.subarray(i * recordBytes, (i + 1) * recordBytes);
    labels[i] = record[0] as number;
    const image = pixels.subarray(i * 3 * pixelsPerPlane, (i + 1) * 3 * pixelsPerPlane);
    for (let k = 0; k < 3 * pixelsPerPlane; k++) {
      image[(k % pixelsPerPlane) * 3 + Math.floor(k / pixelsPerPlane)] = record[1 + k] as number;
    }
  }
  checkLabels(labels, 10, file);
  return { count: records, pixels, labels };
}

function joined(parts: readonly ImageSet[]): ImageSet {
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    pixels: Uint8Array.from(Buffer.concat(parts.map(({ pixels }) => pixels))),
    labels: Uint8Array.from(Buffer.concat(parts.map(({ labels }) => labels))),
  };
}
