import { zooNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { checkDevice, estimate, measuredDevice, type MeasuredRow } from "../../src/index.js";
import { relativeError } from "../relative-error.js";

const options = { id: "mine", source: { title: "my bench" }, energyBasis: "board" as const, idleIncluded: true };

/** Energy and latency in proportion to MACs. */
function row(name: string): MeasuredRow {
  const network = zooNetwork(name);
  const macs = network.layers.reduce((sum, layer) => sum + layer.macs, 0);
  return { network, energy: macs * 1e-9, latency: macs * 1e-8 };
}

const rows = ["mlperf-tiny-kws", "mlperf-tiny-ic", "mlperf-tiny-vww", "mlperf-tiny-ad"].map(row);

describe("measuredDevice", () => {
  it("works with three networks, and finds a cost per MAC", () => {
    const device = measuredDevice(rows.slice(0, 3), options);
    const { energy, latency } = estimate(zooNetwork("mlperf-tiny-kws"), device);
    expect(relativeError(energy, 2_656_768e-9)).toBeLessThan(1e-6);
    expect(relativeError(latency, 2_656_768e-8)).toBeLessThan(1e-6);
  });

  it("states the errors of leaving networks out, and what the energies are", () => {
    const [first] = measuredDevice(rows, options).fits;
    expect(first).toMatchObject({ quantity: "energy", energyBasis: "board", idleIncluded: true });
    expect(first?.residuals).toMatchObject({ method: "leave-one-network-out", points: 4, networks: 4 });
    expect(first?.residuals.medianAbsolute).toBeLessThan(1e-6);
  });

  it("makes a file that passes its own check, and answers the same when read back", () => {
    const device = measuredDevice(rows, options);
    const back = checkDevice(JSON.parse(JSON.stringify(device)), "mine.json");
    expect(back).toEqual(device);
    expect(estimate(zooNetwork("mlperf-tiny-ic"), back).energy).toBe(
      estimate(zooNetwork("mlperf-tiny-ic"), device).energy,
    );
  });

  it("refuses two networks, and values that nobody can have measured", () => {
    expect(() => measuredDevice(rows.slice(0, 2), options)).toThrow(/at least 3 networks, got 2/);
    const [first, ...others] = rows as [MeasuredRow, ...MeasuredRow[]];
    expect(() => measuredDevice([{ ...first, energy: -1 }, ...others], options)).toThrow(
      /energy -1; expected a number above 0/,
    );
  });

  it("takes energy and latency from different rows", () => {
    const apart = rows.flatMap(({ network, energy, latency }) => [
      { network, ...(energy === undefined ? {} : { energy }) },
      { network, ...(latency === undefined ? {} : { latency }) },
    ]);
    expect(measuredDevice(apart, options)).toEqual(measuredDevice(rows, options));
  });
});
