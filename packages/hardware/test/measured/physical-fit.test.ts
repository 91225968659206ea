import { zooNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import {
  type FitRow,
  layerFeatures,
  leaveOneNetworkOut,
  networkFeatures,
  physicalFeatures,
  physicalFit,
  physicalFitter,
  powerLaw,
  powerLawFitter,
} from "../../src/index.js";
import { physicalValue } from "../../src/measured/physical-fit.js";
import { powerLawValue } from "../../src/measured/power-law.js";
import { relativeError } from "../relative-error.js";

const truth: Readonly<Record<string, number>> = {
  "pointwise-macs": 1e-10,
  "depthwise-macs": 8e-10,
  "convolution-macs": 3e-10,
  "dense-macs": 5e-10,
  inference: 2e-3,
};
const widths = ["0.25", "0.5", "0.75", "1.0"];
const names = [
  ...widths.flatMap((width) => [128, 160, 192, 224].map((side) => `mobilenet-v1-${width}-${side}`)),
  ...["0.35", "0.5", "0.75", "1.0"].flatMap((width) => [96, 160, 224].map((side) => `mobilenet-v2-${width}-${side}`)),
];

function planted(name: string, precision: "int8" | "fp32"): FitRow {
  const seen = networkFeatures(zooNetwork(`${name}-${precision}`));
  const value = Object.entries(truth).reduce((sum, [feature, cost]) => sum + cost * (seen.features[feature] ?? 0), 0);
  return { ...seen, network: name, value: precision === "fp32" ? 2 * value : value };
}

const rows = names.flatMap((name) => [planted(name, "int8"), planted(name, "fp32")]);

describe("networkFeatures", () => {
  it("counts MobileNet v1 by type: 1,024,000 MACs of its last layer, and all 13 + 13 + 1", () => {
    const { features, family, precision, kinds } = networkFeatures(zooNetwork("mobilenet-v1-1.0-224-int8"));
    const macs = ["pointwise-macs", "depthwise-macs", "convolution-macs", "dense-macs"].map(
      (name) => features[name] ?? 0,
    );
    expect(macs.reduce((sum, value) => sum + value)).toBe(features["macs"]);
    expect(macs).toEqual([539_492_352, 17_385_984, 10_838_016, 1001 * 1024]);
    expect(features["input-values"]).toBe(224 * 224 * 3);
    expect([family, precision]).toEqual(["mobilenet-v1", "int8"]);
    expect(kinds).toContain("depthwise-convolution");
  });

  it("is the sum over layers, but for the one per inference", () => {
    const network = zooNetwork("mobilenet-v3-small-1.0-224-fp32");
    const { features } = networkFeatures(network);
    for (const name of physicalFeatures.filter((one) => one !== "inference")) {
      const sum = network.layers.reduce((all, layer) => all + (layerFeatures(layer, network)[name] ?? 0), 0);
      expect(sum).toBe(features[name]);
    }
  });

  it("knows no family of a file, and four times the bytes at four times the bits", () => {
    expect(networkFeatures({ ...zooNetwork("resnet8"), name: "model.onnx" }).family).toBe("unknown");
    const bytes = (precision: string) =>
      networkFeatures(zooNetwork(`resnet8-${precision}`)).features["activation-bytes"];
    expect(bytes("fp32")).toBe(4 * (bytes("int8") ?? 0));
  });
});

describe("physicalFit", () => {
  it("finds the costs that data was made with, per precision, to 1e-4 of every value", () => {
    const fit = physicalFit(rows);
    for (const row of rows) expect(relativeError(physicalValue(fit, row), row.value)).toBeLessThan(1e-4);
    const int8 = fit.precisions.get("int8") ?? {};
    expect(relativeError(int8["pointwise-macs"], 1e-10)).toBeLessThan(0.05);
    expect(Math.min(...Object.values(int8))).toBeGreaterThanOrEqual(0);
  });

  it("takes the simplest features where there are three networks", () => {
    const three = rows.filter(({ network, precision }) => precision === "int8" && network.endsWith("-128")).slice(0, 3);
    const coefficients = [...physicalFit(three).precisions.values()][0] ?? {};
    expect(Object.keys(coefficients).length).toBeLessThanOrEqual(2);
  });

  it("says nothing of a precision that it has not seen", () => {
    const fit = physicalFit(rows.filter(({ precision }) => precision === "int8"));
    expect(physicalValue(fit, rows.find(({ precision }) => precision === "fp32") as FitRow)).toBeNaN();
  });

  it("refuses no rows and values that are no energy", () => {
    expect(() => physicalFit([])).toThrow(/at least one row/);
    expect(() => physicalFit([{ ...(rows[0] as FitRow), value: 0 }])).toThrow(/above 0, got 0/);
  });
});

describe("powerLaw", () => {
  it("is the straight line in log-log: values 3·MACs^½ give scale 3 and exponent ½", () => {
    const made = rows.map((row) => ({ ...row, value: 3 * Math.sqrt(row.features["macs"] ?? 0) }));
    const { scale, exponent } = powerLaw(made, "macs").precisions.get("fp32") ?? { scale: 0, exponent: 0 };
    expect(relativeError(scale, 3)).toBeLessThan(1e-9);
    expect(relativeError(exponent, 0.5)).toBeLessThan(1e-9);
    expect(relativeError(powerLawValue(powerLaw(made, "macs"), made[0] as FitRow), made[0]?.value ?? 0)).toBeLessThan(
      1e-9,
    );
  });
});

describe("leaveOneNetworkOut", () => {
  it("leaves both precisions of a network out together, and each network once", () => {
    const seen: string[][] = [];
    leaveOneNetworkOut(rows, (training) => {
      seen.push([...new Set(training.map(({ network }) => network))]);
      expect(training.length).toBe(rows.length - 2);
      return () => 1;
    });
    expect(seen).toHaveLength(names.length);
    expect(seen.map((trained) => names.filter((name) => !trained.includes(name)))).toEqual(names.map((name) => [name]));
  });

  it("gives the errors by hand: the mean of the others predicts 1, 2, 6 as 4, 3.5, 1.5", () => {
    const three = [1, 2, 6].map((value, index) => ({ ...(rows[index] as FitRow), network: `n${index}`, value }));
    const { ratios, residuals } = leaveOneNetworkOut(three, (training) => {
      const mean = training.reduce((sum, { value }) => sum + value, 0) / training.length;
      return () => mean;
    });
    expect(ratios).toEqual([4, 1.75, 0.25]);
    expect(residuals).toEqual({
      method: "leave-one-network-out",
      points: 3,
      networks: 3,
      medianAbsolute: 0.75,
      p90Absolute: 0.75 + 0.8 * (3 - 0.75),
    });
  });

  it("shows that MACs alone cannot tell what the types can", () => {
    const byType = leaveOneNetworkOut(rows, physicalFitter).residuals;
    const byMacs = leaveOneNetworkOut(rows, powerLawFitter("macs")).residuals;
    expect(byType.medianAbsolute).toBeLessThan(0.001);
    expect(byMacs.medianAbsolute).toBeGreaterThan(0.03);
  });

  it("needs three networks", () => {
    expect(() => leaveOneNetworkOut(rows.slice(0, 4), physicalFitter)).toThrow(/at least 3 networks, got 2/);
  });
});
