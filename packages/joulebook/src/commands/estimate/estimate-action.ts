import { type EstimateDocument, type Interval, parseFraction, type Problem } from "@joulebook/core";
import { type Estimate, estimate, type EstimateNotice, type EstimateOptions } from "@joulebook/hardware";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { namedDevice } from "../devices/named-device.js";
import { namedNetwork } from "../network/network-source.js";
import type { EstimateCommandOptions } from "./estimate-command.js";
import { estimateText } from "./estimate-text.js";

/** Estimates a network on a device. */
export async function estimateAction(name: string, options: EstimateCommandOptions): Promise<CommandResult> {
  const roofline = rooflineOptions(options);
  const { device, inputs: deviceInputs } = await namedDevice(options.on);
  const { network, inputs, warnings } = await namedNetwork(name, options);
  const result = estimate(network, device, { roofline });
  const document = estimateDocument(result, device.kind);
  const notices: readonly Problem[] = result.notices
    .filter((notice) => !isNote(notice))
    .map(({ code, message }) => ({ code, message }));
  return {
    name: "estimate",
    document,
    text: () => estimateText(document),
    inputs: [...inputs, ...deviceInputs],
    warnings: [...warnings, ...notices, ...ignoredOptions(options, device.kind)],
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
    latency,
    interval: { ...some("energy", energyInterval), ...some("latency", latencyInterval) },
    ...(before === undefined ? {} : { before: { energy: before.energy, latency: before.latency } }),
    ...rest,
    layers: layers.map(({ name, kind, macs, energy: joules, latency: seconds, extrapolated }) => ({
      name,
      kind,
      macs,
      ...(joules === undefined ? {} : { energy: joules }),
      ...(seconds === undefined ? {} : { latency: seconds }),
      ...(extrapolated === true ? { extrapolated } : {}),
    })),
    notes: notices.filter(isNote).map(({ message }) => message),
  };
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
  if (kind === "roofline") return [];
  const given = [
    ["--fold", options.fold],
    ["--fuse", options.fuse],
    ["--zero-weights", options.zeroWeights],
    ["--zero-activations", options.zeroActivations],
  ] as const;
  const names = given.filter(([, value]) => value !== undefined).map(([name]) => name);
  if (names.length === 0) return [];
  return [{ code: "ignored-option", message: `${names.join(", ")}: no effect on a device of kind ${kind}` }];
}
