import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { checkParameters, designSpace, type Parameter } from "../../src/index.js";

describe("checkParameters", () => {
  it("names every contradiction at once", () => {
    const bad: readonly Parameter[] = [
      { name: "a", kind: "real", low: 2, high: 1 },
      { name: "a", kind: "boolean" },
      { name: "b", kind: "integer", low: 0, high: 4, step: 0 },
      { name: "c", kind: "categorical", values: [] },
      { name: "exits", kind: "subset", of: [1, 2], least: 3 },
      { name: "d", kind: "boolean", when: { parameter: "exit", includes: 1 } },
      { name: "e", kind: "boolean", when: { parameter: "exits", includes: 9 } },
      { name: "f", kind: "boolean", when: { parameter: "exits" } },
    ];
    const problems = checkParameters(bad);
    expect(problems.map(({ code }) => code)).toEqual([
      "contradictory-bounds",
      "repeated-parameter",
      "contradictory-bounds",
      "contradictory-bounds",
      "contradictory-bounds",
      "unknown-parameter",
      "bad-condition",
      "bad-condition",
    ]);
    expect(problems[0]?.message).toContain('space[0] ("a"): low 2 and high 1 contradict');
    expect(problems[5]?.nearest).toEqual(["exits"]);
    expect(() => designSpace(bad)).toThrow(InputError);
  });

  it("refuses an empty and a monstrous space", () => {
    expect(checkParameters([])[0]?.code).toBe("empty-space");
    const many = Array.from({ length: 10_001 }, (_, i): Parameter => ({ name: `p${i}`, kind: "boolean" }));
    expect(checkParameters(many)[0]?.code).toBe("space-too-large");
  });
});

describe("designSpace", () => {
  it("counts its designs: subsets of 1 or 2 of 4 = 4 + 6, times 3 values of an integer", () => {
    const space = designSpace([
      { name: "s", kind: "subset", of: [1, 2, 3, 4], least: 1, most: 2 },
      { name: "n", kind: "integer", low: 0, high: 11, step: 5 },
    ]);
    expect(space.size).toBe(30);
    expect([...space.all()]).toHaveLength(30);
  });

  it("gives back what it encodes, and one key per design", () => {
    const space = designSpace([
      { name: "s", kind: "subset", of: ["x", "y"] },
      { name: "c", kind: "categorical", values: ["p", "q"], when: { parameter: "s", includes: "y" } },
    ]);
    const keys = new Set<string>();
    for (const genes of space.all()) {
      expect(space.encode(space.decode(genes))).toEqual(genes);
      keys.add(space.key(genes));
    }
    expect(keys.size).toBe(2 + 2 * 2);
  });
});
