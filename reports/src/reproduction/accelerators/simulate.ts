import { mean } from "@joulebook/core";
import type { Network } from "@joulebook/core";
import type { TrainedDesign } from "@joulebook/design";
import {
  type ExitsOnCores,
  exitsOnCores,
  type ManyCoreConvention,
  manyCoreProblem,
  nodeCosts,
  type NodeCosts,
  searchAllocation,
  totalEnergy,
} from "@joulebook/hardware";
import { earlyExitNetwork, type ExitMount, exitMounts } from "@joulebook/network";
import type { QuadCore } from "./system.js";

/** A design on the quad core: energies in joules, latencies in cycles; stages of one allocation and by the authors' minima. */
export interface SimulatedDesign {
  readonly id: string;
  readonly convention: ManyCoreConvention;
  /** "backbone/heads". */
  readonly bits: string;
  /** All exits evaluated. */
  readonly energy: number;
  readonly latency: number;
  /** Bytes that cross the edge of the shared main memory. */
  readonly offChipBytes: number;
  readonly stages: readonly SimulatedStage[];
  readonly leastStages: readonly SimulatedStage[];
  /** The backbone with its last exit alone. */
  readonly backbone: SimulatedStage;
  /** By Stream's count: all exits evaluated, with the authors' own search at its middle effort, mean of three seeds. */
  readonly asPublished?: SimulatedStage;
}

export interface SimulatedStage {
  readonly energy: number;
  readonly latency: number;
}

/** The network of a design; exits are block numbers, 11 the final one. */
export function designNetwork({ exits, headLayers }: Pick<TrainedDesign, "exits" | "headLayers">): Network {
  return earlyExitNetwork({ exits: exits.map(mountOf), headLayers });
}

/** Letter of the place behind a block. */
export function mountOf(block: number): ExitMount {
  return block === 11 ? "K" : (exitMounts[block] as ExitMount);
}

/** Simulates designs on one system by one convention: costs of nodes and backbones are worked out once. */
export interface DesignSimulator {
  readonly costs: NodeCosts;
  readonly exits: (design: TrainedDesign, bits?: string) => ExitsOnCores;
  readonly simulate: (design: TrainedDesign, bits?: string) => SimulatedDesign;
}

export function designSimulator({ device, mapping }: QuadCore, convention: ManyCoreConvention): DesignSimulator {
  const costs = nodeCosts(device, { convention });
  const options = (bits: string) => {
    const [backbone = 8, heads = 8] = bits.split("/").map(Number);
    return { convention, mapping, costs, bits: { backbone, heads } };
  };
  const backbones = new Map<string, SimulatedStage>();
  const backboneOf = (headLayers: 1 | 2, bits: string): SimulatedStage => {
    const key = `${headLayers} ${bits}`;
    const known = backbones.get(key);
    if (known !== undefined) return known;
    const problem = manyCoreProblem(earlyExitNetwork({ headLayers }), device, options(bits));
    const { schedule } = searchAllocation(problem.allowed, problem.schedule);
    const found = { energy: totalEnergy(schedule.energy), latency: schedule.latency };
    backbones.set(key, found);
    return found;
  };
  const exits: DesignSimulator["exits"] = (design, bits = "8/8") =>
    exitsOnCores(designNetwork(design), device, design.exitShares, options(bits));
  return {
    costs,
    exits,
    simulate(design, bits = "8/8") {
      const found = exits(design, bits);
      const plain = ({ energy, latency }: SimulatedStage): SimulatedStage => ({ energy, latency });
      return {
        id: design.id,
        convention,
        bits,
        energy: totalEnergy(found.schedule.energy),
        latency: found.schedule.latency,
        offChipBytes: found.schedule.offChipBits / 8,
        stages: found.stages.map(plain),
        leastStages: found.leastStages.map(plain),
        backbone: backboneOf(design.headLayers.at(-1) ?? 1, bits),
        ...(convention === "stream" ? { asPublished: asPublished(found) } : {}),
      };
    },
  };
}

const seeds = [0, 1, 2] as const;

function asPublished({ problem: { allowed, schedule } }: ExitsOnCores): SimulatedStage {
  const made = seeds.map((seed) => searchAllocation(allowed, schedule, { search: "stream", seed }).schedule);
  return {
    energy: mean(made.map(({ energy }) => totalEnergy(energy))),
    latency: Math.round(mean(made.map(({ latency }) => latency))),
  };
}
