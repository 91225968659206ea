import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import type { CountDocument, MemoryDocument } from "@joulebook/core";
import { zooNames } from "@joulebook/network";
import { schemaErrors } from "../support/document-schemas.js";
import { joulebook } from "../support/joulebook.js";

async function document<T>(line: string, code = 0): Promise<T> {
  const outcome = await joulebook([...line.split(" "), "--json"]);
  expect([line, outcome.code]).toEqual([line, code]);
  if (code === 0) expect(schemaErrors(line.split(" ")[0] ?? "", outcome.stdout)).toEqual([]);
  return JSON.parse(outcome.stdout) as T;
}

const folder = mkdtempSync(join(tmpdir(), "joulebook-networks-"));
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("count", () => {
  it("counts a network of the zoo, by kind and by layer, consistently", async () => {
    const counted = await document<CountDocument>("count ds-cnn-s");
    expect(counted).toMatchObject({ macs: 2_656_768, params: 22_604, ops: 5_313_536 + 8_000, weightBytes: 22_604 });
    for (const list of [counted.byKind, counted.layers]) {
      expect(list.reduce((sum, { macs }) => sum + macs, 0)).toBe(counted.macs);
      expect(list.reduce((sum, { params }) => sum + params, 0)).toBe(counted.params);
      expect(list.reduce((sum, { ops }) => sum + ops, 0)).toBe(counted.ops);
    }
    expect(counted.byKind[0]).toMatchObject({ kind: "pointwise-convolution", layers: 4, macs: 2_048_000 });
    expect(counted.layers[1]).toMatchObject({ kind: "depthwise-convolution", macsPerOutput: 9 });
  });

  it("takes the weights' bits from the precision in the name", async () => {
    const bytes = async (name: string): Promise<number> => (await document<CountDocument>(`count ${name}`)).weightBytes;
    expect(await bytes("resnet18-fp32")).toBe(4 * 11_684_712);
    expect(await bytes("resnet18-fp16")).toBe(2 * 11_684_712);
  });

  it("prints totals that can be checked to the digit, and every layer", async () => {
    const { stdout, code } = await joulebook(["count", "merkel-l2-n64"]);
    expect(code).toBe(0);
    expect(stdout).toContain("merkel-l2-n64: 2,131,200 MACs, 577,802 parameters in 2.31 MB");
    expect(stdout).toMatch(/convolution +convolution +1×30×30×64 +1,555,200 +1,792 +27\.0/);
  });
});

