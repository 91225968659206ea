import type { Loops } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { hierarchy } from "../../src/accelerator/hierarchy.js";
import { loopNest, nestMacs } from "../../src/accelerator/loop-nest.js";
import { mappingProblem } from "../../src/accelerator/mapping-problem.js";
import { mixedMappings } from "../../src/accelerator/mixed-mappings.js";
import { beamOrder } from "../../src/accelerator/beam-search.js";
import { bestOrder, objectives } from "../../src/accelerator/order-search.js";
import { readAccelerator } from "../../src/accelerator/read-accelerator.js";
import { searchedMappings } from "../../src/accelerator/searched-mappings.js";
import { searchMapping } from "../../src/accelerator/search-mapping.js";
import { givenMapping, temporalSizes } from "../../src/accelerator/spatial-mapping.js";
import { orderCount, temporalLoops } from "../../src/accelerator/temporal-loops.js";
import { shippedText, tpuLike } from "./shipped-files.js";

const core = hierarchy(tpuLike().device.cores[0] as never);

function convolution(k: number, c: number, o: number, f: number): Loops {
  return {
    batch: 1,
    groups: 1,
    inChannels: c,
    outChannels: k,
    rows: 1,
    input: [o + f - 1, o + f - 1],
    output: [o, o],
    kernel: [f, f],
    stride: [1, 1],
    dilation: [1, 1],
    padding: { before: [0, 0], after: [0, 0] },
  };
}

type Shape = readonly [k: number, c: number, o: number, f: number];

const shapes: readonly Shape[] = [
  [64, 64, 56, 3],
  [96, 24, 14, 5],
  [40, 3, 30, 7],
  [160, 96, 7, 1],
];
const given = { spatial: { D1: [{ loop: "K", factor: 32 }], D2: [{ loop: "C", factor: 32 }] }, place: {} };

describe("more than six loops", () => {
  it.each(objectives)("are never worse than six, for %s", (objective) => {
    for (const shape of shapes) {
      const nest = loopNest(convolution(...shape));
      const of = (mostLoops: number): number => {
        const { cost } = searchMapping(nest, core, { given, objective, mostLoops });
        return objective === "edp" ? cost.energy * cost.latency : cost[objective];
      };
      const [six, nine] = [of(6), of(9)];
      expect(nine).toBeLessThanOrEqual(six * (1 + 1e-12));
    }
  });

  it("by a beam come within 5 % of the best of all orders, where all can be tried", () => {
    for (const shape of shapes) {
      const nest = loopNest(convolution(...shape));
      const spatial = givenMapping(nest, core, given.spatial);
      const problem = mappingProblem(nest, core, spatial);
      const loops = temporalLoops(temporalSizes(nest, spatial), 7);
      for (const objective of objectives) {
        const all = bestOrder(problem, loops, { objective });
        const beam = beamOrder(problem, loops, { objective });
        const value = ({ energy, latency }: { energy: number; latency: number }): number =>
          ({ energy, latency, edp: energy * latency })[objective];
        expect(beam.best?.order).toHaveLength(loops.length);
        const [found, least] = [beam.best, all.best].map((one) => value(one as NonNullable<typeof one>));
        expect(found).toBeGreaterThanOrEqual((least as number) * (1 - 1e-12));
        expect(found).toBeLessThanOrEqual((least as number) * 1.05);
        if (orderCount(loops) > 1000) expect(beam.evaluated).toBeLessThan(orderCount(loops));
      }
    }
  });
});

describe("unrollings of up to two loops per dimension of the array", () => {
  /** The same chip with 6 x 5 units, which few sizes divide. */
  const odd = hierarchy(
    readAccelerator(shippedText("tpu_like.yaml").replace("sizes: [32, 32]", "sizes: [6, 5]"), "a.yaml").device
      .cores[0] as never,
  );
  const steps = (nest: ReturnType<typeof loopNest>, mapping: Parameters<typeof temporalSizes>[1]): number =>
    temporalSizes(nest, mapping).reduce((product, size) => product * size, 1);

  it("leave no more steps in time than any that can be written down, by brute force on a small layer", () => {
    // K 3, C 2, OX = OY = 5, no kernel: all factors of two loops on each of two dimensions.
    const nest = loopNest(convolution(3, 2, 5, 1));
    const names = ["K", "C", "OX", "OY"] as const;
    const size = { K: 3, C: 2, OX: 5, OY: 5 };
    const pairs = (most: number): Record<string, number>[] =>
      names.flatMap((a) =>
        names.flatMap((b) =>
          Array.from({ length: most }, (_, x) => x + 1).flatMap((x) =>
            Array.from({ length: most }, (_, y) => y + 1).flatMap((y) =>
              x * y <= most && (a !== b || y === 1)
                ? [
                    Object.fromEntries([
                      [b, y],
                      [a, x],
                    ]),
                  ]
                : [],
            ),
          ),
        ),
      );
    let least = Number.POSITIVE_INFINITY;
    for (const first of pairs(6))
      for (const second of pairs(5)) {
        if (names.some((name) => (first[name] ?? 1) * (second[name] ?? 1) > size[name])) continue;
        const left = names.map((name) => Math.ceil(size[name] / ((first[name] ?? 1) * (second[name] ?? 1))));
        least = Math.min(
          least,
          left.reduce((product, value) => product * value, 1),
        );
      }
    const [best] = mixedMappings(nest, odd);
    expect(steps(nest, best ?? [])).toBe(least);
    // 150 MACs on 30 units: 5 steps at best.
    expect(least).toBeGreaterThanOrEqual(Math.ceil(nestMacs(nest) / odd.units));
  });

  it("are never slower than those of one loop, and sometimes faster", () => {
    let faster = 0;
    for (const shape of [
      [3, 2, 10, 3],
      [10, 4, 9, 3],
      [7, 3, 12, 1],
      [64, 16, 14, 3],
    ] satisfies readonly Shape[]) {
      const nest = loopNest(convolution(...shape));
      const of = (unrolling: "single" | "mixed"): number =>
        searchMapping(nest, odd, { unrolling, convention: "sound" }).cost.latency;
      expect(of("mixed")).toBeLessThanOrEqual(of("single"));
      if (of("mixed") < of("single")) faster++;
      const least = (all: readonly Parameters<typeof temporalSizes>[1][]): number =>
        Math.min(...all.map((mapping) => steps(nest, mapping)));
      expect(least(mixedMappings(nest, odd))).toBeLessThanOrEqual(least(searchedMappings(nest, odd)));
    }
    expect(faster).toBeGreaterThan(0);
  });

  it("busy no more units than there are", () => {
    for (const shape of shapes) {
      for (const mapping of mixedMappings(loopNest(convolution(...shape)), odd)) {
        for (const { name, size } of odd.dimensions) {
          const used = mapping.filter(({ array }) => array === name).reduce((all, { factor }) => all * factor, 1);
          expect(used).toBeLessThanOrEqual(size + 1e-9);
        }
      }
    }
  });
});
