import { readFileSync } from "node:fs";
import { readNetwork } from "@joulebook/network";
import { bufferSource } from "@joulebook/runtime";
import { measure } from "./measure.mjs";

const file = new URL("../../packages/network/test/golden/onnx/resnet18.onnx", import.meta.url);

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  {
    name: "ResNet-18 ONNX, read and counted",
    target: 10,
    run: async () => {
      const bytes = readFileSync(file);
      const run = () => readNetwork(bufferSource(bytes));
      return [await measure({ name: "ResNet-18 ONNX, read and counted", run }, { runs: 50 })];
    },
  },
];