describe("memory", () => {
  it("plans the arena of a network of the zoo, and says whether it fits", async () => {
    const planned = await document<MemoryDocument>("memory ds-cnn-l --flash 256KB --sram 320KiB");
    expect(planned).toMatchObject({
      peakActivationBytes: 86_940,
      weightBytes: 410_700,
      footprintBytes: 497_640,
      fits: {
        flash: { needed: 410_700, available: 256_000, fits: false, shortfall: 154_700 },
        sram: { needed: planned.arenaBytes, available: 327_680, fits: true, shortfall: 0 },
      },
    });
    expect(Math.max(...planned.timeline.map(({ live }) => live))).toBe(86_940);
    expect(planned.arenaBytes).toBeGreaterThanOrEqual(planned.lowerBoundBytes);
    expect(planned.lowerBoundBytes % 16).toBe(0);
  });

  it("lets no two buffers overlap that are needed at the same step", async () => {
    for (const options of ["", " --in-place", " --plan best", " --order best --alignment 1", " --plan linear"]) {
      const { buffers, arenaBytes } = await document<MemoryDocument>(`memory resnet8${options}`);
      for (const [index, a] of buffers.entries()) {
        expect(a.offset + a.size).toBeLessThanOrEqual(arenaBytes);
        for (const b of buffers.slice(index + 1)) {
          const together = a.firstUse <= b.lastUse && b.firstUse <= a.lastUse;
          const apart = a.offset + a.size <= b.offset || b.offset + b.size <= a.offset;
          expect(!together || apart).toBe(true);
        }
      }
    }
  });

  it("needs less when layers write over their inputs, and more without reuse", async () => {
    const peak = async (options: string): Promise<MemoryDocument> =>
      document<MemoryDocument>(`memory resnet50 ${options}`);
    const own = await peak("--plan greedy");
    expect((await peak("--in-place")).peakActivationBytes).toBeLessThan(own.peakActivationBytes);
    expect((await peak("--plan linear")).arenaBytes).toBeGreaterThan(own.arenaBytes);
  });

  it("prints how far the order can be from the best, also where layers write over their inputs", async () => {
    const best = await document<MemoryDocument>("memory mobilenet-v2-0.35-96 --order best");
    expect(best.orderLowerBoundBytes).toBe(best.peakActivationBytes);
    const inPlace = await document<MemoryDocument>("memory resnet50 --order best --in-place --fuse");
    expect(inPlace).toMatchObject({ inPlace: true, fuse: true });
    expect(inPlace.orderLowerBoundBytes).toBeLessThanOrEqual(inPlace.peakActivationBytes);
    const { stdout } = await joulebook("memory resnet50 --order best --in-place --fuse".split(" "));
    expect(stdout).toMatch(/in the best order there is, in place, activations fused/);
  });

  it("takes flash and SRAM from a device file, and options before it", async () => {
    const sourced = (value: number) => ({ value, source: "s" });
    const device = {
      schema: "joulebook/device@1",
      kind: "op-table",
      id: "d",
      title: "by hand",
      sources: { s: { title: "this test" } },
      flash: sourced(1e6),
      sram: sourced(9e4),
      power: sourced(0.1),
      table: [{ kinds: ["dense"], counts: "macs", points: [{ macsPerOutput: 10, throughput: 1e8, source: "s" }] }],
    };
    const path = file("device.json", JSON.stringify(device));
    const { fits, inputs } = await document<MemoryDocument>(`memory ds-cnn-l --device ${path} --sram 80KB`);
    expect([fits?.flash.fits, fits?.sram.available, fits?.sram.fits]).toEqual([true, 80_000, false]);
    expect(inputs.map(({ name }) => name)).toEqual([path]);
  });

  it("takes them from a device that ships, by its id", async () => {
    const { fits } = await document<MemoryDocument>("memory ds-cnn-l --device cortex-m7-216mhz-cmsis-nn");
    expect([fits?.flash.available, fits?.sram.available]).toEqual([1_048_576, 327_680]);
  });

  it("shows the memory over time", async () => {
    const { stdout } = await joulebook(["memory", "dnn-s", "--flash", "64KB"]);
    expect(stdout).toContain("does not fit flash: 79.6 KB of 64.0 KB, 15.6 KB short");
    expect(stdout).toMatch(/Live \(B\)\ndense +394 +█{32}/);
  });
});

type Failure = { readonly errors: readonly { readonly code: string; readonly nearest?: readonly string[] }[] };
const failures: readonly (readonly [line: string, exit: number, code: string])[] = [
  ["count mobilenet-v2-1.0-225", 2, "unknown-network"],
  ["count __proto__", 2, "unknown-network"],
  ["count missing.onnx", 3, "cannot-read"],
  [`count ${folder}/`, 3, "cannot-read"],
  [`count ${file("empty.onnx", "")}`, 3, "bad-network"],
  [`count ${file("text.tflite", "<html>not found</html>")}`, 3, "bad-network"],
  [`memory ${file("zip.onnx", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))}`, 3, "bad-network"],
  ["count ds-cnn-s --dim batch=1", 2, "no-open-dimension"],
  ["count ds-cnn-s --dim batch", 2, "bad-dimension"],
  ["count ds-cnn-s --dim batch=0", 2, "bad-dimension"],
  ["memory ds-cnn-s --order worst", 2, "unknown-order"],
  ["memory ds-cnn-s --plan constructor", 2, "unknown-plan"],
  ["memory ds-cnn-s --alignment 0", 2, "bad-number"],
  ["memory ds-cnn-s --sram -1B", 2, "negative"],
  [`memory ds-cnn-s --device ${file("broken.json", "{")}`, 3, "bad-json"],
  [`memory ds-cnn-s --device ${file("list.json", "[]")}`, 3, "bad-device-file"],
  ["memory ds-cnn-s --device cortex-m8", 2, "unknown-device"],
  ["memory ds-cnn-s --device firefly-rk3588s-tflite-ruy", 2, "no-memory"],
];

test.each(failures)("%s ends with %i and %s", async (line, exit, code) => {
  const { errors } = await document<Failure>(line, exit);
  expect(errors.map((error) => error.code)).toContain(code);
});

test("a mistyped name brings the nearest of the zoo", async () => {
  const { errors } = await document<Failure>("count mobilenet-v2-1.0-225", 2);
  expect(errors[0]?.nearest?.[0]).toBe("mobilenet-v2-1.0-224");
});

test("every network of the zoo can be planned", async () => {
  for (const name of zooNames()) {
    const planned = await document<MemoryDocument>(`memory ${name} --in-place`);
    expect([name, planned.peakActivationBytes > 0, planned.weightBytes > 0]).toEqual([name, true, true]);
  }
});
