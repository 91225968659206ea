import { expect, test } from "vitest";
import { joulebook } from "../support/joulebook.js";
import { newestRows, rawTable } from "../support/raw-table.js";

interface Point {
  readonly model: string;
  readonly backend: string;
  readonly energy: number;
  readonly accuracy: number;
  readonly latency: number;
  readonly p90: number;
}

interface Answer {
  readonly feasible: boolean;
  readonly single?: Point & { readonly gap: number };
  readonly mix?: {
    readonly energy: number;
    readonly accuracy: number;
    readonly parts: readonly (Point & { share: number })[];
  };
}

/** The candidates of a device, straight from the published file. */
function points(device: string): readonly Point[] {
  return newestRows(rawTable())
    .filter((row) => row["device"] === device && row["energy_per_inference_j"] !== "")
    .map((row) => ({
      model: `${row["model_id"]}`,
      backend: `${row["backend"]}`,
      energy: Number(row["energy_per_inference_j"]),
      accuracy: Number(row["accuracy_top1_percent"]) / 100,
      latency: Number(row["mean_latency_ms"]) / 1000,
      p90: Number(row["p90_latency_ms"]) / 1000,
    }));
}

/** The most accurate within the budget, ties to the lower energy, by sorting. */
function bestSingle(list: readonly Point[], budget: number): Point | undefined {
  return list
    .filter(({ energy }) => energy <= budget)
    .toSorted((a, b) => b.accuracy - a.accuracy || a.energy - b.energy)[0];
}

/** The accuracy of the best mixture, by trying every pair. */
function bestMix(list: readonly Point[], budget: number): number {
  let best = 0;
  for (const low of list.filter(({ energy }) => energy <= budget)) {
    best = Math.max(best, low.accuracy);
    for (const high of list.filter(({ energy }) => energy > budget)) {
      const share = (budget - low.energy) / (high.energy - low.energy);
      best = Math.max(best, low.accuracy + share * (high.accuracy - low.accuracy));
    }
  }
  return best;
}

async function ask(args: readonly string[]): Promise<Answer> {
  return JSON.parse((await joulebook(["recommend", "--json", ...args])).stdout) as Answer;
}

const devices = ["firefly-rk3588s", "jetson-agx-xavier", "odroid-n2+", "raspberry-pi-4", "jetson-agx-orin"];

test.each(devices)(
  "on %s the choice is the oracle's, from the cheapest model's energy to more than any needs",
  async (device) => {
    const list = points(device);
    expect(list.length).toBeGreaterThan(90);
    const cheapest = Math.min(...list.map(({ energy }) => energy));
    for (const budget of [cheapest, 0.05, 0.1, 0.25, 5]) {
      const { single, mix } = await ask(["--device", device, "--budget", `${budget}J`]);
      const expected = bestSingle(list, budget);
      expect(single).toMatchObject({ model: expected?.model, backend: expected?.backend });
      expect(single?.energy).toBe(expected?.energy);
      expect(single?.accuracy).toBeCloseTo(expected?.accuracy ?? 0, 12);
      expect(single?.latency).toBeCloseTo(expected?.latency ?? 0, 12);
      expect(single?.gap).toBeCloseTo((budget - (expected?.energy ?? 0)) / budget, 12);
      expect(Math.abs((mix?.accuracy ?? 0) - bestMix(list, budget))).toBeLessThan(1e-12);
      expect(mix?.energy).toBeLessThanOrEqual(budget);
      expect(mix?.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  },
);

test("below the cheapest model nothing fits, and the answer names it", async () => {
  const cheapest = points("raspberry-pi-4").toSorted((a, b) => a.energy - b.energy)[0];
  const { code, stdout } = await joulebook("recommend --json --device raspberry-pi-4 --budget 1mJ".split(" "));
  const { feasible, reasons } = JSON.parse(stdout) as {
    feasible: boolean;
    reasons: readonly { kind: string; shortfall?: number; cheapest?: Point }[];
  };
  expect([code, feasible]).toEqual([4, false]);
  const shortfall = reasons.find(({ kind }) => kind === "shortfall");
  expect(shortfall?.cheapest).toMatchObject({ model: cheapest?.model, backend: cheapest?.backend });
  expect(shortfall?.shortfall).toBeCloseTo((cheapest?.energy ?? 0) - 1e-3, 12);
});

test("limits on latency, accuracy and runtime hold", async () => {
  const list = points("raspberry-pi-4").filter(({ backend, p90 }) => backend === "tflite-ruy" && p90 <= 0.02);
  const args = "--device raspberry-pi-4 --budget 500mJ --backend tflite-ruy --latency 20ms --latency-percentile p90";
  const { single } = await ask(args.split(" "));
  const expected = bestSingle(list, 0.5);
  expect(single?.model).toBe(expected?.model);
  expect(single?.latency).toBe(expected?.p90);
});

test("at a rate the budget is average power, idle included: P = P_idle + r (E - P_idle t), r t <= 1", async () => {
  const rows = newestRows(rawTable()).filter((row) => row["device"] === "raspberry-pi-4");
  const idle = rows.map((row) => Number(row["post_power_w"])).toSorted((a, b) => a - b);
  const middle = idle.length / 2;
  const idlePower =
    idle.length % 2 === 1 ? (idle[Math.floor(middle)] ?? 0) : ((idle[middle - 1] ?? 0) + (idle[middle] ?? 0)) / 2;
  const rate = 5;
  const within = points("raspberry-pi-4").filter(
    ({ energy, latency }) => rate * latency <= 1 && idlePower + rate * (energy - idlePower * latency) <= 3.1,
  );
  const { single } = await ask("--device raspberry-pi-4 --power 3.1W --rate 5/s".split(" "));
  expect(single?.model).toBe(bestSingle(within, Number.POSITIVE_INFINITY)?.model);
});
