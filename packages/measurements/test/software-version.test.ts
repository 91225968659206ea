import { describe, expect, test } from "vitest";
import { compareVersions, softwareVersions } from "../src/software-version.js";

describe("softwareVersions", () => {
  test("reads the strings that the MLPerf tables have", () => {
    const read = (text: string) => softwareVersions(text).map(({ product, version }) => [product, version.join(".")]);
    expect(read("TFLite v2.11.0 (ruy)")).toEqual([["tflite", "2.11.0"]]);
    expect(read("ArmNN v22.05 (Neon)")).toEqual([["armnn", "22.5"]]);
    expect(read("TFLite vmaster (xnnpack)")).toEqual([]);
    expect(read("QUALCOMM Cloud AI SDK v1.8.3")).toEqual([["qualcomm cloud ai sdk", "1.8.3"]]);
    expect(read("Onnxruntime v1.12.1 (cpp)")).toEqual([["onnxruntime", "1.12.1"]]);
    expect(read("JetPack 4.6, TensorRT 8.0.1, CUDA 10.2")).toEqual([
      ["jetpack", "4.6"],
      ["tensorrt", "8.0.1"],
      ["cuda", "10.2"],
    ]);
    expect(read("21.03 Jetson CUDA-X AI Developer Preview, TensorRT 7.2.3")).toEqual([
      ["jetson cuda-x ai developer preview", "21.3"],
      ["tensorrt", "7.2.3"],
    ]);
  });
});

describe("compareVersions", () => {
  test("compares number by number, not digit by digit", () => {
    expect(compareVersions([2, 11, 0], [2, 7, 1])).toBeGreaterThan(0);
    expect(compareVersions([22, 5], [22, 11])).toBeLessThan(0);
    expect(compareVersions([8, 5, 2], [8, 5, 2, 2])).toBeLessThan(0);
    expect(compareVersions([22, 5], [22, 5, 0])).toBe(0);
  });
});
