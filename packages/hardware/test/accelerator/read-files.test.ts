import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { readAccelerator } from "../../src/accelerator/read-accelerator.js";
import { readMapping } from "../../src/accelerator/read-mapping.js";
import { shippedText, tpuLike } from "./shipped-files.js";

const good = shippedText("tpu_like.yaml");

function problemsOf(
  text: string,
  read: (text: string, file: string) => unknown = readAccelerator,
): InputError["problems"] {
  try {
    read(text, "a.yaml");
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).exitCode).toBe(3);
    return (error as InputError).problems;
  }
  throw new Error("the file was taken");
}

describe("an accelerator file", () => {
  it("is read with its costs in joules; of a key given twice the last counts, with a warning that names the line", () => {
    const { device, warnings } = tpuLike();
    const [core] = device.cores;
    expect(core?.memories.map(({ name, sizeBits }) => [name, sizeBits])).toEqual([
      ["rf_128B", 1024],
      ["rf_2B", 16],
      ["sram_2MB", 16777216],
      ["dram", 1e10],
    ]);
    expect(core?.memories[2]?.ports.map(({ widthBits, minWidthBits }) => [widthBits, minWidthBits])).toEqual([
      [2048, 64],
      [2048, 64],
    ]);
    expect(core?.array?.unitEnergy).toBeCloseTo(4e-14, 24);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code: "duplicate-key", file: "tpu_like.yaml", line: 74 });
  });

  it("is read in the older dialect: port counts, granularities, multiplier_energy, multipliers, dataflows", () => {
    for (const name of ["edge_tpu_like", "pooling", "simd", "pooling_examples", "simd_examples"]) {
      const { device } = readAccelerator(shippedText(`quad_core/cores/${name}.yaml`), name);
      expect(device.cores[0]?.memories.length).toBeGreaterThan(0);
    }
    const { device } = readAccelerator(shippedText("quad_core/cores/edge_tpu_like.yaml"), "edge_tpu_like.yaml");
    const sram = device.cores[0]?.memories.find(({ name }) => name === "sram_32KB");
    expect(sram?.ports.map(({ widthBits, minWidthBits, links }) => [widthBits, minWidthBits, links])).toEqual([
      [512, 64, [{ operand: "I2", direction: "to-low" }]],
      [512, 64, [{ operand: "I2", direction: "from-high" }]],
    ]);
    const pooling = readAccelerator(shippedText("quad_core/cores/pooling.yaml"), "pooling.yaml").device.cores[0];
    expect(pooling?.dataflows?.["default"]?.["D1"]).toEqual([{ loop: "FX", factor: 3 }]);
  });

  it.each([
    ["an unknown key, with the nearest", good.replace("r_cost: 0.095", "rcost: 0.095"), 'unknown key "rcost"', 6],
    ["a memory without a size", good.replace("    size: 1024\n", ""), "memory rf_128B has no size", 5],
    ["a size of zero", good.replace("size: 1024", "size: 0"), "size of memory rf_128B is 0", 5],
    ["a negative cost", good.replace("w_cost: 0.095", "w_cost: -1"), "w_cost of memory rf_128B is -1", 7],
    ["an operand that nobody serves", good.replaceAll("I2", "I1"), "no memory serves the operand I2", 3],
    [
      "an array dimension that there is not",
      good.replaceAll("served_dimensions: [D1, D2]", "served_dimensions: [D1, D3]"),
      '"D3"',
      91,
    ],
    ["sizes that do not match", good.replace("sizes: [32, 32]", "sizes: [32]"), "2 dimensions but 1 sizes", 120],
    ["a dimension of zero units", good.replace("sizes: [32, 32]", "sizes: [32, 0]"), "the size of D2 is 0", 120],
    [
      "an array that computes in memory, which is not modelled",
      good.replace("unit_energy: 0.04", "unit_energy: 0.04\n  is_imc: true"),
      "compute in memory",
      118,
    ],
    [
      "costs that another tool is to work out",
      good.replace("    size: 1024\n", "    size: 1024\n    auto_cost_extraction: true\n"),
      "worked out by another tool",
      6,
    ],
    [
      "an operand that no port brings in: its traffic would be lost",
      good.replace("- I2, fh", "- I2, tl"),
      "no port of memory rf_128B moves I2 from high",
      4,
    ],
    ["a direction that there is not", good.replace("- I2, tl", "- I2, up"), '"up" is no direction', 17],
  ])("is refused for %s", (_, text, message, line) => {
    const problems = problemsOf(text);
    const found = problems.find((problem) => problem.message.includes(message));
    expect(problems.map((problem) => problem.message).join("\n")).toContain(message);
    expect(found).toMatchObject({ file: "a.yaml", line });
  });

  it("reports everything that is wrong at once", () => {
    const text = good.replace("size: 1024", "size: 0").replace("unit_energy: 0.04", "unit_enrgy: 0.04");
    expect(problemsOf(text).length).toBeGreaterThan(1);
    const unknown = problemsOf(text).find(({ code }) => code === "unknown-key");
    expect(unknown?.nearest).toContain("unit_energy");
  });

  it.each([
    ["no YAML", "a: [1, 2"],
    ["an empty file", ""],
    ["a list", "- 1\n- 2"],
    ["a text", "hello"],
    ["aliases that multiply", 'a: &a ["x","x"]\nb: &b [*a,*a]\nmemories: [*b,*b]\noperational_array: *b'],
    ["a key that is a map", "? {a: 1}\n: 2"],
    ["the prototype as a key", "__proto__: 1\nmemories: {}\noperational_array: {}"],
  ])("is refused when it is %s", (_, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});

describe("a mapping file", () => {
  it("is read by layer, operator and default", () => {
    const { entries } = readMapping(shippedText("tpu_like_mapping.yaml"), "m.yaml");
    expect(entries.map(({ name }) => name)).toEqual(["default", "Add", "Pooling", "example_name_of_layer0"]);
    expect(entries[0]?.spatial).toEqual({ D1: [{ loop: "K", factor: 32 }], D2: [{ loop: "C", factor: 32 }] });
    expect(entries[0]?.operandNames).toEqual({ O: "O", W: "I2", I: "I1" });
    expect(entries[3]?.order?.[0]).toEqual({ loop: "OX", size: 112 });
  });

  it.each([
    [
      "a loop that there is not",
      "- name: default\n  spatial_mapping:\n    D1:\n      - Q, 32",
      'names the loop "Q"',
      4,
    ],
    [
      "a factor that is no number",
      "- name: default\n  spatial_mapping:\n    D1:\n      - K, many",
      'the factor "many"',
      4,
    ],
    ["an entry without a name", "- spatial_mapping:\n    D1:\n      - K, 2", "has no name", 1],
    ["an unknown operand", "- name: default\n  memory_operand_links:\n    X: I1", 'the operand "X"', 3],
  ])("is refused for %s", (_, text, message, line) => {
    const found = problemsOf(text, readMapping).find((problem) => problem.message.includes(message));
    expect(found).toMatchObject({ file: "a.yaml", line });
  });
});
