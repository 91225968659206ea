import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

/** Resolves what danfojs-node resolves. */
const fromDanfo = createRequire(createRequire(import.meta.url).resolve("danfojs-node"));

interface Tensor {
  readonly [method: string]: (...values: unknown[]) => Tensor;
}

interface Shim {
  readonly tensor: (values: unknown) => Tensor;
  readonly Tensor: { readonly prototype: object };
  readonly data: { readonly csv: unknown };
  readonly getBackend: () => string;
}

const shim = fromDanfo("@tensorflow/tfjs-node") as Shim;

describe("the stand-in for @tensorflow/tfjs-node", () => {
  test("gives tensors every chained operation that tfjs-core declares", () => {
    const folder = join(dirname(fromDanfo.resolve("@tensorflow/tfjs-core/package.json")), "dist/public/chained_ops");
    const declared = readdirSync(folder)
      .filter((name) => name.endsWith(".d.ts") && !name.startsWith("register"))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), "utf8").matchAll(/^ {8}(\w+)(?:<.*)?\(/gm)].map((m) => m[1] ?? ""),
      );
    expect(declared.length).toBeGreaterThan(130);
    const missing = declared.filter(
      (name) => typeof (shim.Tensor.prototype as Record<string, unknown>)[name] !== "function",
    );
    expect(missing).toEqual([]);
  });

  test("computes on the JavaScript backend", () => {
    const values = (tensor: Tensor): unknown => (tensor["arraySync"] as () => unknown)();
    const a = shim.tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(values(a["add"]?.(1) as Tensor)).toEqual([
      [2, 3],
      [4, 5],
    ]);
    expect(values(a["matMul"]?.(a) as Tensor)).toEqual([
      [7, 10],
      [15, 22],
    ]);
    expect(values(a["concat"]?.(a, 0) as Tensor)).toEqual([
      [1, 2],
      [3, 4],
      [1, 2],
      [3, 4],
    ]);
    expect(values(a["flatten"]?.() as Tensor)).toEqual([1, 2, 3, 4]);
    expect(values(a["as1D"]?.() as Tensor)).toEqual([1, 2, 3, 4]);
    expect(values(a["stack"]?.(a) as Tensor)).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expect(values(a["toInt"]?.() as Tensor)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(values(a["mean"]?.() as Tensor)).toBe(2.5);
    const diagonal = shim.tensor([1, 0, 0, 1])["reshape"]?.([2, 2]);
    const chosen = a["where"]?.(diagonal?.["toBool"]?.(), a["mul"]?.(10)) as Tensor;
    expect(values(chosen)).toEqual([
      [1, 20],
      [30, 4],
    ]);
    expect(shim.getBackend()).toBe("cpu");
  });

  test("offers tfjs-data as `data`", () => {
    expect(typeof shim.data.csv).toBe("function");
  });
});
