import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { trainedDesigns } from "@joulebook/design";
import { exitsOnCores, manyCoreProblem, nodeCosts, readMapping, readSystem } from "@joulebook/hardware";
import { earlyExitNetwork, exitMounts } from "@joulebook/network";
import { workspace } from "../setup/workspace.mjs";
import { measure } from "./measure.mjs";

const folder = join(workspace, "packages", "hardware", "data", "accelerators", "quad_core");
const designs = trainedDesigns(
  readFileSync(join(workspace, "packages", "design", "data", "eenn-cifar10", "designs.csv"), "utf8"),
);
const bits = { backbone: 8, heads: 8 };

/** @param {string} name */
const cores = async (name) => {
  const file = join(folder, "cores", name);
  return existsSync(file) ? { text: readFileSync(file, "utf8"), file } : undefined;
};

/** @param {number} rows of compute cores in two columns */
async function system(rows = 2) {
  const text = readFileSync(join(folder, "edge_tpu_like_quad_core_examples.yaml"), "utf8");
  const compute = 2 * rows;
  const more = "  - edge_tpu_like.yaml\n".repeat(compute);
  const changed = text
    .replace(/(?: {2}- edge_tpu_like\.yaml\n)+/, more)
    .replace("nb_rows: 2", `nb_rows: ${rows}`)
    .replace("pooling_core_id: 4", `pooling_core_id: ${compute}`)
    .replace("simd_core_id: 5", `simd_core_id: ${compute + 1}`)
    .replace("offchip_core_id: 6", `offchip_core_id: ${compute + 2}`);
  return (await readSystem(changed, "system.yaml", cores)).device;
}

const mapping = readMapping(readFileSync(join(folder, "mapping.yaml"), "utf8"), "mapping.yaml");

/** @param {(typeof designs)[number]} design */
const networkOf = ({ exits, headLayers }) =>
  earlyExitNetwork({ exits: exits.map((block) => (block === 11 ? "K" : (exitMounts[block] ?? "K"))), headLayers });

const example = /** @type {(typeof designs)[number]} */ (designs.find(({ id }) => id === "focus-3_5_8"));
const conventions = /** @type {const} */ (["stream", "sound"]);

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  ...conventions.flatMap((convention) => [
    {
      name: `many cores, ${convention}, one allocation, node costs known`,
      target: 5,
      run: async () => {
        const [device, network] = [await system(), networkOf(example)];
        const costs = nodeCosts(device, { convention });
        const run = () => {
          const { schedule, allowed } = manyCoreProblem(network, device, { convention, mapping, bits, costs });
          schedule(allowed.map((one) => one[0] ?? 0));
        };
        run();
        const name = `many cores, ${convention}, one allocation, node costs known`;
        return [await measure({ name, run }, { runs: 31 })];
      },
    },
    {
      name: `many cores, ${convention}, with allocation search`,
      target: 1000,
      run: async () => {
        const [device, network] = [await system(), networkOf(example)];
        const costs = nodeCosts(device, { convention });
        const run = () => void exitsOnCores(network, device, example.exitShares, { convention, mapping, bits, costs });
        run();
        return [await measure({ name: `many cores, ${convention}, with allocation search`, run }, { runs: 5 })];
      },
    },
    {
      name: `many cores, ${convention}, 96 designs from nothing`,
      target: 60_000,
      run: async () => {
        const device = await system();
        const run = () => {
          const costs = nodeCosts(device, { convention });
          for (const design of designs)
            exitsOnCores(networkOf(design), device, design.exitShares, { convention, mapping, bits, costs });
        };
        return [await measure({ name: `many cores, ${convention}, 96 designs from nothing`, run }, { runs: 1 })];
      },
    },
  ]),
  ...[1, 2, 4, 8].map((rows) => ({
    name: `many cores, growth with cores: ${2 * rows}`,
    run: async () => {
      const [device, network] = [await system(rows), networkOf(example)];
      const costs = nodeCosts(device, { convention: "stream" });
      const options = { convention: /** @type {const} */ ("stream"), bits, costs };
      const run = () => {
        const { schedule, allowed } = manyCoreProblem(network, device, options);
        schedule(allowed.map((one, node) => one[node % one.length] ?? 0));
      };
      run();
      return [await measure({ name: `many cores, growth with cores: ${2 * rows}`, run }, { runs: 31 })];
    },
  })),
  ...[
    { rows: 1, columns: 1 },
    { rows: 2, columns: 1 },
    { rows: 4, columns: 1 },
    { rows: 4, columns: 2 },
    { rows: 4, columns: 4 },
  ].map((tiles) => ({
    name: `many cores, growth with nodes: tiles ${tiles.rows}x${tiles.columns}`,
    run: async () => {
      const [device, network] = [await system(), networkOf(example)];
      const costs = nodeCosts(device, { convention: "sound" });
      const run = () => {
        const { schedule, allowed } = manyCoreProblem(network, device, { mapping, bits, costs, tiles });
        schedule(allowed.map((one) => one[0] ?? 0));
      };
      run();
      const name = `many cores, growth with nodes: tiles ${tiles.rows}x${tiles.columns}`;
      return [await measure({ name, run }, { runs: 9 })];
    },
  })),
];
