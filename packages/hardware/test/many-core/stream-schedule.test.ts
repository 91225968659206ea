import { earlyExitNetwork, exitMounts } from "@joulebook/network";
import { type AcceleratorDevice, median, random } from "@joulebook/core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  exitEnergyDelay,
  leastStages,
  type ManyCoreProblem,
  manyCoreProblem,
  nodeCosts,
  type NodeCosts,
  type Schedule,
  searchAllocation,
  stageCosts,
  totalEnergy,
} from "../../src/index.js";
import { caseStudyRows, designRows, publishedRows, quadCore, quadMapping } from "./quad-core.js";

// Published: hardware_dev.csv of arXiv 2512.04705 (asyms/stream, branch expl-eenn), energy in pJ, latency in cycles.
const published = publishedRows().map((row) => ({
  id: row["id"] as string,
  energy: Number(row["energy_pj"]) * 1e-12,
  latency: Number(row["latency_cycles"]),
  cumulative: (row["cost_subnets"] as string).split(" ").map((cell) => Number(cell) * 1e-12),
}));

let device: AcceleratorDevice;
let costs: NodeCosts;
beforeAll(async () => {
  ({ device } = await quadCore());
  costs = nodeCosts(device, { convention: "stream" });
});

function problemOf(id: string): ManyCoreProblem {
  const row = designRows().find((one) => one["id"] === id);
  const blocks = (row?.["exits"] ?? "").split(" ").map(Number);
  const flags = (row?.["head_layers_flag"] ?? "").split(" ").map(Number);
  const network = earlyExitNetwork({
    exits: blocks.map((block) => (block === 11 ? "K" : (exitMounts[block] ?? "K"))),
    headLayers: flags.map((flag) => (flag === 1 ? 1 : 2)),
  });
  const bits = { backbone: 8, heads: 8 };
  return manyCoreProblem(network, device, { convention: "stream", mapping: quadMapping(), bits, costs });
}

const onFirst = ({ allowed, schedule }: ManyCoreProblem): Schedule =>
  schedule(allowed.map((cores) => cores[0] as number));

const numbers = (cell: string | undefined): number[] => (cell ?? "").split(" ").map(Number);

// The authors' runs of six networks on this system with 64 individuals and generations (asyms/stream, branch expl-eenn,
// outputs-eenn/hw_casestudy, rows of sys_EEEE). In all but one stage their search found what one core alone gives.
describe.each(caseStudyRows())("the authors' run of $id", (row) => {
  // Blocks 6, 7 and 8 of one run lie on two cores: a map of 96 x 16 x 16 bytes crosses a link of 32 bits.
  const moved = row["id"] === "nas-2-7" ? (96 * 16 * 16 * 8) / 32 : 0;

  it("takes as many cycles for the blocks and the head of every stage", () => {
    const problem = problemOf(row["id"] as string);
    const stages = stageCosts(onFirst(problem), problem.work);
    expect(stages.map(({ head }) => head)).toEqual(numbers(row["head_cycles"]));
    const blocks = numbers(row["block_cycles"]);
    expect(stages.map((stage) => stage.blocks)).toEqual(
      moved === 0 ? blocks : blocks.with(3, (blocks[3] as number) - moved),
    );
  });
});

describe.each(caseStudyRows().filter(({ id }) => id !== "nas-2-7"))("the authors' run of $id", (row) => {
  it("has its average energy, time and energy x time to the last digit", () => {
    const id = row["id"] as string;
    const problem = problemOf(id);
    const stages = stageCosts(onFirst(problem), problem.work);
    const shares = numbers(designRows().find((one) => one["id"] === id)?.["exit_ratios"]);
    const { meanEnergy, meanLatency, meanOfProducts } = exitEnergyDelay(stages, shares);
    const backbone =
      stages.reduce((sum, { energy }) => sum + energy, 0) * stages.reduce((sum, { blocks }) => sum + blocks, 0);
    const pairs = [
      [meanEnergy, row["average_energy_j"]],
      [meanLatency, row["average_latency_cycles"]],
      [meanOfProducts, row["average_energy_latency_j_cycles"]],
      [backbone / meanOfProducts, row["backbone_over_average"]],
    ] as const;
    for (const [ours, theirs] of pairs) expect(Math.abs(ours / Number(theirs) - 1)).toBeLessThan(1e-12);
  });
});

