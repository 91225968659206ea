import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Arena } from "../../src/kernels/arena.js";
import { loadKernels } from "../../src/kernels/load-kernels.js";

describe("the generated kernels", () => {
  it("are what the sources compile to", { timeout: 120_000 }, () => {
    const script = fileURLToPath(new URL("../../../../tools/kernels.mjs", import.meta.url));
    const folder = fileURLToPath(new URL("../..", import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script, folder, "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("take one step of Adam as computed by hand", () => {
    // g = 0.5, w = 1, l2 gradient 0.2 * w: g' = 0.7; first step: m^ = g', v^ = g'^2, so w - rate * 0.7 / (0.7 + eps).
    const arena = new Arena(loadKernels());
    const [w, g, m, v] = [0, 1, 2, 3].map(() => arena.allocate(4)) as [number, number, number, number];
    arena.floats(w, 4).fill(1);
    arena.floats(g, 4).fill(0.5);
    arena.kernels.adam(w, g, m, v, 4, 0.2, 0.9, 0.999, 0.01 / 0.1, 1 / Math.sqrt(0.001), 1e-8);
    for (const value of arena.floats(w, 4)) expect(Math.abs(value - 0.99) / 0.99).toBeLessThan(1e-6);
    for (const value of arena.floats(m, 4)) expect(Math.abs(value - 0.07) / 0.07).toBeLessThan(1e-6);
    for (const value of arena.floats(v, 4)) expect(Math.abs(value - 0.00049) / 0.00049).toBeLessThan(1e-4);
  });

  it("drop the asked share of values and keep the mean", () => {
    const arena = new Arena(loadKernels());
    const count = 100_000;
    const [from, to] = [arena.allocate(count), arena.allocate(count)];
    arena.floats(from, count).fill(1);
    arena.kernels.dropout(from, to, 1, count, count * 4, count * 4, 12_345, Math.round(0.8 * 2 ** 31), 5);
    const kept = arena.floats(to, count).filter((value) => value === 5).length;
    // Standard deviation of a binomial share: sqrt(0.2 * 0.8 / 100,000) = 0.00126; five of them.
    expect(Math.abs(kept / count - 0.2)).toBeLessThan(0.0063);
    expect(arena.floats(to, count).every((value) => value === 0 || value === 5)).toBe(true);
  });
});
