import { exitCodes, InputError, unknownName } from "@joulebook/core";
import type { Reproduction } from "./reproduction.js";

/** A reproduction in the list, and the code behind it, loaded when it is wanted. */
export interface ReproductionEntry {
  readonly paper: string;
  readonly title: string;
  readonly summary: string;
  readonly load: () => Promise<Reproduction>;
}

/** All papers, in the order of docs/guides/reproductions.md. A new one is a folder and an entry here. */
export const reproductions: readonly ReproductionEntry[] = [
  {
    paper: "not-all-ops",
    title: "Not all operations are created equal (Lai, Suda, Chandra 2018)",
    summary: "energy and memory of networks on a microcontroller by type of operation",
    load: async () => (await import("./not-all-ops/reproduction.js")).notAllOps,
  },
  {
    paper: "energy-accuracy",
    title: "The cost of a decision (Merkel 2020)",
    summary: "cost of a decision against its accuracy: depth, width, early exits by confidence",
    load: async () => (await import("./energy-accuracy/reproduction.js")).energyAccuracy,
  },
  {
    paper: "early-exit-search",
    title: "Hardware-aware search of early-exit networks",
    summary: "exits, heads and thresholds searched for on networks trained here; the 96 published designs replayed",
    load: async () => (await import("./early-exit-search/reproduction.js")).earlyExitSearch,
  },
  {
    paper: "accelerators",
    title: "Early-exit networks on a multi-core accelerator",
    summary: "stages, bits and places of exits on a quad core, as the paper's tool counts and with shared memory",
    load: async () => (await import("./accelerators/reproduction.js")).accelerators,
  },
  {
    paper: "cascades",
    title: "Always-on cascades (Shirvani and McGregor 2022)",
    summary: "power of a neural chip at frame rates, and of a small network that calls a larger one",
    load: async () => (await import("./cascades/reproduction.js")).cascades,
  },
  {
    paper: "edge-inference",
    title: "Design considerations for energy-efficient inference on edge devices (Hanafy, Molom-Ochir, Shenoy 2021)",
    summary: "accuracy, latency and energy of 49 networks on five boards, and recommendations within a budget",
    load: async () => (await import("./edge-inference/reproduction.js")).edgeInference,
  },
];

const made = new Map<string, ReturnType<Reproduction["run"]>>();

/**
 * Loads the reproduction of a paper. It comes from committed data and seeds alone, so that a process makes it once.
 *
 * @throws InputError (exit code 2) that names the nearest papers when there is none
 */
export async function loadReproduction(paper: string): Promise<Reproduction> {
  const entry = reproductions.find((one) => one.paper === paper);
  if (entry === undefined) {
    const names = reproductions.map((one) => one.paper);
    throw new InputError([unknownName("paper", paper, names)], exitCodes.usage);
  }
  const reproduction = await entry.load();
  const run = (): ReturnType<Reproduction["run"]> => {
    const result = made.get(paper) ?? reproduction.run();
    made.set(paper, result);
    return result;
  };
  return { ...reproduction, run };
}
