import { InputError, type Problem } from "@joulebook/core";
import { tinyNetworks } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { acceleratorCost } from "../../src/accelerator/accelerator-cost.js";
import { readAccelerator } from "../../src/accelerator/read-accelerator.js";
import { readMapping } from "../../src/accelerator/read-mapping.js";
import { shippedText } from "./shipped-files.js";

function problemsOf(mappingText: string, chipText = shippedText("tpu_like.yaml")): readonly Problem[] {
  const { device, places } = readAccelerator(chipText, "chip.yaml");
  const mapping = readMapping(mappingText, "m.yaml");
  try {
    acceleratorCost(tinyNetworks.ad(), device, { mapping, ...(places === undefined ? {} : { places }) });
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).exitCode).toBe(3);
    return (error as InputError).problems;
  }
  throw new Error("the mapping was taken");
}

const layer = tinyNetworks.ad().layers.find(({ macs }) => macs > 0) as { readonly name: string };

describe("a mapping is refused, with its line, when it", () => {
  it.each([
    [
      "unrolls a loop that the layer of its name lacks",
      `- name: default\n- name: ${layer.name}\n  spatial_mapping:\n    D1:\n      - OX, 4\n`,
      "unrolls OX, which the layer lacks",
      2,
    ],
    [
      "names a dimension that the array lacks",
      "- name: default\n  spatial_mapping:\n    D3:\n      - K, 4\n",
      "unrolls over D3, which the array lacks",
      1,
    ],
    [
      "hints at a dimension that the array lacks",
      "- name: default\n  spatial_mapping_hint:\n    D4: [K]\n",
      "unrolls over D4, which the array lacks",
      1,
    ],
    [
      "links an operand to one that no memory serves",
      "- name: default\n  memory_operand_links:\n    W: I3\n",
      "links W to I3, which no memory serves",
      1,
    ],
    [
      "links two operands to the same",
      "- name: default\n  memory_operand_links:\n    W: I1\n    I: I1\n",
      "links I to I1, as another operand",
      1,
    ],
    [
      "gives an order that does not cover the layer",
      "- name: default\n  spatial_mapping:\n    D1:\n      - K, 32\n    D2:\n      - C, 32\n  temporal_ordering:\n    - [K, 2]\n",
      "temporal_ordering covers",
      1,
    ],
  ])("%s", (_, text, message, line) => {
    const found = problemsOf(text).find((problem) => problem.message.includes(message));
    expect(problemsOf(text).map((problem) => problem.message)).toContainEqual(expect.stringContaining(message));
    expect(found).toMatchObject({ file: "m.yaml", line });
  });
});

describe("a layer that fits no memory", () => {
  const given = "- name: default\n  spatial_mapping:\n    D1:\n      - K, 32\n    D2:\n      - C, 32\n";

  it("is named with the tensor, the memory's line and how much is lacking", () => {
    // 640 x 128 weights of 8 bits are 655,360 bits.
    const chip = shippedText("tpu_like.yaml").replace("size: 10000000000", "size: 600000");
    const [problem] = problemsOf(given, chip);
    expect(problem).toMatchObject({ code: "fits-no-memory", file: "chip.yaml", line: 93 });
    expect(problem?.message).toBe(`layer ${layer.name}: W needs 655360 bits, 55360 more than dram holds`);
  });

  it("is named with the memory that even the smallest tiles exceed", () => {
    // A register of 8 bits for partial sums of 16.
    const chip = shippedText("tpu_like.yaml").replace("size: 16\n", "size: 8\n");
    const [problem] = problemsOf(given, chip);
    expect(problem).toMatchObject({ code: "fits-no-memory", file: "chip.yaml", line: 26 });
    expect(problem?.message).toContain("rf_2B holds 8 bits and needs at least O 16 bits, 8 too many");
  });
});
