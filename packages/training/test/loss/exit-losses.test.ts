import { describe, expect, it } from "vitest";
import { exitLosses } from "../../src/loss/exit-losses.js";
import { softmax } from "../../src/loss/softmax-cross-entropy.js";
import { engineOf, readGradientCase, relativeError } from "../gradient-case.js";

describe("exitLosses with distillation", () => {
  const weights = [0.5, 1, 2, 1];
  const distillation = { weight: 0.3, temperature: 4 };

  it("is the weighted sum of cross entropy and softened divergence, and its gradient the slope of that", () => {
    const stored = readGradientCase("merkel");
    const { labels, batch } = stored;
    const engine = engineOf(stored);
    engine.forward({ count: batch, training: false });
    const rows = engine.exits.map((_, exit) => {
      const { values, stride } = engine.logits(exit);
      return labels.map((_, b) => Float64Array.from(values.subarray(b * stride, b * stride + 10)));
    });
    // Written from the definition: the last exit's probabilities are constants.
    const teacher = (rows[3] as Float64Array[]).map((z) => softmax(z.map((value) => value / 4)));
    const direct = (logits: readonly (readonly Float64Array[])[]): number => {
      let loss = 0;
      logits.forEach((exit, k) =>
        exit.forEach((z, b) => {
          const entropy = -Math.log(softmax(z)[labels[b] as number] as number);
          const q = softmax(z.map((value) => value / 4));
          const p = teacher[b] as Float64Array;
          const divergence = p.reduce((sum, value, c) => sum + value * Math.log(value / (q[c] as number)), 0);
          const own = k === 3 ? entropy : 0.7 * entropy + 0.3 * 16 * divergence;
          loss += ((weights[k] as number) * own) / batch;
        }),
      );
      return loss;
    };
    const loss = exitLosses(engine, labels, weights, distillation);
    expect(Math.abs(loss / direct(rows) - 1)).toBeLessThan(1e-9);

    const h = 1e-5;
    const ours: number[] = [];
    const differences: number[] = [];
    rows.forEach((exit, k) => {
      const { gradient, stride } = engine.logits(k);
      exit.forEach((_, b) => {
        for (let c = 0; c < 10; c += 3) {
          const moved = (by: number): number =>
            direct(
              rows.map((own, j) =>
                j === k ? own.map((z, i) => (i === b ? z.map((v, d) => (d === c ? v + by : v)) : z)) : own,
              ),
            );
          ours.push(gradient[b * stride + c] as number);
          differences.push((moved(h) - moved(-h)) / (2 * h));
        }
      });
    });
    expect(relativeError(ours, differences)).toBeLessThan(1e-5);
  });
});
