import type { Measurement } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { devicePoints, readDataset } from "../../src/index.js";

const relative = (value: number | undefined, expected: number): number =>
  Math.abs((value ?? Number.NaN) / expected - 1);

const found = (id: string, device: string) => {
  const { measurements } = readDataset(id);
  const points = devicePoints(measurements).find((one) => one.device === device);
  if (points === undefined) throw new RangeError(`no points of ${device}`);
  return points;
};

describe("the power modes of the AGX Xavier", () => {
  const { reference, points, staticPower } = found("mlperf-inference-edge-closed", "jetson-agx-xavier");

  it("are five, against the fastest of them, and state no voltage to fit static power to", () => {
    expect(reference).toBe("MAXN");
    expect(points.map(({ label, compared }) => [label, compared])).toEqual([
      ["MAXN", 2],
      ["MODE_30W_4CORE", 2],
      ["MODE_30W_ALL", 2],
      ["MODE_30W_6CORE", 2],
      ["MODE_15W", 2],
    ]);
    expect(staticPower).toBeUndefined();
  });

  it("take what two logs of ResNet-50 say, by hand", () => {
    // ArmNN v21.05: 2.11365 J and 278.243 ms at 15 W, 1.33465 J and 60.0728 ms at MAXN; TFLite v2.5.0: 3.14129 J, 401.207 ms; 2.26961 J, 81.5259 ms.
    const slow = points.find(({ label }) => label === "MODE_15W");
    expect(relative(slow?.energy?.high, 2.11365 / 1.33465)).toBeLessThan(1e-4);
    expect(relative(slow?.energy?.low, 3.14129 / 2.26961)).toBeLessThan(1e-4);
    expect(relative(slow?.energy?.value, (2.11365 / 1.33465 + 3.14129 / 2.26961) / 2)).toBeLessThan(1e-4);
    expect(relative(slow?.time?.high, 401.207 / 81.5259)).toBeLessThan(1e-3);
    expect(relative(slow?.time?.low, 278.243 / 60.0728)).toBeLessThan(1e-3);
    expect(relative(slow?.idlePower, (6.513 + 6.538) / 2)).toBeLessThan(1e-9);
    expect(relative(points[0]?.idlePower, (6.833 + 6.86) / 2)).toBeLessThan(1e-9);
  });
});

describe("the voltages of GAP9", () => {
  const { points, staticPower } = found("mlperf-tiny", "gap9-evk");

  it("are those that the submission's system names state", () => {
    expect(points.map(({ voltage, clock }) => [voltage, clock])).toEqual([
      [0.8, 370e6],
      [0.65, 240e6],
    ]);
  });

  it("explain four networks with one static power, each residual below 0.7 %", () => {
    // Each network alone, by hand from two equations: P = (E1 - (V1/V2)² E2) / (t1 - (V1/V2)² t2).
    const alone = [
      [5.252, 3682.97, 7.294, 5681.28],
      [27.711, 1043.769, 40.356, 1607.976],
      [18.561, 1368.176, 26.659, 2107.926],
      [40.801, 577.979, 58.356, 890.551],
    ].map(([e1 = 0, r1 = 1, e2 = 0, r2 = 1]) => {
      const v = (0.65 / 0.8) ** 2;
      return ((e1 - v * e2) * 1e-6) / (1 / r1 - v / r2);
    });
    expect(staticPower?.staticPower).toBeGreaterThan(Math.min(...alone));
    expect(staticPower?.staticPower).toBeLessThan(Math.max(...alone));
    expect(staticPower?.degreesOfFreedom).toBe(3);
    expect(Math.max(...(staticPower?.residuals ?? []).map(Math.abs))).toBeLessThan(0.007);
    expect(staticPower?.fitted).toHaveLength(8);
  });
});

describe("the points of NDP120", () => {
  it("have the static power that three tasks of the newest round agree on", () => {
    const { staticPower } = found("mlperf-tiny", "ndp9120");
    expect(staticPower?.staticPower).toBeGreaterThan(0.65e-3);
    expect(staticPower?.staticPower).toBeLessThan(0.68e-3);
    expect(staticPower?.fitted).toHaveLength(6);
  });
});

describe("points of a user's table", () => {
  const row = (id: string, more: Partial<Measurement>): Measurement => ({
    id,
    model: "n",
    task: "t",
    device: "d",
    configuration: {},
    source: { dataset: "mine", row: 1, licence: "" },
    ...more,
  });

  it("are compared with equal settings only: another software is another run", () => {
    const [points] = devicePoints([
      row("1", { energy: 1, latency: { mean: 1 }, configuration: { powerMode: "a", software: "1" } }),
      row("2", { energy: 3, latency: { mean: 2 }, configuration: { powerMode: "b", software: "2" } }),
    ]);
    expect(points?.points.map(({ compared, energy }) => [compared, energy])).toEqual([
      [0, undefined],
      [0, undefined],
    ]);
  });

  it("say why no static power is fitted", () => {
    // 1 J at 1 V, 8 J at 2 V: V² explains 4 J, so a static power would be negative.
    const at = (id: string, voltage: number, energy: number, mean: number): Measurement =>
      row(id, { energy, latency: { mean }, configuration: { voltage } });
    expect(devicePoints([at("1", 1, 1, 1), at("2", 2, 8, 0.5)])[0]?.notFitted).toContain("faster than V²");
    expect(devicePoints([at("1", 1, 1, 1), at("2", 2, 4, 4)])[0]?.notFitted).toContain("told apart");
  });

  it("are none where some rows merely do not say their clock", () => {
    const said = row("1", { energy: 1, configuration: { powerMode: "a", clock: 1e6 } });
    expect(devicePoints([said, row("2", { energy: 1, configuration: { powerMode: "a" } })])).toEqual([]);
  });

  it("are none where a device has one point, or rows without energy", () => {
    expect(devicePoints([row("1", { energy: 1, configuration: { powerMode: "a" } })])).toEqual([]);
    expect(
      devicePoints([
        row("1", { energy: 1, configuration: { powerMode: "a" } }),
        row("2", { configuration: { powerMode: "b" } }),
      ]),
    ).toEqual([]);
  });
});