describe.each(published)("$id by Stream's count", ({ id, energy, latency, cumulative }) => {
  // The scripts beside the published runs search with 4, 16 or 64 individuals and generations; their seed is not known.
  it.each([4, 16])(
    "costs within 25 % of the published energy and latency with the authors' search of %i individuals",
    (size) => {
      const { allowed, schedule } = problemOf(id);
      for (const seed of [0, 1, 2, 3]) {
        const effort = { search: "stream", population: size, generations: size, seed } as const;
        const found = searchAllocation(allowed, schedule, effort);
        expect(found).toMatchObject({ method: "stream" });
        expect(found.evaluated).toBeLessThanOrEqual(size + size * size);
        expect(Math.abs(totalEnergy(found.schedule.energy) / energy - 1)).toBeLessThan(0.25);
        expect(Math.abs(found.schedule.latency / latency - 1)).toBeLessThan(0.25);
      }
    },
  );

  it("has cumulative stages in order and within 40 % at the same effort, 16 x 16, in the middle of nine seeds", () => {
    const problem = problemOf(id);
    const ratios = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const least = leastStages(problem.work);
      searchAllocation(problem.allowed, problem.schedule, { search: "stream", seed, visit: least.visit });
      let [e, t] = [0, 0];
      const ours = least.stages().map((stage) => (e += stage.energy) * (t += stage.latency));
      expect(ours.toSorted((a, b) => a - b)).toEqual(ours);
      return ours.map((value, k) => value / (cumulative[k] as number));
    });
    for (const k of cumulative.keys()) {
      const middle = median(ratios.map((one) => one[k] as number));
      expect(Math.abs(middle - 1)).toBeLessThan(0.4);
    }
  });

  it("costs less than published with the same search at its largest effort", () => {
    const { allowed, schedule } = problemOf(id);
    const effort = { search: "stream", population: 64, generations: 64 } as const;
    const found = searchAllocation(allowed, schedule, effort);
    expect(totalEnergy(found.schedule.energy)).toBeLessThan(0.9 * energy);
    expect(found.schedule.latency).toBeLessThan(0.8 * latency);
  });

  it("costs within 25 % of the published energy with the allocation that our search finds, in less time", () => {
    const { allowed, schedule } = problemOf(id);
    const found = searchAllocation(allowed, schedule, { population: 64, generations: 64 });
    expect(totalEnergy(found.schedule.energy) / energy).toBeGreaterThan(0.75);
    expect(totalEnergy(found.schedule.energy) / energy).toBeLessThan(1);
    expect(found.schedule.latency).toBeLessThan(latency);
  });

  it("has cumulative stages in the published order, each energy x delay within 40 %, with our search", () => {
    const problem = problemOf(id);
    const least = leastStages(problem.work);
    const { schedule } = searchAllocation(problem.allowed, problem.schedule, { visit: least.visit });
    for (const stages of [stageCosts(schedule, problem.work), least.stages()]) {
      let [e, t] = [0, 0];
      const ours = stages.map((stage) => (e += stage.energy) * (t += stage.latency));
      expect(ours.toSorted((a, b) => a - b)).toEqual(ours);
      for (const [k, value] of ours.entries())
        expect(Math.abs(value / (cumulative[k] as number) - 1)).toBeLessThan(0.4);
    }
  });
});

