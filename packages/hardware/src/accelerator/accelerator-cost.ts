import {
  type AcceleratorCore,
  type AcceleratorDevice,
  InputError,
  type Layer,
  type Network,
  type Problem,
} from "@joulebook/core";
import type { EstimateNotice, LayerCost, NetworkCost } from "../estimate/estimate.js";
import { computeCore } from "./compute-core.js";
import { deployedBits } from "./deployed-bits.js";
import { type Hierarchy, defaultOperandNames, hierarchy } from "./hierarchy.js";
import {
  type LoopNest,
  loopNest,
  nestMacs,
  onnxProducts,
  type Operand,
  operatorNames,
  withLeadingAxes,
} from "./loop-nest.js";
import type { Convention } from "./convention.js";
import { leakage } from "./leakage.js";
import { outermostTraffic } from "./outermost-traffic.js";
import type { MemoryPlacesInFile } from "./read-accelerator.js";
import { mappingFor, type MappingEntry, type MappingFile } from "./read-mapping.js";
import type { Objective } from "./order-search.js";
import { type FoundMapping, searchMapping, type UnrollingSearch } from "./search-mapping.js";
import { spatialUtilisation } from "./spatial-mapping.js";

export interface AcceleratorOptions {
  readonly mapping?: MappingFile;
  readonly objective?: Objective;
  /**
   * `zigzag` counts as ZigZag 3.8.5 does; `sound` (default) also counts pooling, additions and element-wise layers, uses each
   * tensor's own bits up to 16, rounds words up, and lets loads that share a port wait for each other.
   */
  readonly convention?: Convention;
  /** Bits of all inputs, weights and outputs; without them `sound` takes each tensor's own, 8 for those above 16, `zigzag` 8. */
  readonly bits?: number;
  /** How unrollings are searched that no file gives; default `single`. */
  readonly unrolling?: UnrollingSearch;
  /** Most temporal loops that are ordered, 1 to 16; default 6. */
  readonly mostLoops?: number;
  /** Leaves out loop orders that a bound shows to be no better; default true. What is found is the same. */
  readonly prune?: boolean;
  /** Where memories stand in the accelerator file, for errors. */
  readonly places?: MemoryPlacesInFile;
}

/** What one layer costs on an accelerator, and how it is mapped. */
export interface AcceleratorLayer extends LayerCost {
  readonly cycles: number;
  /** MACs over units x cycles, without and with stalls and loading. */
  readonly utilisation?: { readonly ideal: number; readonly spatial: number; readonly whole: number };
  readonly mapping?: {
    readonly spatial: readonly { readonly array: string; readonly loop: string; readonly factor: number }[];
    readonly temporal: readonly { readonly loop: string; readonly size: number }[];
    readonly source: FoundMapping["source"];
    /** Orders of the loops that there are, and those costed: the others were shown to be no better. */
    readonly orders: number;
    readonly evaluated: number;
  };
  readonly timing?: { readonly onLoading: number; readonly computation: number; readonly offLoading: number };
  readonly macEnergy?: number;
  /** Words of the full port width and energy, by operand and memory, innermost first. */
  readonly accesses?: readonly {
    readonly memory: string;
    readonly operand: Operand;
    readonly reads: number;
    readonly writes: number;
    readonly energy: number;
  }[];
}

/** Cost of a network on an accelerator; time in cycles, and in seconds where the file has a clock. */
export interface AcceleratorCost extends NetworkCost {
  readonly latencyCycles: number;
  readonly layers: readonly AcceleratorLayer[];
  readonly convention: Convention;
  readonly objective: Objective;
}

/**
 * Energy and cycles of a network on one core, layer by layer. Layers with the same loops are mapped once.
 *
 * Source: docs/equations.md#accelerators
 *
 * @throws InputError (exit code 3) that names the layer which fits no memory; for several compute cores another engine is needed
 */
