import { describe, expect, it } from "vitest";
import { readNetwork } from "../../src/index.js";
import { nodeTests } from "../reading/node-tests.js";
import { sourceOf } from "../reading/sources.js";

/**
 * Shapes that depend on how often a loop runs: its body is counted for one pass. And extents of 0, which a file may use
 * for "open": they are taken as 1, with a note.
 */
const knownDifferences = new Set([
  "test_loop11",
  "test_range_bfloat16_type_positive_delta_expanded",
  "test_range_float16_type_positive_delta_expanded",
  "test_range_float_type_positive_delta_expanded",
  "test_range_int32_type_negative_delta_expanded",
  "test_tril_zero",
  "test_triu_zero",
]);

describe("readNetwork on ONNX's own node tests", () => {
  it("infers the output shapes that every model states, from inputs alone where a rule knows the operator", async () => {
    const wrong: string[] = [];
    let inferred = 0;
    for (const { name, outputs, bytes } of nodeTests()) {
      const network = await readNetwork(sourceOf(bytes));
      const got = network.outputs.map((index) => network.tensors[index]?.shape ?? []);
      // Without uncounted operators no stated shape was used: all come from the rules.
      if (network.unsupported.length === 0) inferred++;
      const differs = outputs.some((shape, index) => shape !== null && shape.join() !== got[index]?.join());
      const isOpen = network.notes.some((note) => note.startsWith("not fixed by the file"));
      if (differs && !knownDifferences.has(name) && !isOpen) wrong.push(`${name}: ${JSON.stringify(got)}`);
    }
    expect(wrong).toEqual([]);
    expect(inferred).toBeGreaterThanOrEqual(1163);
  });
});
