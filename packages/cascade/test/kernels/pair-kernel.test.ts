import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { PairKernel } from "../../src/kernels/pair-kernel.js";
import { Called, Sum, Watching } from "../../src/kernels/pair-layout.js";

const pairs = 6;
const { uniform } = random(4, "pair-kernel-test");
const row = (width: number): Float64Array => Float64Array.from({ length: 2 * pairs * width }, () => 0.9 * uniform());

/** One number of one cell: cells stand two side by side. */
const number = (values: Float64Array, width: number, cell: number, place: number): number =>
  values[(Math.floor(cell / 2) * width + place) * 2 + (cell % 2)] as number;

describe("the kernel of pairs", () => {
  it("is what its sources compile to", { timeout: 120_000 }, () => {
    const script = fileURLToPath(new URL("../../../../tools/kernels.mjs", import.meta.url));
    const folder = fileURLToPath(new URL("../..", import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script, folder, "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("sums what the formulas say, node by node, also after its memory grew", () => {
    const kernel = new PairKernel();
    const [watch, called] = [row(Watching.width), row(Called.width)];
    const [first, second] = [kernel.keep(watch), kernel.keep(called)];
    const filler = new Float64Array(100_000);
    const last = kernel.keep(filler);
    const copy = kernel.keep(called);
    const into = new Float64Array(Sum.width);
    for (const place of [second, copy]) {
      kernel.pairSums(first, place, pairs, into);
      const sums = new Float64Array(Sum.width);
      for (let cell = 0; cell < 2 * pairs; cell++) {
        const w = (at: Watching): number => number(watch, Watching.width, cell, at);
        const c = (at: Called): number => number(called, Called.width, cell, at);
        const add = (at: Sum, amount: number): void => {
          sums[at] = (sums[at] as number) + amount;
        };
        const [g1, g] = [w(Watching.first), w(Watching.again)];
        const given = 1 - g * c(Called.gives);
        const ended = 1 - g * c(Called.ends);
        // The derivative of 1 / (1 − g B).
        const slope = (w(Watching.againStep) * c(Called.gives) + g * c(Called.givesStep)) / given;
        add(Sum.recall1, (g1 * c(Called.found)) / given);
        add(Sum.life1, (g1 * c(Called.life)) / given);
        add(Sum.time1, (g1 * c(Called.time) + (w(Watching.firstStep) + g1 * slope) * c(Called.timeStep)) / given);
        add(Sum.recall2, (g * c(Called.foundRunning)) / given);
        add(
          Sum.time2,
          (g * c(Called.timeRunning) + (w(Watching.againStep) + g * slope) * c(Called.timeRunningStep)) / given,
        );
        for (const name of ["calls", "during", "after", "stands", "asks"] as const) {
          add(Sum[`${name}1`], (g1 * c(Called[name])) / ended);
          add(Sum[`${name}2`], c(Called[`${name}Running`]) / ended);
        }
        add(Sum.late, (w(Watching.late) * c(Called.calls)) / ended);
      }
      for (const [at, sum] of sums.entries())
        expect(Math.abs((into[at] as number) / sum - 1), Sum[at]).toBeLessThan(1e-12);
    }
    kernel.forget(last);
    expect(kernel.keep(watch)).toBe(last);
  });
});
