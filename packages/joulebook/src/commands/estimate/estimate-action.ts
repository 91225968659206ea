import {
  type EstimateDocument,
  type EstimatedLayer,
  exitCodes,
  InputError,
  type InputFile,
  type Interval,
  parseFraction,
  type Problem,
  unknownName,
} from "@joulebook/core";
import {
  type AcceleratorLayer,
  type AcceleratorOptions,
  type Convention,
  type Estimate,
  estimate,
  type EstimateNotice,
  type EstimateOptions,
  type LayerCost,
  objectives,
  readMapping,
} from "@joulebook/hardware";
import { readTextFile } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { namedDevice } from "../devices/named-device.js";
import { namedNetwork } from "../network/network-source.js";
import type { EstimateCommandOptions } from "./estimate-command.js";
import { estimateText } from "./estimate-text.js";

/** Estimates a network on a device. */
export async function estimateAction(name: string, options: EstimateCommandOptions): Promise<CommandResult> {
  const roofline = rooflineOptions(options);
  const { device, inputs: deviceInputs, warnings: deviceWarnings, yaml } = await namedDevice(options.on);
  const { network, inputs, warnings } = await namedNetwork(name, options);
  const accelerator = await acceleratorOptions(options, yaml);
  const result = estimate(network, device, { roofline, accelerator: accelerator.options });
  const document = estimateDocument(result, device.kind);
  const notices: readonly Problem[] = result.notices
    .filter((notice) => !isNote(notice))
    .map(({ code, message }) => ({ code, message }));
  return {
    name: "estimate",
    document,
    text: () => estimateText(document),
    inputs: [...inputs, ...deviceInputs, ...accelerator.inputs],
    warnings: [
      ...warnings,
      ...deviceWarnings,
      ...accelerator.warnings,
      ...notices,
      ...ignoredOptions(options, device.kind),
    ],
  };
}

/** The body of `joulebook/estimate@1`. */
export function estimateDocument(
  result: Estimate,
  deviceKind: EstimateDocument["deviceKind"],
): DocumentBody<EstimateDocument> {
  const { network, device, energy, latency, energyInterval, latencyInterval, before, notices, layers, ...rest } =
    result;
  return {
    network,
    device,
    deviceKind,
    energy,
    ...(latency === undefined ? {} : { latency }),
    interval: { ...some("energy", energyInterval), ...some("latency", latencyInterval) },
    ...(before === undefined ? {} : { before: { energy: before.energy, latency: before.latency ?? 0 } }),
    ...rest,
    layers: layers.map(estimatedLayer),
    notes: notices.filter(isNote).map(({ message }) => message),
  };
}

function estimatedLayer(layer: LayerCost | AcceleratorLayer): EstimatedLayer {
  const { name, kind, macs, energy, latency, extrapolated } = layer;
  return {
    name,
    kind,
    macs,
    ...(energy === undefined ? {} : { energy }),
    ...(latency === undefined ? {} : { latency }),
    ...(extrapolated === true ? { extrapolated } : {}),
    ...("cycles" in layer ? mappedLayer(layer) : {}),
  };
}

function mappedLayer({ cycles, mapping, utilisation, macEnergy, accesses }: AcceleratorLayer): Partial<EstimatedLayer> {
  return {
    latencyCycles: cycles,
    ...(mapping === undefined ? {} : { mapping }),
    ...(utilisation === undefined ? {} : { utilisation }),
    ...(macEnergy === undefined ? {} : { macEnergy }),
    ...(accesses === undefined ? {} : { accesses }),
  };
}

/** Options of the accelerator engine; the mapping file is read. */
async function acceleratorOptions(
  { mapping, objective, convention }: EstimateCommandOptions,
  yaml: boolean,
): Promise<{
  readonly options: AcceleratorOptions;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
}> {
  const chosen = {
    objective: oneOf(objective ?? "latency", objectives, "--objective", "objective"),
    convention: oneOf(
      convention ?? (yaml && mapping !== undefined ? "zigzag" : "sound"),
      conventions,
      "--convention",
      "convention",
    ),
  };
  if (mapping === undefined) return { options: chosen, inputs: [], warnings: [] };
  const { text, hash, size } = await readTextFile(mapping, { maxBytes: 1 << 20 });
  const read = readMapping(text, mapping);
  return {
    options: { ...chosen, mapping: read },
    inputs: [{ name: mapping, sha256: hash, bytes: size }],
    warnings: read.warnings,
  };
}

const conventions: readonly Convention[] = ["zigzag", "sound"];

function oneOf<T extends string>(text: string, known: readonly T[], where: string, what: string): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new InputError([unknownName(what, text, known, { where })], exitCodes.usage);
  return found;
}

/** What explains the answer rather than warns of it. */
function isNote({ code }: EstimateNotice): boolean {
  return code === "note" || code === "no-interval";
}

function some(name: "energy" | "latency", interval: Interval | undefined): EstimateDocument["interval"] {
  return interval === undefined ? {} : { [name]: interval };
}

function rooflineOptions(options: EstimateCommandOptions): NonNullable<EstimateOptions["roofline"]> {
  const { fold, fuse, zeroWeights, zeroActivations } = options;
  const share = (text: string, where: string): number => parseFraction(text, { where });
  const sparsity = {
    ...(zeroWeights === undefined ? {} : { weights: share(zeroWeights, "--zero-weights") }),
    ...(zeroActivations === undefined ? {} : { activations: share(zeroActivations, "--zero-activations") }),
  };
  return {
    ...(fold === undefined ? {} : { fold }),
    ...(fuse === undefined ? {} : { fuse }),
    ...(Object.keys(sparsity).length === 0 ? {} : { sparsity }),
  };
}

function ignoredOptions(options: EstimateCommandOptions, kind: string): readonly Problem[] {
  const groups = {
    roofline: [
      ["--fold", options.fold],
      ["--fuse", options.fuse],
      ["--zero-weights", options.zeroWeights],
      ["--zero-activations", options.zeroActivations],
    ],
    accelerator: [
      ["--mapping", options.mapping],
      ["--objective", options.objective],
      ["--convention", options.convention],
    ],
  } as const;
  const names = Object.entries(groups)
    .filter(([name]) => name !== kind)
    .flatMap(([, given]) => given.flatMap(([name, value]) => (value === undefined ? [] : [name])));
  if (names.length === 0) return [];
  return [{ code: "ignored-option", message: `${names.join(", ")}: no effect on a device of kind ${kind}` }];
}