export function acceleratorCost(
  network: Network,
  device: AcceleratorDevice,
  options: AcceleratorOptions = {},
): AcceleratorCost {
  const { convention = "sound", objective = "latency", mapping, bits, places, unrolling, mostLoops, prune } = options;
  const core = computeCore(device);
  const known = new Map<string, FoundMapping>();
  const layers = network.layers.map((layer) =>
    layerCost(network, layer, core, {
      convention,
      objective,
      mapping,
      known,
      bits,
      places,
      unrolling,
      mostLoops,
      prune,
    }),
  );
  const cycles = layers.reduce((sum, layer) => sum + layer.cycles, 0);
  const clock = device.clock?.value;
  const { energy: leak, ...overhead } = leakage(convention === "sound" ? core : {}, cycles, clock);
  const energy = layers.reduce((sum, layer) => sum + (layer.energy ?? 0), 0) + leak;
  const timed = layers.map((layer) => (clock === undefined ? layer : { ...layer, latency: layer.cycles / clock }));
  return {
    energy,
    ...(clock === undefined ? {} : { latency: cycles / clock }),
    latencyCycles: cycles,
    layers: timed,
    ...overhead,
    convention,
    objective,
    notices: [
      ...notices(network, layers, { convention, objective, unrolling, mostLoops }, clock),
      ...(convention === "sound" && bits === undefined ? wideTensors(network) : []),
    ],
  };
}

interface LayerOptions {
  readonly convention: Convention;
  readonly objective: Objective;
  readonly mapping: MappingFile | undefined;
  readonly bits: number | undefined;
  readonly places: MemoryPlacesInFile | undefined;
  readonly unrolling: UnrollingSearch | undefined;
  readonly mostLoops: number | undefined;
  readonly prune: boolean | undefined;
  readonly known: Map<string, FoundMapping>;
}

function layerCost(network: Network, layer: Layer, core: AcceleratorCore, options: LayerOptions): AcceleratorLayer {
  const { name, kind, macs, loops } = layer;
  const zigzag = options.convention === "zigzag";
  const counted = !zigzag || network.source?.format !== "onnx" || onnxProducts.includes(layer.op);
  const products = macs > 0 && counted ? (loops ?? []) : [];
  if (products.length === 0) return { name, kind, macs, ...elementwise(network, layer, core, options) };
  const parts = products.map((one) => {
    const plain = loopNest(one, bitsOf(network, layer, one.computed === true, options), { crossed: zigzag });
    const nest = zigzag && onnxProducts.includes(layer.op) ? withLeadingAxes(plain, layer.outputShape) : plain;
    return { nest, times: one.times ?? 1, found: mapped(layer, nest, core, options) };
  });
  const sum = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((total, part) => total + part.times * of(part), 0);
  const cycles = sum(({ found }) => found.cost.latency);
  const [first] = parts as [(typeof parts)[number]];
  const units = (core.array?.dimensions ?? []).reduce((product, { size }) => product * size, 1);
  return {
    name,
    kind,
    macs,
    energy: sum(({ found }) => found.cost.energy),
    cycles,
    macEnergy: sum(({ found }) => found.cost.macEnergy),
    utilisation: {
      spatial: spatialUtilisation(units, first.found.spatial),
      ideal: sum(({ nest }) => nestMacs(nest)) / (units * sum(({ found }) => found.cost.iterations)),
      whole: sum(({ nest }) => nestMacs(nest)) / (units * cycles),
    },
    timing: {
      onLoading: sum(({ found }) => found.cost.onLoading),
      computation: sum(({ found }) => found.cost.computation),
      offLoading: sum(({ found }) => found.cost.offLoading),
    },
    mapping: {
      spatial: first.found.spatial,
      temporal: first.found.order,
      source: first.found.source,
      orders: first.found.orders,
      evaluated: first.found.evaluated,
    },
    accesses: first.found.cost.levels.map(({ memory, operand }, index) => ({
      memory,
      operand,
      reads: sum(({ found }) => found.cost.levels[index]?.reads ?? 0),
      writes: sum(({ found }) => found.cost.levels[index]?.writes ?? 0),
      energy: sum(({ found }) => found.cost.levels[index]?.energy ?? 0),
    })),
  };
}

