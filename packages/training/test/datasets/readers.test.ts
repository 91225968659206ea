import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import jpeg from "jpeg-js";
import { describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/load-dataset.js";
import { readCifar10 } from "../../src/datasets/read-cifar10.js";
import { readDigits } from "../../src/datasets/read-digits.js";
import { readPackedJpeg } from "../../src/datasets/read-packed-jpeg.js";
import { temporaryFolder } from "../temporary-folder.js";

/** Two records per file: class, then 1,024 red, green and blue values. */
function binaryFolder(label = 3): string {
  const folder = temporaryFolder();
  for (const name of ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"]) {
    const record = (first: number): number[] => [
      first,
      ...Array.from({ length: 3072 }, (_, k) => (k < 1024 ? 10 : k < 2048 ? 20 : 30) + (k % 1024 === 5 ? 1 : 0)),
    ];
    writeFileSync(join(folder, `${name}.bin`), Uint8Array.from([...record(label), ...record(9)]));
  }
  return folder;
}

/** Packs images as the JPEG copy is: one shared header, scans end to end. */
function packedFolder(levels: readonly number[]): string {
  const folder = temporaryFolder();
  const files = levels.map((level) => {
    const data = Buffer.alloc(32 * 32 * 4, level);
    return Buffer.from(jpeg.encode({ width: 32, height: 32, data }, 75).data);
  });
  const marker = files[0]?.indexOf(Buffer.from([0xff, 0xda])) ?? 0;
  const headerEnd = marker + 2 + (files[0]?.readUInt16BE(marker + 2) ?? 0);
  const scans = files.map((file) => file.subarray(headerEnd, file.length - 2));
  writeFileSync(join(folder, "header.bin"), files[0]?.subarray(0, headerEnd) ?? "");
  for (const split of ["train", "test"]) {
    writeFileSync(join(folder, `${split}.scan.bin`), Buffer.concat(scans));
    writeFileSync(
      join(folder, `${split}.len.u16`),
      new Uint8Array(Uint16Array.from(scans, ({ length }) => length).buffer),
    );
  }
  return folder;
}

describe("readCifar10", () => {
  it("turns planes into pixels and joins the five files", async () => {
    const { train, test, label } = await readCifar10(binaryFolder(), 2);
    expect(label).toBe("CIFAR-10");
    expect([train.count, test.count]).toEqual([10, 2]);
    expect([...train.labels]).toEqual([3, 9, 3, 9, 3, 9, 3, 9, 3, 9]);
    expect([...train.pixels.subarray(0, 3)]).toEqual([10, 20, 30]);
    expect([...train.pixels.subarray(15, 18)]).toEqual([11, 21, 31]);
  });

  it("names a class that does not exist", async () => {
    await expect(readCifar10(binaryFolder(10), 2)).rejects.toThrow(
      /data_batch_\d\.bin: example 0 has the class 10; expected a class from 0 to 9/,
    );
  });

  it("refuses a file of another size, and one that is not there", async () => {
    const folder = binaryFolder();
    await expect(readCifar10(folder)).rejects.toMatchObject({ problems: [{ code: "wrong-size" }] });
    await expect(readCifar10(join(folder, "none"), 2)).rejects.toMatchObject({ problems: [{ code: "missing-data" }] });
  });
});

describe("readPackedJpeg", () => {
  it("decodes every image with the shared header", async () => {
    const { train, label, decoder } = await readPackedJpeg(packedFolder([40, 200]));
    expect([label, decoder]).toEqual(["CIFAR-10 (JPEG copy)", "jpeg-js 0.4.4"]);
    expect(train.count).toBe(2);
    // Flat grey survives JPEG to within one level.
    for (const [place, level] of [
      [0, 40],
      [3071, 40],
      [3072, 200],
      [6143, 200],
    ] as const) {
      expect(Math.abs((train.pixels[place] as number) - level)).toBeLessThanOrEqual(1);
    }
    expect([...train.labels]).toEqual([0, 1]);
  });

  it("refuses scans that do not fit their lengths", async () => {
    const folder = packedFolder([40, 200]);
    writeFileSync(join(folder, "train.scan.bin"), readFileSync(join(folder, "train.scan.bin")).subarray(1));
    await expect(readPackedJpeg(folder)).rejects.toMatchObject({ problems: [{ code: "wrong-size" }] });
  });

  it("names an image that does not decode", async () => {
    const folder = packedFolder([40, 200]);
    writeFileSync(join(folder, "header.bin"), Buffer.from("no JPEG at all"));
    await expect(readPackedJpeg(folder)).rejects.toThrow(/train\.scan\.bin: image 0 does not decode/);
  });
});

describe("readDigits", () => {
  it("has 1,797 digits, every fifth for testing", async () => {
    const { train, test, shape, scale } = await readDigits();
    expect([train.count, test.count]).toEqual([1438, 359]);
    expect([shape, scale]).toEqual([{ height: 8, width: 8, channels: 1 }, 16]);
    // First line of the file: a zero that begins 0,0,5,13,9,1,0,0.
    expect([...train.pixels.subarray(0, 8)]).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
    expect(train.labels[0]).toBe(0);
  });

  it("names the line of a row that is no digit", async () => {
    const file = join(temporaryFolder(), "digits.csv.gz");
    const row = Array.from({ length: 65 }, () => 1).join(",");
    writeFileSync(file, gzipSync(`${row}\n${row.replace("1", "17")}\n`));
    await expect(readDigits(file)).rejects.toThrow(`${file}:2: the row is not one digit`);
    writeFileSync(file, gzipSync(`${row.slice(0, -1)}12\n`));
    await expect(readDigits(file)).rejects.toMatchObject({ problems: [{ code: "bad-label" }] });
  });
});

describe("loadDataset", () => {
  it("asks for the folder of data that are not shipped", async () => {
    await expect(loadDataset("cifar10")).rejects.toThrow(
      "the data set cifar10 is not shipped; name its folder with --data DIR",
    );
    expect((await loadDataset("digits")).label).toBe("scikit-learn digits");
  });
});
