import {
  type Device,
  exitCodes,
  type ExitCostList,
  InputError,
  type InputFile,
  type Network,
  pointLabel,
  pointNotices,
  type Problem,
  unknownName,
} from "@joulebook/core";
import { type LayerStages, layerStages, networkCost, statedPoint, staticEnergy } from "@joulebook/hardware";
import { parseJson } from "@joulebook/documents";
import { readTextFile } from "@joulebook/runtime";
import { checkExitCosts } from "@joulebook/exits";
import { namedDevice } from "../devices/named-device.js";
import { namedNetwork } from "../network/network-source.js";
import type { ExitsOptions } from "./exits-options.js";

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
  head_energy_J: ["headEnergy", 1],
  head_energy_mJ: ["headEnergy", 1e-3],
  head_energy_uJ: ["headEnergy", 1e-6],
  head_latency_s: ["headLatency", 1],
  head_latency_ms: ["headLatency", 1e-3],
  head_latency_us: ["headLatency", 1e-6],
} as const;

type Heads = "passed" | "answering";

/**
 * Costs by width, `0.5=half.json,1=full.json`; one width where the costs are not given by width.
 *
 * @throws InputError (exit code 2) where a width of the trace has no costs
 */
export async function namedWidthCosts(
  options: ExitsOptions,
  exits: number,
  widths: readonly number[],
): Promise<{ readonly costs: readonly ExitCostList[] } & Omit<NamedCosts, "costs">> {
  const parts = options.costs.split(",").map((part) => /^([\d.]+)=(.+)$/.exec(part));
  if (parts.some((part) => part === null)) {
    if (widths.length <= 1) {
      const { costs, ...rest } = await namedCosts(options, exits);
      return { costs: [costs], ...rest };
    }
    throw new InputError(
      [
        {
          code: "several-widths",
          message: `the trace has the widths ${widths.join(", ")}, but --costs says only what one of them costs`,
          expected: `--costs ${widths.map((width) => `${width}=FILE`).join(",")}, or one width by --width`,
        },
      ],
      exitCodes.usage,
    );
  }
  const named = new Map(parts.map((part) => [Number(part?.[1]), part?.[2] as string]));
  const missing = widths.find((width) => !named.has(width));
  if (missing !== undefined || widths.length === 0) {
    const message =
      missing === undefined
        ? "--costs names widths, but the trace has no column width"
        : `--costs names no costs of the width ${missing}`;
    throw new InputError([{ code: "no-such-width", message, expected: "costs of every width" }], exitCodes.usage);
  }
  const found = await Promise.all(
    widths.map((width) => namedCosts({ ...options, costs: named.get(width) as string }, exits)),
  );
  const units = [...new Set(found.map(({ costs }) => costs.unit))];
  if (units.length > 1) {
    throw new InputError(
      [
        {
          code: "bad-costs",
          message: `--costs: the widths have costs in ${units.join(" and ")}`,
          expected: "one unit",
        },
      ],
      exitCodes.usage,
    );
  }
  return {
    costs: found.map(({ costs }) => costs),
    inputs: found.flatMap(({ inputs }) => inputs),
    warnings: [
      ...found.flatMap(({ warnings }) => warnings),
      ...pointNotices(found.map(({ costs }) => ({ device: "--costs", powerMode: costs.operatingPoint }))),
    ],
  };
}

/**
 * Costs until and with each exit: from a JSON file (`{"energy_mJ": [1, 3], "latency_ms": [10, 20]}`), or from a network of several
 * exits (a file, or one of the zoo), estimated on a device or, without one, in MACs.
 *
 * @throws InputError for what is wrong with either
 */
