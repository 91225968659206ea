import { formatNumber, InputError, type InputFile, type Network, type Problem, quoteInput } from "@joulebook/core";
import { networkFeatures } from "@joulebook/hardware";
import type { KnownBoards, ModelFeatures } from "@joulebook/measurements";
import { namedNetwork } from "../network/network-source.js";

/** Networks whose energy is wanted, by name, with what tells them apart from others. */
export interface WantedNetworks {
  readonly features: ReadonlyMap<string, ModelFeatures>;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
}

/**
 * Counts the networks of files and of the zoo. One that boards were measured with keeps its name and what is known of it.
 *
 * @throws InputError for a name that is neither, or a file that cannot be read
 */
export async function wantedNetworks(names: readonly string[], known: KnownBoards): Promise<WantedNetworks> {
  const found = await Promise.all(names.map((name) => namedNetwork(name, { dim: [] })));
  const features = new Map<string, ModelFeatures>();
  const warnings: Problem[] = [];
  for (const [index, { network, warnings: own }] of found.entries()) {
    const name = names[index] as string;
    warnings.push(...own);
    const measured = measuredName(name, known);
    const already = measured === undefined ? undefined : known.features.get(measured);
    if (measured !== undefined && already !== undefined) features.set(measured, already);
    else {
      const counted = countedFeatures(name, network);
      features.set(name, counted);
      warnings.push(...unmeasured(name, counted, known));
    }
  }
  return { features, inputs: found.flatMap(({ inputs }) => inputs), warnings };
}

/** What a prediction from size alone is worth. */
function unmeasured(name: string, { macs = 0 }: ModelFeatures, known: KnownBoards): readonly Problem[] {
  const shown = quoteInput(name);
  const sizes = [...known.features.values()].flatMap((one) => one.macs ?? []);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const message = `${shown} was measured on no known board: it is predicted from MACs, parameters, resolution and precision`;
  if (macs >= least && macs <= most) return [{ code: "transfer", message }];
  const millions = (count: number): string => `${formatNumber(count / 1e6)} million`;
  const range = `${millions(least)} to ${millions(most)}`;
  const beyond = `${shown} has ${millions(macs)} MACs, known models ${range}: its prediction reaches beyond what was measured`;
  return [
    { code: "transfer", message },
    { code: "extrapolated", message: beyond },
  ];
}

/** The model of the table that a network of the zoo is: measured names end in their precision. */
function measuredName(name: string, { features }: KnownBoards): string | undefined {
  return [name, `${name}-fp32`].find((one) => features.has(one));
}

/** @throws InputError for a network whose size says nothing */
function countedFeatures(name: string, network: Network): ModelFeatures {
  const { features, precision } = networkFeatures(network);
  if (!((features["macs"] ?? 0) > 0 && (features["params"] ?? 0) > 0)) {
    const message = `--network ${quoteInput(name)}: ${features["macs"] ?? 0} MACs and ${features["params"] ?? 0} parameters tell nothing of its energy`;
    throw new InputError([{ code: "no-size", message, expected: "a network with layers that multiply by weights" }]);
  }
  const resolution = resolutionOf(network);
  return {
    macs: features["macs"] ?? 0,
    params: features["params"] ?? 0,
    ...(resolution === undefined ? {} : { resolution }),
    int8: precision === "int8",
  };
}

/** Side of the input picture, whether channels come first or last: the middle one of its three extents. */
function resolutionOf({ inputs, tensors }: Network): number | undefined {
  const shape = inputs[0] === undefined ? undefined : tensors[inputs[0]]?.shape;
  return shape?.length === 4 ? shape.slice(1).toSorted((a, b) => a - b)[1] : undefined;
}
