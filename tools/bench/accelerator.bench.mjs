import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { acceleratorCost, readAccelerator, readMapping } from "@joulebook/hardware";
import { readNetwork, zooNetwork } from "@joulebook/network";
import { workspace } from "../setup/workspace.mjs";
import { growths } from "./accelerator-growth.mjs";
import { measure } from "./measure.mjs";

const folder = join(workspace, "packages", "hardware", "data", "accelerators");
const file = join(workspace, "packages", "network", "test", "golden", "onnx", "resnet18.onnx");
/** @param {string} name */
const text = (name) => readFileSync(join(folder, name), "utf8");
const { device } = readAccelerator(text("tpu_like.yaml"), "tpu_like.yaml");
const mapping = readMapping(text("tpu_like_mapping.yaml"), "tpu_like_mapping.yaml");

async function resnet() {
  const bytes = readFileSync(file);
  return readNetwork({
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  });
}

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  {
    name: "accelerator, ResNet-18 on tpu_like, warm",
    target: 150,
    run: async () => {
      const network = await resnet();
      const run = () => acceleratorCost(network, device, { mapping, convention: "zigzag" });
      return [await measure({ name: "accelerator, ResNet-18 on tpu_like, warm", run }, { runs: 9 })];
    },
  },
  {
    name: "accelerator, MobileNetV2 on tpu_like, warm",
    target: 300,
    run: async () => {
      const network = zooNetwork("mobilenet-v2-1.0-224");
      const run = () => acceleratorCost(network, device, { mapping, convention: "zigzag" });
      return [await measure({ name: "accelerator, MobileNetV2 on tpu_like, warm", run }, { runs: 7 })];
    },
  },
  {
    name: "accelerator, ResNet-18, whole command",
    target: 700,
    run: async () => {
      const bin = join(workspace, "packages", "joulebook", "dist", "bin.js");
      const chip = [
        "--on",
        join(folder, "tpu_like.yaml"),
        "--mapping",
        join(folder, "tpu_like_mapping.yaml"),
        "--json",
      ];
      const run = () => void spawnSync(process.execPath, [bin, "estimate", file, ...chip]);
      const peer = { name: "an empty Node", run: () => void spawnSync(process.execPath, ["-e", "0"]) };
      return [await measure({ name: "accelerator, ResNet-18, whole command", run }, { runs: 7, peer })];
    },
  },
  ...growths.map(({ name, sizes, work }) => ({
    name: `accelerator, growth with ${name}`,
    run: async () => {
      const results = [];
      for (const size of sizes)
        results.push(
          await measure({ name: `accelerator, growth with ${name}: ${size}`, run: work(size) }, { runs: 9 }),
        );
      return results;
    },
  })),
  {
    name: "accelerator, ResNet-18, every order costed",
    run: async () => {
      const network = await resnet();
      const options = { mapping, convention: /** @type {const} */ ("zigzag") };
      const run = () => acceleratorCost(network, device, options);
      const whole = {
        name: "without the bound",
        run: () => acceleratorCost(network, device, { ...options, prune: false }),
      };
      return [await measure({ name: "accelerator, ResNet-18, every order costed", run }, { runs: 9, peer: whole })];
    },
  },
];
