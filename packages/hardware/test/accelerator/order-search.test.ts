import type { Loops } from "@joulebook/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hierarchy, hierarchy } from "../../src/accelerator/hierarchy.js";
import { eightBit, loopNest } from "../../src/accelerator/loop-nest.js";
import { LoopPrefixes } from "../../src/accelerator/loop-prefixes.js";
import { mappingCost } from "../../src/accelerator/mapping-cost.js";
import { mappingProblem } from "../../src/accelerator/mapping-problem.js";
import { OrderBound } from "../../src/accelerator/order-bound.js";
import { bestOrder, objectives } from "../../src/accelerator/order-search.js";
import { readCore } from "../../src/accelerator/read-accelerator.js";
import { givenMapping, temporalSizes } from "../../src/accelerator/spatial-mapping.js";
import { loopKinds, orderCount, type TemporalLoop, temporalLoops } from "../../src/accelerator/temporal-loops.js";
import type { WantedUnrolling } from "../../src/accelerator/unrolling.js";
import { YamlFile } from "../../src/accelerator/yaml-place.js";
import { shippedText, tpuLike } from "./shipped-files.js";

const yaml = new YamlFile(shippedText("quad_core/cores/edge_tpu_like.yaml"), "edge_tpu_like.yaml");
const small = tpuLike().device.cores[0] as never as { memories: { name: string; sizeBits: number }[] };
/** Chips whose memories are tight in different places, so that bounds bite. */
const chips: readonly (readonly [string, Hierarchy])[] = [
  ["tpu_like", hierarchy(small as never)],
  ["the quad core's core", hierarchy(readCore(yaml, yaml.root, "core-0") as never)],
  [
    "tpu_like with 4 KiB for inputs and outputs",
    hierarchy({
      ...small,
      memories: small.memories.map((one) => (one.name === "sram_2MB" ? { ...one, sizeBits: 1 << 15 } : one)),
    } as never),
  ],
];

interface Size {
  readonly k: number;
  readonly c: number;
  readonly o: number;
  readonly f: number;
  readonly s: number;
  readonly g: number;
}

function convolution({ k, c, o, f, s, g }: Size): Loops {
  const input = (o - 1) * s + f;
  return {
    batch: 1,
    groups: g,
    inChannels: c,
    outChannels: k,
    rows: 1,
    input: [input, input],
    output: [o, o],
    kernel: [f, f],
    stride: [s, s],
    dilation: [1, 1],
    padding: { before: [0, 0], after: [0, 0] },
  };
}

const sizes = fc.record({
  k: fc.integer({ min: 1, max: 200 }),
  c: fc.integer({ min: 1, max: 200 }),
  o: fc.integer({ min: 1, max: 40 }),
  f: fc.constantFrom(1, 3, 5),
  s: fc.constantFrom(1, 2),
  g: fc.constantFrom(1, 1, 6),
});
const unrollings: readonly WantedUnrolling[] = [
  { D1: [{ loop: "K", factor: 32 }], D2: [{ loop: "C", factor: 32 }] },
  { D1: [{ loop: "OX", factor: 7 }], D2: [{ loop: "C", factor: 24 }] },
  { D1: [{ loop: "K", factor: 5 }], D2: [{ loop: "FX", factor: 3 }] },
];

/** Every order, made without the search. */
function everyOrder(loops: readonly TemporalLoop[], visit: (order: readonly TemporalLoop[]) => void): void {
  const kinds = loopKinds(loops);
  const order: TemporalLoop[] = [];
  const place = (): void => {
    if (order.length === loops.length) return visit(order);
    for (const kind of kinds) {
      if (kind.left === 0) continue;
      kind.left--;
      order.push(kind.loop);
      place();
      order.pop();
      kind.left++;
    }
  };
  place();
}

describe.each(chips)("on %s", (_, chip) => {
  // 3 objectives x 2 conventions, against costing each order on its own; nothing is tolerated.
  it("pruned orders are those that cannot win: the same first best order as without pruning", () => {
    let [costed, all] = [0, 0];
    fc.assert(
      fc.property(
        sizes,
        fc.constantFrom(...objectives),
        fc.constantFrom("zigzag" as const, "sound" as const),
        fc.constantFrom(...unrollings),
        (size, objective, convention, wanted) => {
          const nest = loopNest(convolution(size), eightBit);
          const spatial = givenMapping(nest, chip, wanted);
          const problem = mappingProblem(nest, chip, spatial, convention);
          const loops = temporalLoops(temporalSizes(nest, spatial), 5);
          const pruned = bestOrder(problem, loops, { objective });
          const whole = bestOrder(problem, loops, { objective, prune: false });
          expect(whole.evaluated).toBe(orderCount(loops));
          expect(pruned.best).toEqual(whole.best);
          costed += pruned.evaluated;
          all += whole.evaluated;
        },
      ),
      { numRuns: 40, seed: 8 },
    );
    expect(costed).toBeLessThan(all);
  });

  it("the bound of inner loops is below the cost of every order that begins with them", () => {
    fc.assert(
      fc.property(
        sizes,
        fc.constantFrom("zigzag" as const, "sound" as const),
        fc.constantFrom(...unrollings),
        (size, convention, wanted) => {
          const nest = loopNest(convolution(size), eightBit);
          const spatial = givenMapping(nest, chip, wanted);
          const problem = mappingProblem(nest, chip, spatial, convention);
          const loops = temporalLoops(temporalSizes(nest, spatial), 4);
          fc.pre(orderCount(loops) <= 120);
          const prefixes = new LoopPrefixes(problem, loops.length);
          const bound = new OrderBound(problem, prefixes, loops);
          let above = 0;
          everyOrder(loops, (order) => {
            const cost = mappingCost(problem, order);
            if (cost === undefined) return;
            for (const { dimension, size: extent } of order) {
              prefixes.push(dimension, extent);
              bound.push();
              above = Math.max(above, bound.cycles() / cost.latency, bound.joules() / cost.energy);
            }
            for (const __ of order) {
              bound.pop();
              prefixes.pop();
            }
          });
          expect(above).toBeLessThanOrEqual(1 + 1e-12);
        },
      ),
      { numRuns: 40, seed: 9 },
    );
  });
});