function mapped(layer: Layer, nest: LoopNest, core: AcceleratorCore, options: LayerOptions): FoundMapping {
  const { mapping, convention, objective, known, places, unrolling, mostLoops, prune } = options;
  const names = operatorNames(layer, nest);
  const entry = mappingFor(mapping, names);
  const spatial = entry?.spatial ?? core.dataflows?.[nest.operator] ?? core.dataflows?.["default"];
  const key = JSON.stringify([nest, spatial, entry?.hints, entry?.order, entry?.operandNames]);
  const before = known.get(key);
  if (before !== undefined) return before;
  if (entry !== undefined && entry.name === layer.name) refuseLacking(entry, nest);
  if (entry !== undefined) {
    refuseUnknownArray(entry, core);
    refuseUnknownOperands(entry, core);
  }
  try {
    const levels = hierarchyOf(core, nest, entry);
    const found = searchMapping(nest, levels, {
      convention,
      objective,
      places,
      unrolling,
      mostLoops,
      ...(prune === undefined ? {} : { prune }),
      given:
        spatial === undefined && entry === undefined
          ? undefined
          : {
              ...(spatial === undefined ? {} : { spatial }),
              ...(entry?.hints === undefined ? {} : { hints: entry.hints }),
              ...(entry?.order === undefined ? {} : { order: entry.order }),
              place: entry?.place ?? {},
            },
    });
    known.set(key, found);
    return found;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map((problem) => ({ ...problem, message: `layer ${layer.name}: ${problem.message}` })),
    );
  }
}

/** An entry for this very layer must not unroll a loop that it lacks; one for an operator may. */
function refuseLacking({ spatial = {}, name, place }: MappingEntry, nest: LoopNest): void {
  const lacking = Object.values(spatial)
    .flat()
    .filter(({ loop }) => !nest.dimensions.some((one) => one === loop));
  if (lacking.length === 0) return;
  throw new InputError(
    lacking.map(
      ({ loop }): Problem => ({
        code: "unknown-loop",
        message: `the mapping of layer ${name} unrolls ${loop}, which the layer lacks`,
        expected: `one of ${nest.dimensions.join(", ")}`,
        ...place,
      }),
    ),
  );
}

/** Unrollings over dimensions that the array does not have would be lost. */
function refuseUnknownArray({ spatial = {}, hints = {}, name, place }: MappingEntry, { array }: AcceleratorCore): void {
  const known = (array?.dimensions ?? []).map((dimension) => dimension.name);
  const unknown = [...new Set([...Object.keys(spatial), ...Object.keys(hints)])].filter((one) => !known.includes(one));
  if (unknown.length === 0) return;
  throw new InputError(
    unknown.map(
      (one): Problem => ({
        code: "unknown-array-dimension",
        message: `the mapping ${name} unrolls over ${one}, which the array lacks`,
        expected: `one of ${known.join(", ")}`,
        ...place,
      }),
    ),
  );
}

