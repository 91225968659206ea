import { bestOrder, memoryUse, planArena, zooNames, zooNetwork } from "@joulebook/network";
import { measure } from "./measure.mjs";

const networks = 10_000;

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  {
    name: "zoo, 10,000 networks built and counted",
    target: 1000,
    run: async () => {
      const names = zooNames();
      const count = () => {
        let macs = 0;
        for (let index = 0; index < networks; index++) {
          for (const layer of zooNetwork(String(names[index % names.length])).layers) macs += layer.macs;
        }
        return macs;
      };
      return [await measure({ name: "zoo, 10,000 networks built and counted", run: count }, { runs: 5 })];
    },
  },
  {
    name: "memory plan of MobileNetV2, best order",
    target: 50,
    run: async () => {
      const network = zooNetwork("mobilenet-v2-1.0-224");
      const plan = () => {
        const { order } = bestOrder(network);
        return planArena(memoryUse(network, { order }).buffers, { strategy: "best" });
      };
      return [await measure({ name: "memory plan of MobileNetV2, best order", run: plan }, { runs: 15 })];
    },
  },
];
