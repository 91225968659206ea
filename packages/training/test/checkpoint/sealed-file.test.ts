import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCheckpoint, writeCheckpoint } from "../../src/checkpoint/checkpoint.js";
import { readSealed, writeSealed } from "../../src/checkpoint/sealed-file.js";
import { temporaryFolder } from "../temporary-folder.js";

const sealed = { header: { name: "x" }, arrays: [Float32Array.of(1, -2.5, Number.EPSILON), new Float32Array(0)] };

async function problemOf(file: string): Promise<string> {
  const error: unknown = await readSealed(file, "checkpoint").catch((caught: unknown) => caught);
  return (error as { problems?: readonly { code: string }[] }).problems?.[0]?.code ?? "none";
}

describe("a sealed file", () => {
  it("comes back as it was written", async () => {
    const file = join(temporaryFolder(), "a.bin");
    await writeSealed(file, sealed);
    expect(await readSealed(file, "checkpoint")).toEqual(sealed);
  });

  it("is undefined when there is none", async () => {
    expect(await readSealed(join(temporaryFolder(), "a.bin"), "checkpoint")).toBeUndefined();
  });

  it("is truncated at every shorter length, never read in part", async () => {
    const file = join(temporaryFolder(), "a.bin");
    await writeSealed(file, sealed);
    const bytes = readFileSync(file);
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(await problemOf(file)).toMatch(/^checkpoint-(truncated|corrupt)$/);
    }
  });

  it("is refused when any one byte changes", async () => {
    const file = join(temporaryFolder(), "a.bin");
    await writeSealed(file, sealed);
    const bytes = readFileSync(file);
    for (let place = 0; place < bytes.length; place++) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] as number) ^ 0x10;
      writeFileSync(file, changed);
      expect(await problemOf(file)).toMatch(/^checkpoint-(corrupt|truncated|version)$/);
    }
  });

  it("names another version", async () => {
    const file = join(temporaryFolder(), "a.bin");
    await writeSealed(file, sealed);
    const bytes = readFileSync(file);
    bytes.writeUInt16LE(9, 7);
    writeFileSync(file, bytes);
    await expect(readSealed(file, "checkpoint")).rejects.toThrow("it has version 9, this program reads 1");
  });
});

describe("a checkpoint", () => {
  it("belongs to one experiment", async () => {
    const file = join(temporaryFolder(), "c.bin");
    const state = {
      experiment: "a",
      epoch: 1,
      step: 2,
      updates: 3,
      lossSum: 0.1 + 0.2,
      log: [],
      best: 0.5,
      since: 0,
      random: { seed: 7 },
    };
    await writeCheckpoint(file, { state, arrays: sealed.arrays });
    expect(await readCheckpoint(file, "a")).toEqual({ state, arrays: sealed.arrays });
    await expect(readCheckpoint(file, "b")).rejects.toMatchObject({ problems: [{ code: "checkpoint-experiment" }] });
  });
});
