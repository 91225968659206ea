import { builtInDevice, networkCost } from "@joulebook/hardware";
import { bestOrder, memoryUse, planArena, zooNames, zooNetwork } from "@joulebook/network";
import { measure } from "./measure.mjs";

const networks = 10_000;

/** Time of processors that this process used: the target is per second and core, whatever else runs. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  {
    name: "zoo, 10,000 networks built, counted and costed on an op-table",
    target: 1000,
    run: async () => {
      const names = zooNames();
      const device = builtInDevice("cortex-m7-216mhz-cmsis-nn");
      const cost = () => {
        let energy = 0;
        for (let index = 0; index < networks; index++) {
          energy += networkCost(zooNetwork(String(names[index % names.length])), device).energy;
        }
        return energy;
      };
      const name = "zoo, 10,000 networks built, counted and costed on an op-table";
      return [await measure({ name, run: cost }, { runs: 7, clock: processorTime })];
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