/** Every operand must be linked to one that some memory stores, and no two to the same. */
function refuseUnknownOperands({ operandNames = {}, name, place }: MappingEntry, { memories }: AcceleratorCore): void {
  const stored = [...new Set(memories.flatMap(({ operands }) => operands))];
  const linked = Object.entries(operandNames) as [Operand, string][];
  const problems = linked.flatMap(([operand, to], index): Problem[] => {
    const what = `memory_operand_links of ${name} links ${operand} to ${to}`;
    if (!stored.includes(to))
      return [
        { code: "unserved-operand", message: `${what}, which no memory serves`, expected: stored.join(", "), ...place },
      ];
    const twice = linked.slice(0, index).some(([, other]) => other === to);
    return twice ? [{ code: "unserved-operand", message: `${what}, as another operand`, ...place }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
}

function hierarchyOf(core: AcceleratorCore, nest: LoopNest, entry: MappingEntry | undefined): Hierarchy {
  const own = core.operandNames?.[nest.operator] ?? core.operandNames?.["default"];
  // Files of ours may name the operands as the network does.
  const plain = core.memories.some(({ operands: stored }) => stored.includes("W"));
  const usual = plain ? ({ O: "O", W: "W", I: "I" } as const) : defaultOperandNames;
  return hierarchy(core, { ...usual, ...own, ...entry?.operandNames });
}

/** Widths that are asked for, else those that the source states, else in the zigzag convention 8 bits, else the tensors' own. */
function bitsOf(
  network: Network,
  layer: Layer,
  computed: boolean,
  { convention, bits: given }: Pick<LayerOptions, "convention" | "bits">,
): LoopNest["bits"] {
  const stated = given === undefined ? (layer.statedBits ?? {}) : {};
  const own = (index: number | undefined): number =>
    convention === "zigzag" && given === undefined ? 8 : deployedBits(network.tensors[index ?? -1]?.bits ?? 8, given);
  const { activations } = stated;
  const second = layer.weights.length > 0 ? layer.weights[0] : layer.inputs[1];
  const final = activations ?? own(layer.outputs[0]);
  return {
    W: (computed ? activations : stated.weights) ?? own(second),
    I: activations ?? own(layer.inputs[0]),
    partial: stated.sums ?? (convention === "zigzag" ? 2 * final : final >= 32 ? final : Math.min(32, 2 * final)),
    final,
  };
}

/** Layers that move data from and to the outermost memory and compute one operation per element there. */
function elementwise(
  network: Network,
  layer: Layer,
  core: AcceleratorCore,
  { convention, bits: given }: Pick<LayerOptions, "convention" | "bits">,
): Pick<AcceleratorLayer, "energy" | "cycles"> {
  if (convention === "zigzag" || layer.ops === 0) return { energy: 0, cycles: 0 };
  const { energy, cycles } = outermostTraffic(network, core, { read: layer.inputs, written: layer.outputs }, given);
  return { energy: energy + layer.ops * (core.array?.unitEnergy ?? 0), cycles };
}

/** Says which tensors were counted narrower than the file has them. */
function wideTensors({ tensors }: Network): readonly EstimateNotice[] {
  const wide = tensors.filter(({ bits }) => deployedBits(bits) !== bits).length;
  if (wide === 0) return [];
  const message = `${wide} tensors of more than 16 bits are counted as 8-bit, as quantised for the array (--bits says otherwise)`;
  return [{ code: "note", message }];
}

function notices(
  network: Network,
  layers: readonly AcceleratorLayer[],
  {
    convention,
    objective,
    unrolling = "single",
    mostLoops,
  }: Pick<LayerOptions, "convention" | "objective" | "unrolling" | "mostLoops">,
  clock: number | undefined,
): readonly EstimateNotice[] {
  const searched = layers.filter(({ mapping }) => mapping?.source === "searched").length;
  const given = layers.filter(({ mapping }) => mapping?.source === "given").length;
  const free = layers.filter(({ energy, macs }) => macs === 0 && energy === 0).length;
  const how = [
    given > 0 ? `${given} layers unrolled as given` : "",
    searched > 0
      ? `${searched} with a searched unrolling (${unrolling === "single" ? "one loop" : "up to two loops"} per open dimension of the array)`
      : "",
    mostLoops === undefined ? "" : `orders of up to ${mostLoops} loops`,
  ];
  return [
    {
      code: "note",
      message: `convention ${convention}, objective ${objective}: ${how.filter((text) => text !== "").join(", ")}`,
    },
    ...(convention === "zigzag" && free > 0
      ? [{ code: "note" as const, message: `${free} layers without products cost nothing in this convention` }]
      : []),
    ...(clock === undefined ? [{ code: "note" as const, message: "the file has no clock: times are cycles" }] : []),
    ...(network.unsupported.length > 0
      ? [
          {
            code: "uncosted-layers" as const,
            message: `not counted: ${network.unsupported.map(({ op, count }) => `${op} (${count})`).join(", ")}`,
          },
        ]
      : []),
  ];
}
