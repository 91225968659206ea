import {
  exitCodes,
  type ExitCostList,
  InputError,
  type InputFile,
  type Network,
  type Problem,
  unknownName,
} from "@joulebook/core";
import { networkCost } from "@joulebook/hardware";
import { readTextFile } from "@joulebook/runtime";
import { checkExitCosts } from "@joulebook/exits";
import { namedDevice } from "../devices/named-device.js";
import { namedNetwork } from "../network/network-source.js";
import type { ExitsOptions } from "./exits-command.js";

/** Costs until each exit, and where they are from. */
export interface NamedCosts {
  readonly costs: ExitCostList;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
}

/** Keys of a costs file, with their units' factors. */
const keys = {
  energy_J: ["energy", 1],
  energy_mJ: ["energy", 1e-3],
  energy_uJ: ["energy", 1e-6],
  latency_s: ["latency", 1],
  latency_ms: ["latency", 1e-3],
  latency_us: ["latency", 1e-6],
} as const;

/**
 * Costs until and with each exit: from a JSON file (`{"energy_mJ": [1, 3], "latency_ms": [10, 20]}`), or from a network whose
 * layers know their exits, estimated on a device or, without one, in MACs.
 *
 * @throws InputError for what is wrong with either
 */
export async function namedCosts({ costs, on }: ExitsOptions, exits: number): Promise<NamedCosts> {
  const found = /\.json$/i.test(costs) ? await fromFile(costs) : await fromNetwork(costs, on);
  try {
    checkExitCosts(found.costs, exits);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map((problem) => ({ ...problem, message: `--costs ${costs}: ${problem.message}` })),
    );
  }
  return found;
}

async function fromFile(file: string): Promise<NamedCosts> {
  const { text, hash, size } = await readTextFile(file, { maxBytes: 1 << 20 });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad(file, "the costs are not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad(file, "the costs are no object");
  const lists: { energy?: readonly number[]; latency?: readonly number[] } = {};
  for (const [key, list] of Object.entries(value)) {
    if (!Object.hasOwn(keys, key)) throw new InputError([unknownName("key", key, Object.keys(keys), { file })]);
    if (!Array.isArray(list) || !list.every((one) => typeof one === "number"))
      throw bad(file, `${key} is no list of numbers`);
    const [name, factor] = keys[key as keyof typeof keys];
    if (lists[name] !== undefined) throw bad(file, `the ${name} is given twice`);
    lists[name] = list.map((one: number) => one * factor);
  }
  const { energy, latency } = lists;
  if (energy === undefined) throw bad(file, "there is no energy");
  const input = { name: file, sha256: hash, bytes: size };
  return { costs: { unit: "J", energy, ...(latency === undefined ? {} : { latency }) }, inputs: [input], warnings: [] };
}

function bad(file: string, message: string): InputError {
  return new InputError([
    {
      code: "bad-costs",
      message,
      file,
      expected: '{"energy_mJ": [1, 3], "latency_ms": [10, 20]}, one number per exit',
    },
  ]);
}

async function fromNetwork(name: string, on: string | undefined): Promise<NamedCosts> {
  const { network, inputs, warnings } = await namedNetwork(name, { dim: [] });
  const stages = Math.max(-1, ...network.layers.map(({ stage }) => stage ?? -1)) + 1;
  if (stages === 0) {
    const message = `--costs ${name}: the network has no exits`;
    throw new InputError(
      [
        {
          code: "no-exit",
          message,
          expected: "a network of the zoo with exits, e.g. merkel-l6-n16-exits or eenn-dfik, or a costs file",
        },
      ],
      exitCodes.usage,
    );
  }
  if (on === undefined) {
    const energy = untilStage(network, stages, (at) => network.layers[at]?.macs ?? 0);
    return { costs: { unit: "MACs", energy }, inputs, warnings };
  }
  const { device, inputs: deviceInputs, warnings: deviceWarnings } = await namedDevice(on);
  const cost = networkCost(network, device);
  const { energy: fixed = 0, latency: wait = 0 } = cost.overhead ?? {};
  const energy = untilStage(network, stages, (at) => cost.layers[at]?.energy ?? 0).map((value) => value + fixed);
  const latency = untilStage(network, stages, (at) => cost.layers[at]?.latency ?? 0).map((value) => value + wait);
  const notes = cost.notices.filter(({ code }) => code !== "note").map(({ code, message }) => ({ code, message }));
  return {
    costs: { unit: "J", energy, ...(cost.latency === undefined ? {} : { latency }) },
    inputs: [...inputs, ...deviceInputs],
    warnings: [...warnings, ...deviceWarnings, ...notes],
  };
}

/** Sums over the layers up to and including each exit, heads on the way included. */
function untilStage({ layers }: Network, stages: number, of: (layer: number) => number): readonly number[] {
  return Array.from({ length: stages }, (_, stage) =>
    layers.reduce((sum, layer, at) => ((layer.stage ?? 0) <= stage ? sum + of(at) : sum), 0),
  );
}