async function namedCosts({ costs, on, heads: which }: ExitsOptions, exits: number): Promise<NamedCosts> {
  const heads = headsNamed(which);
  const isFile = /\.json$/i.test(costs);
  if (isFile && on !== undefined) {
    const message = `--on ${on}: the costs of ${costs} are of its own device`;
    throw new InputError(
      [{ code: "costs-and-device", message, expected: "--on with a network of the zoo, or a costs file without it" }],
      exitCodes.usage,
    );
  }
  const found = isFile ? await fromFile(costs, heads) : await fromNetwork(costs, on, heads);
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

function headsNamed(text: string = "passed"): Heads {
  if (text === "passed" || text === "answering") return text;
  throw new InputError([unknownName("heads", text, ["passed", "answering"], { where: "--heads" })], exitCodes.usage);
}

async function fromFile(file: string, heads: Heads): Promise<NamedCosts> {
  const { text, hash, size } = await readTextFile(file, { maxBytes: 1 << 20 });
  const value = parseJson(text, file, "costs of the exits");
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad(file, "the costs are no object");
  const lists: Partial<Record<"energy" | "latency" | "headEnergy" | "headLatency", readonly number[]>> = {};
  const { operating_point: point, ...columns } = value as Readonly<Record<string, unknown>>;
  if (point !== undefined && (typeof point !== "string" || point === "")) throw bad(file, "operating_point is no text");
  for (const [key, list] of Object.entries(columns)) {
    if (!Object.hasOwn(keys, key))
      throw new InputError([unknownName("key", key, [...Object.keys(keys), "operating_point"], { file })]);
    if (!Array.isArray(list) || !list.every((one) => typeof one === "number"))
      throw bad(file, `${key} is no list of numbers`);
    const [name, factor] = keys[key as keyof typeof keys];
    if (lists[name] !== undefined) throw bad(file, `${key} is given twice, in different units`);
    lists[name] = list.map((one: number) => one * factor);
  }
  if (lists.energy === undefined) throw bad(file, "there is no energy");
  const energy = ofHeads(lists.energy, lists.headEnergy, { heads, file, key: "head_energy_mJ" });
  const latency = lists.latency && ofHeads(lists.latency, lists.headLatency, { heads, file, key: "head_latency_ms" });
  const input = { name: file, sha256: hash, bytes: size };
  return {
    costs: {
      unit: "J",
      energy,
      ...(latency === undefined ? {} : { latency }),
      ...counted(heads),
      static: { obtained: "not known", source: "the costs file does not say" },
      ...(point === undefined ? {} : { operatingPoint: point }),
    },
    inputs: [input],
    warnings: [],
  };
}

/** Costs less those of the heads that were passed, where only the one that answers is counted. */
function ofHeads(
  costs: readonly number[],
  own: readonly number[] | undefined,
  { heads, file, key }: { readonly heads: Heads; readonly file: string; readonly key: string },
): readonly number[] {
  if (heads === "passed") return costs;
  if (own?.length !== costs.length) {
    throw new InputError([
      {
        code: "bad-costs",
        message: `--heads answering: the costs do not say what each head costs`,
        file,
        expected: `${key}, one number per exit`,
      },
    ]);
  }
  let passed = 0;
  return costs.map((cost, k) => {
    const answering = cost - passed;
    passed += own[k] as number;
    return answering;
  });
}

function counted(heads: Heads): { readonly heads?: "answering" } {
  return heads === "answering" ? { heads } : {};
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

async function fromNetwork(name: string, on: string | undefined, heads: Heads): Promise<NamedCosts> {
  const { network, inputs, warnings } = await namedNetwork(name, { dim: [] });
  const stages = layerStages(network);
  if (stages.count < 2) {
    const message = `--costs ${name}: the network has no exits`;
    throw new InputError(
      [
        {
          code: "no-exit",
          message,
          expected:
            "a network of several outputs, or of the zoo with exits, e.g. merkel-l6-n16-exits or eenn-dfik, or a costs file",
        },
      ],
      exitCodes.usage,
    );
  }
  if (on === undefined) {
    const energy = untilStage(network, { stages, heads }, (at) => network.layers[at]?.macs ?? 0);
    return { costs: { unit: "MACs", energy, ...counted(heads) }, inputs, warnings };
  }
  const { device, inputs: deviceInputs, warnings: deviceWarnings } = await namedDevice(on);
  const cost = networkCost(network, device);
  const { energy: fixed = 0, latency: wait = 0 } = cost.overhead ?? {};
  const energy = untilStage(network, { stages, heads }, (at) => cost.layers[at]?.energy ?? 0).map(
    (value) => value + fixed,
  );
  const latency = untilStage(network, { stages, heads }, (at) => cost.layers[at]?.latency ?? 0).map(
    (value) => value + wait,
  );
  const { energy: _, ...leak } = staticEnergy(device, cost);
  const notes = cost.notices.filter(({ code }) => code !== "note").map(({ code, message }) => ({ code, message }));
  return {
    costs: {
      unit: "J",
      energy,
      ...(cost.latency === undefined ? {} : { latency }),
      ...counted(heads),
      static: leak,
      ...pointOf(device),
    },
    inputs: [...inputs, ...deviceInputs],
    warnings: [...warnings, ...deviceWarnings, ...notes],
  };
}

/** The operating point of a device's file in words, where it states any. */
function pointOf(device: Device): Pick<ExitCostList, "operatingPoint"> {
  const { name, voltage, clock } = statedPoint(device);
  if (name === undefined && voltage === undefined && clock === undefined) return {};
  return { operatingPoint: name ?? pointLabel({ voltage, clock }) };
}

/** Sums over the layers up to and including each exit, with or without the heads on the way. */
function untilStage(
  { layers }: Network,
  { stages, heads }: { readonly stages: LayerStages; readonly heads: Heads },
  of: (layer: number) => number,
): readonly number[] {
  return Array.from({ length: stages.count }, (_, exit) =>
    layers.reduce((sum, _layer, at) => {
      const { stage, head } = stages.of(at);
      const passed = head && stage < exit;
      return stage > exit || (passed && heads === "answering") ? sum : sum + of(at);
    }, 0),
  );
}
