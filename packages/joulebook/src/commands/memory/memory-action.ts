import type { MemoryDocument, Network, Problem } from "@joulebook/core";
import { exitCodes, InputError, unknownName } from "@joulebook/core";
import { type ArenaStrategy, bestOrder, memoryFits, memoryUse, planArena, weightBytes } from "@joulebook/network";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { namedNetwork } from "../network/network-source.js";
import { wholeNumber } from "../whole-number.js";
import { type DeviceMemory, deviceMemory } from "./device-memory.js";
import type { MemoryCommandOptions } from "./memory-options.js";
import { memoryText } from "./memory-text.js";

/** How the memory of a network is planned. */
export interface MemoryRequest {
  readonly order: "file" | "best";
  readonly inPlace: boolean;
  readonly fuse: boolean;
  readonly plan: ArenaStrategy;
  readonly alignment: number;
}

/** Largest alignment that is taken: a page of any size. */
const largestAlignment = 2 ** 20;

/** Plans the memory of a network, and compares it with a device's. */
export async function memoryAction(name: string, options: MemoryCommandOptions): Promise<CommandResult> {
  const request = requestOf(options);
  const { memory, inputs: deviceInputs } = await deviceMemory(options);
  const { network, inputs, warnings } = await namedNetwork(name, options);
  const document = memoryDocument(network, request, memory);
  return {
    name: "memory",
    document,
    text: () => memoryText(document),
    inputs: [...inputs, ...deviceInputs],
    warnings,
  };
}

/** The body of `joulebook/memory@1`. */
export function memoryDocument(
  network: Network,
  { order, inPlace, fuse, plan, alignment }: MemoryRequest,
  memory: DeviceMemory | undefined,
): DocumentBody<MemoryDocument> {
  const best = order === "best" ? bestOrder(network, { inPlace, fuse }) : undefined;
  const use = memoryUse(network, { inPlace, fuse, ...(best === undefined ? {} : { order: best.order }) });
  const arena = planArena(use.buffers, { strategy: plan, alignment });
  const weights = weightBytes(network);
  const nameOf = (tensor: number): string => network.tensors[tensor]?.name ?? "";
  return {
    network: network.name,
    peakActivationBytes: use.peak,
    order,
    ...(best === undefined ? {} : { orderLowerBoundBytes: best.lowerBound }),
    inPlace,
    fuse,
    plan,
    alignment,
    arenaBytes: arena.peak,
    lowerBoundBytes: arena.lowerBound,
    weightBytes: weights,
    footprintBytes: weights + use.peak,
    timeline: use.steps.map(({ layer, live }) => ({ layer: network.layers[layer]?.name ?? "", live })),
    buffers: use.buffers.map(({ tensors, size, firstUse, lastUse }, index) => ({
      tensors: tensors.map(nameOf),
      size,
      offset: arena.offsets[index] as number,
      firstUse,
      lastUse,
    })),
    ...(memory === undefined ? {} : { fits: memoryFits({ weightBytes: weights, arenaBytes: arena.peak }, memory) }),
    notes: network.notes,
  };
}

function requestOf({ order, inPlace = false, fuse = false, plan, alignment }: MemoryCommandOptions): MemoryRequest {
  const problems: Problem[] = [];
  const among = <T extends string>(option: string, value: string, known: readonly T[]): T => {
    const found = known.find((one) => one === value);
    if (found === undefined) problems.push(unknownName(option, value, known, { where: `--${option}` }));
    return found ?? (known[0] as T);
  };
  const request = {
    order: among("order", order, ["file", "best"]),
    inPlace,
    fuse,
    plan: among("plan", plan, ["greedy", "linear", "best"]),
    alignment: wholeNumber("--alignment", alignment, { least: 1, most: largestAlignment }),
  };
  if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
  return request;
}