describe("the schedule by Stream's count", () => {
  // ZIGZAG.md of the project's notes, checked by hand there on exits 3, 5, 8: in microjoules.
  it("moves what was counted by hand on one core: weights from off-chip 299 µJ and additions 29 µJ", () => {
    const problem = problemOf("focus-3_5_8");
    const { work, schedule, allowed } = problem;
    const one = schedule(allowed.map((cores) => cores[0] as number));
    const backbone = one.moves.filter(({ kind, node = 0 }) => kind === "weights" && work.nodes[node]?.head === false);
    const weights = backbone.reduce((sum, { energy }) => sum + totalEnergy(energy), 0);
    expect(weights * 1e6).toBeGreaterThan(298.5);
    expect(weights * 1e6).toBeLessThan(299.5);
    const additions = one.moves.filter(
      ({ node, to, kind }) => kind === "activation" && (to === 5 || work.nodes[node ?? -1]?.kind === "elementwise"),
    );
    const offChip = additions.reduce((sum, { energy }) => sum + energy.offChip, 0);
    expect(offChip * 1e6).toBeGreaterThan(28.5);
    expect(offChip * 1e6).toBeLessThan(29.5);
  });

  it("takes no less than its critical path, any core's work, and the traffic of any link; energy no less than its MACs", () => {
    const problem = problemOf("focus-0_4_6");
    const { work, allowed, schedule } = problem;
    const stream = random(7, "bounds");
    for (let round = 0; round < 20; round++) {
      const made = schedule(allowed.map((cores) => stream.pick(cores)));
      const path: number[] = [];
      for (const { node, end, start } of made.nodes) {
        const before = work.nodes[node]?.inputs.map((input) => path[work.tensors[input]?.producer ?? -1] ?? 0) ?? [];
        path.push(Math.max(0, ...before) + end - start);
      }
      expect(made.latency).toBeGreaterThanOrEqual(Math.max(...path));
      for (const { busy } of made.cores) expect(made.latency).toBeGreaterThanOrEqual(busy);
      for (const { busy } of made.links) expect(made.latency).toBeGreaterThanOrEqual(busy);
      expect(made.latency).toBeGreaterThanOrEqual(made.offChipBits / 64);
      const macs = work.nodes.reduce((sum, one) => sum + one.macs, 0);
      expect(made.energy.mac).toBeGreaterThanOrEqual(macs * 0.04e-12 * (1 - 1e-12));
      const parts = [...made.nodes, ...made.moves].reduce((sum, one) => sum + totalEnergy(one.energy), 0);
      expect(Math.abs(parts / totalEnergy(made.energy) - 1)).toBeLessThan(1e-12);
      // no core does two things at once, and nothing starts before its inputs are there
      for (const core of made.cores) {
        const own = made.nodes.filter((one) => one.core === core.core).toSorted((a, b) => a.start - b.start);
        for (const [k, one] of own.entries()) expect(one.start).toBeGreaterThanOrEqual(own[k - 1]?.end ?? 0);
      }
    }
  });

  it("finds what trying every allocation finds, where that is possible", () => {
    const { allowed, schedule } = problemOf("focus-0_2_6");
    // Six nodes may choose among four cores, the others stay on core 0.
    const few = allowed.map((cores, node) => (node < 6 ? cores : cores.slice(0, 1)));
    const all = searchAllocation(few, schedule, { goal: "edp" });
    expect(all).toMatchObject({ method: "exhaustive", evaluated: 4 ** few.filter((cores) => cores.length > 1).length });
    const searched = searchAllocation(few, schedule, { goal: "edp", exhaustive: 1, population: 24, generations: 12 });
    expect(searched.method).toBe("nsga-ii");
    const product = ({ schedule: made }: typeof all): number => totalEnergy(made.energy) * made.latency;
    expect(product(searched) / product(all)).toBeLessThan(1.0001);
    const again = searchAllocation(few, schedule, { goal: "edp", exhaustive: 1, population: 24, generations: 12 });
    expect(again.allocation).toEqual(searched.allocation);
  });

  it("has no stages for a network without exits", () => {
    const plain = manyCoreProblem(earlyExitNetwork(), device, { convention: "stream", costs });
    const made = plain.schedule(plain.allowed.map((cores) => cores[0] as number));
    expect(() => stageCosts(made, plain.work)).toThrow("it has no early exit");
  });
});
