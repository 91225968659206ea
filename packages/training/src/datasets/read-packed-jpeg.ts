import { join } from "node:path";
import { InputError } from "@joulebook/core";
import jpeg from "jpeg-js";
import type { Dataset, ImageSet } from "./dataset.js";
import { readBytes, wrongSize } from "./read-bytes.js";

const side = 32;
const bytesPerImage = side * side * 3;

/**
 * CIFAR-10 as a packed JPEG copy: `header.bin` (shared by all images), `<split>.scan.bin` (entropy-coded scans end to end) and
 * `<split>.len.u16` (their lengths). Image i has class i % 10.
 *
 * @throws InputError `missing-data`, `wrong-size`, or `bad-image` for a scan that does not decode
 */
export async function readPackedJpeg(folder: string): Promise<Dataset> {
  const header = await readBytes(join(folder, "header.bin"));
  return {
    name: "cifar10-jpeg",
    label: "CIFAR-10 (JPEG copy)",
    shape: { height: side, width: side, channels: 3 },
    classes: 10,
    scale: 255,
    decoder: "jpeg-js 0.4.4",
    train: await readSplit(folder, "train", header),
    test: await readSplit(folder, "test", header),
  };
}

async function readSplit(folder: string, split: string, header: Uint8Array): Promise<ImageSet> {
  const lengthFile = join(folder, `${split}.len.u16`);
  const lengths = await readBytes(lengthFile);
  if (lengths.length % 2 !== 0) throw wrongSize(lengthFile, lengths.length, "an even number of bytes");
  const view = new DataView(lengths.buffer, lengths.byteOffset, lengths.byteLength);
  const count = lengths.length / 2;
  let total = 0;
  for (let i = 0; i < count; i++) total += view.getUint16(2 * i, true);
  const file = join(folder, `${split}.scan.bin`);
  const scans = await readBytes(file, total);
  const pixels = new Uint8Array(count * bytesPerImage);
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = start + view.getUint16(2 * i, true);
    pixels.set(decode(header, scans.subarray(start, end), file, i), i * bytesPerImage);
    start = end;
  }
  return { count, pixels, labels: Uint8Array.from({ length: count }, (_, i) => i % 10) };
}

function decode(header: Uint8Array, scan: Uint8Array, file: string, index: number): Uint8Array {
  const whole = Buffer.concat([header, scan, Uint8Array.of(0xff, 0xd9)]);
  try {
    const { width, height, data } = jpeg.decode(whole, { useTArray: true, formatAsRGBA: false });
    if (width === side && height === side && data.length === bytesPerImage) return data;
    throw new Error(`it is ${width} x ${height}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError([
      {
        code: "bad-image",
        message: `image ${index} does not decode: ${why}`,
        file,
        expected: "a 32 x 32 colour image",
      },
    ]);
  }
}
