import {
  type AcceleratorDevice,
  type Device,
  type EstimateDocument,
  type EstimatedLayer,
  type EstimatedStage,
  exitCodes,
  type Fraction,
  InputError,
  type InputFile,
  type Interval,
  parseDuration,
  parseEnergy,
  parseFraction,
  parsePower,
  parseVoltage,
  type Problem,
  quoteInput,
  unknownName,
} from "@joulebook/core";
import {
  type AcceleratorCost,
  type AcceleratorLayer,
  type AcceleratorOptions,
  type AllocationSearch,
  backboneAlone,
  type Convention,
  type Estimate,
  estimate,
  type EstimateNotice,
  type EstimateOptions,
  type LayerCost,
  type ManyCoreConvention,
  manyCoreCost,
  type ManyCoreCost,
  type ManyCoreLayer,
  type ManyCoreOptions,
  type NetworkCost,
  dataflows,
  objectives,
  readMapping,
  type SystolicLayer,
  type TileGrid,
  type TileStacks,
  unrollingSearches,
  type WorkBits,
} from "@joulebook/hardware";
import { readTextFile } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { namedDevice } from "../devices/named-device.js";
import { namedNetwork } from "../network/network-source.js";
import type { EstimateCommandOptions } from "./estimate-options.js";
import { estimateText } from "./estimate-text.js";
import { checkShares, exitsOf } from "./exits-of.js";
import { operatingOf } from "./operating-of.js";
import type { OperatingQuestion } from "./operating-question.js";

/** Estimates a network on a device. */
export async function estimateAction(name: string, options: EstimateCommandOptions): Promise<CommandResult> {
  const roofline = rooflineOptions(options);
  const { device, inputs: deviceInputs, warnings: deviceWarnings, yaml, places } = await namedDevice(options.on);
  const { network, inputs, warnings } = await namedNetwork(name, options);
  const several = device.kind === "accelerator" && device.cores.length > 1;
  const accelerator = await acceleratorOptions(options, yaml, several);
  const { manyCore } = accelerator;
  const one = { ...accelerator.options, ...(places === undefined ? {} : { places }) };
  const shares = options.shares === undefined ? undefined : exitShareList(options.shares);
  if (several && shares !== undefined) checkShares(network, shares);
  const systolic =
    options.systolic === undefined
      ? {}
      : {
          systolic: {
            dataflow: oneOf(options.systolic, dataflows, "--systolic", "dataflow"),
            ...(one.bits === undefined ? {} : { bits: one.bits }),
          },
        };
  const result = estimate(network, device, { roofline, accelerator: one, manyCore, ...(several ? {} : systolic) });
  const onCores = device.kind === "accelerator" && isManyCore(result) ? { cost: result, device } : undefined;
  let document: EstimateBody = {
    ...estimateDocument(result, device.kind),
    ...(onCores === undefined || shares === undefined
      ? {}
      : { exits: exitsOf(onCores.cost, manyCoreCost(backboneAlone(network), onCores.device, manyCore), shares) }),
  };
  const asked = operatingQuestion(options);
  if (asked !== undefined) document = { ...document, operation: operatingOf(result, device, asked) };
  const figureWarnings =
    onCores === undefined || options.figures === undefined
      ? []
      : await writeScheduleFigures(onCores.cost, onCores.device, options.figures);
  const notices: readonly Problem[] = result.notices
    .filter((notice) => !isNote(notice))
    .map(({ code, message }) => ({ code, message }));
  return {
    name: "estimate",
    document,
    text: () => estimateText(document, { leastStages: options.leastStages === true }),
    inputs: [...inputs, ...deviceInputs, ...accelerator.inputs],
    warnings: [
      ...warnings,
      ...deviceWarnings,
      ...accelerator.warnings,
      ...notices,
      ...figureWarnings,
      ...ignoredOptions(options, several ? "several-cores" : device.kind),
    ],
  };
}

type EstimateBody = DocumentBody<EstimateDocument>;

function isManyCore(result: Estimate | (Estimate & ManyCoreCost)): result is Estimate & ManyCoreCost {
  return "schedule" in result;
}

/** Loads what draws only where something is drawn. */
async function writeScheduleFigures(
  result: ManyCoreCost,
  device: AcceleratorDevice,
  folder: string,
): Promise<readonly Problem[]> {
  const { scheduleFigures, writeFigures } = await import("./schedule-figures.js");
  return writeFigures(scheduleFigures(result, device), folder);
}

/** "0.25,0.75" or "25%,75%". */
function exitShareList(text: string): readonly Fraction[] {
  return text.split(",").map((one) => parseFraction(one.trim(), { where: "--shares" }));
}

/** What was asked of operating points; undefined where nothing was. */
function operatingQuestion(options: EstimateCommandOptions): OperatingQuestion | undefined {
  const { point, voltage, deadline, sleep, wake } = options;
  if (point !== undefined && voltage !== undefined) {
    throw usage("--point and --voltage: both name an operating point", "one of them");
  }
  if (deadline === undefined && (sleep !== undefined || wake !== undefined)) {
    throw usage(
      `${sleep === undefined ? "--wake" : "--sleep"}: there is no --deadline to wait for`,
      "--deadline, e.g. 20ms",
    );
  }
  if (wake !== undefined && sleep === undefined)
    throw usage("--wake: nothing sleeps without --sleep", "--sleep, e.g. 10uW");
  if (point === undefined && voltage === undefined && deadline === undefined) return undefined;
  return {
    point,
    voltage: voltage === undefined ? undefined : parseVoltage(voltage, { where: "--voltage" }),
    deadline: deadline === undefined ? undefined : parseDuration(deadline, { where: "--deadline", positive: true }),
    sleepPower: sleep === undefined ? undefined : parsePower(sleep, { where: "--sleep" }),
    wakeEnergy: wake === undefined ? undefined : parseEnergy(wake, { where: "--wake" }),
  };
}

/** The body of `joulebook/estimate@1`. */
export function estimateDocument(
  result: Estimate | (Estimate & AcceleratorCost) | (Estimate & ManyCoreCost),
  deviceKind: EstimateDocument["deviceKind"],
): DocumentBody<EstimateDocument> {
  const { network, device, energy, latency, energyInterval, latencyInterval, before, notices, layers } = result;
  const { byKind, memory, fits, latencyCycles, overhead, traffic, operatingPoint } = result;
  return {
    network,
    device,
    deviceKind,
    energy,
    static: result.static,
    operatingPoint,
    ...(latency === undefined ? {} : { latency }),
    interval: { ...some("energy", energyInterval), ...some("latency", latencyInterval) },
    ...(before === undefined ? {} : { before: withoutOptions(before) }),
    ...(latencyCycles === undefined ? {} : { latencyCycles }),
    ...("convention" in result ? { convention: result.convention, objective: result.objective } : {}),
    ...("schedule" in result ? manyCoreParts(result) : {}),
    byKind,
    memory,
    fits,
    ...(overhead === undefined ? {} : { overhead }),
    ...(traffic === undefined ? {} : { traffic }),
    layers: layers.map(estimatedLayer),
    notes: notices.filter(isNote).map(({ message }) => message),
  };
}

/** What an estimate on several cores adds; the schedule itself stays inside. */
function manyCoreParts(
  parts: Pick<ManyCoreCost, "cores" | "stages" | "leastStages" | "allocation" | "energySplit">,
): Partial<Pick<EstimateDocument, "cores" | "stages" | "leastStages" | "allocation" | "energySplit">> {
  const { cores, stages, leastStages, allocation, energySplit } = parts;
  return {
    energySplit,
    cores: cores.map(({ id, role, busyCycles, memory, peakMemoryBits }) => ({
      id,
      role,
      busyCycles,
      peakMemoryBytes: Math.ceil(peakMemoryBits / 8),
      memory: memory.map(([cycle, bits]) => ({ cycle, bytes: Math.ceil(bits / 8) })),
    })),
    allocation,
    ...(stages === undefined ? {} : { stages: cumulative(stages) }),
    ...(leastStages === undefined ? {} : { leastStages: cumulative(leastStages) }),
  };
}

function cumulative(stages: NonNullable<ManyCoreCost["leastStages"]>): readonly EstimatedStage[] {
  let [cumulativeEnergy, cumulativeLatencyCycles] = [0, 0];
  return stages.map(({ energy, latency }) => {
    cumulativeEnergy += energy;
    cumulativeLatencyCycles += latency;
    return { energy, latencyCycles: latency, cumulativeEnergy, cumulativeLatencyCycles };
  });
}

function estimatedLayer(layer: LayerCost | AcceleratorLayer | SystolicLayer | ManyCoreLayer): EstimatedLayer {
  const { name, kind, macs, energy, latency, extrapolated } = layer;
  return {
    name,
    kind,
    macs,
    ...(energy === undefined ? {} : { energy }),
    ...(latency === undefined ? {} : { latency }),
    ...(extrapolated === true ? { extrapolated } : {}),
    ...("cycles" in layer ? mappedLayer(layer) : {}),
    ...("core" in layer ? placedLayer(layer) : {}),
  };
}

function placedLayer({ core, startCycle, endCycle }: ManyCoreLayer): Partial<EstimatedLayer> {
  return core === undefined || startCycle === undefined || endCycle === undefined ? {} : { core, startCycle, endCycle };
}

function mappedLayer(layer: AcceleratorLayer | SystolicLayer | ManyCoreLayer): Partial<EstimatedLayer> {
  const { cycles, mapping, utilisation, macEnergy, accesses }: AcceleratorLayer = layer;
  return {
    latencyCycles: cycles,
    ...(mapping === undefined ? {} : { mapping }),
    ...(utilisation === undefined ? {} : { utilisation }),
    ...(macEnergy === undefined ? {} : { macEnergy }),
    ...(accesses === undefined ? {} : { accesses }),
  };
}

/** Options of the accelerator engines; the mapping file is read. */
async function acceleratorOptions(
  {
    mapping,
    objective,
    convention,
    bits,
    seed,
    tiles,
    stacks,
    spread,
    search,
    effort,
    unrolling,
    loops,
  }: EstimateCommandOptions,
  yaml: boolean,
  several: boolean,
): Promise<{
  readonly options: AcceleratorOptions;
  readonly manyCore: ManyCoreOptions;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
}> {
  const goal = oneOf(objective ?? "latency", objectives, "--objective", "objective");
  const usual = !several && yaml && mapping !== undefined ? "zigzag" : "sound";
  const one: Convention = several ? "sound" : oneOf(convention ?? usual, conventions, "--convention", "convention");
  const many: ManyCoreConvention = several
    ? oneOf(convention ?? usual, manyCoreConventions, "--convention", "convention")
    : "sound";
  const manyCore: ManyCoreOptions = {
    goal,
    convention: many,
    ...(bits === undefined ? {} : { bits: workBits(bits) }),
    ...(tiles === undefined ? {} : { tiles: tileGrid(tiles, many) }),
    ...(stacks === undefined ? {} : { stacks: tileStacksOf(stacks, tiles) }),
    ...(spread === undefined ? {} : { spread: spreadOf(tiles) }),
    ...(search === undefined ? {} : { search: oneOf(search, searches, "--search", "search") }),
    ...(effort === undefined ? {} : searchEffort(effort)),
    ...(seed === undefined ? {} : { seed: wholeNumber(seed, "--seed") }),
  };
  const chosen: AcceleratorOptions = {
    objective: goal,
    convention: one,
    ...(bits === undefined || several ? {} : { bits: oneWidth(bits) }),
    ...(unrolling === undefined ? {} : { unrolling: oneOf(unrolling, unrollingSearches, "--unrolling", "search") }),
    ...(loops === undefined ? {} : { mostLoops: loopCount(loops) }),
  };
  if (mapping === undefined) return { options: chosen, manyCore, inputs: [], warnings: [] };
  const { text, hash, size } = await readTextFile(mapping, { maxBytes: 1 << 20 });
  const read = readMapping(text, mapping);
  return {
    options: { ...chosen, mapping: read },
    manyCore: { ...manyCore, mapping: read },
    inputs: [{ name: mapping, sha256: hash, bytes: size }],
    warnings: read.warnings,
  };
}

const conventions: readonly Convention[] = ["zigzag", "sound"];
const manyCoreConventions: readonly ManyCoreConvention[] = ["stream", "sound"];
const tileStacks: readonly TileStacks[] = ["weights", "whole"];
const searches: readonly AllocationSearch[] = ["long", "stream"];

/** "8", or "8/4" for backbone and heads. */
function workBits(text: string): WorkBits {
  const [, backbone, heads = backbone] = /^(\d{1,2})(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  const [b, h] = [Number(backbone), Number(heads)];
  if (b >= 1 && b <= 64 && h >= 1 && h <= 64) return { backbone: b, heads: h };
  throw usage(`--bits: cannot read ${quoteInput(text)}`, "bits from 1 to 64 such as 8, or backbone/heads such as 8/4");
}

/** One core computes backbone and heads alike. */
function oneWidth(text: string): number {
  const { backbone, heads } = workBits(text);
  if (backbone === heads) return backbone;
  throw usage(`--bits: ${quoteInput(text)} names two widths, one core has one`, "bits from 1 to 64 such as 8");
}

/** "4x2", or "4" for bands of rows. */
function tileGrid(text: string, convention: ManyCoreConvention): TileGrid {
  const [, r, c = "1"] = /^(\d{1,3})(?:x(\d{1,3}))?$/.exec(text) ?? [];
  const [rows, columns] = [Number(r), Number(c)];
  if (!(rows >= 1 && columns >= 1 && rows * columns <= mostTiles))
    throw usage(
      `--tiles: cannot read ${quoteInput(text)}`,
      `rows x columns such as 4x2, or rows such as 4; at most ${mostTiles} tiles`,
    );
  if (rows * columns === 1 || convention === "sound") return { rows, columns };
  throw usage("--tiles: the convention stream is layer by layer", "--convention sound");
}

/** A finer grid has more tasks than a search of allocations gets through. */
const mostTiles = 1024;

function spreadOf(tiles: string | undefined): true {
  if (tiles !== undefined) return true;
  throw usage("--spread: layers are not split", "--tiles, e.g. --tiles 4");
}

function tileStacksOf(text: string, tiles: string | undefined): TileStacks {
  const stacks = oneOf(text, tileStacks, "--stacks", "stacks");
  if (tiles !== undefined) return stacks;
  throw usage("--stacks: layers are not split", "--tiles, e.g. --tiles 4");
}

/** "64x64": individuals and generations. */
function searchEffort(text: string): { readonly population: number; readonly generations: number } {
  const [, population, generations] = /^(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
  const [n, m] = [Number(population), Number(generations)];
  if (n >= 2 && n <= 1024 && m >= 1 && m <= 1024) return { population: n, generations: m };
  throw usage(
    `--effort: cannot read ${quoteInput(text)}`,
    "individuals x generations such as 64x64, each at most 1024",
  );
}

function loopCount(text: string): number {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= 16) return count;
  throw usage(`--loops: cannot read ${quoteInput(text)}`, "a whole number from 1 to 16");
}

function wholeNumber(text: string, where: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw usage(`${where}: cannot read ${quoteInput(text)}`, "a whole number from 0");
}

function usage(message: string, expected: string): InputError {
  return new InputError([{ code: "bad-option", message, expected }], exitCodes.usage);
}

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

/** Groups of options that devices take besides the group of their own kind. */
const accelerators: ReadonlySet<string> = new Set(["accelerator several-cores", "one-core accelerator"]);

function ignoredOptions(options: EstimateCommandOptions, kind: Device["kind"] | "several-cores"): readonly Problem[] {
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
      ["--bits", options.bits],
    ],
    "one-core": [
      ["--systolic", options.systolic],
      ["--unrolling", options.unrolling],
      ["--loops", options.loops],
    ],
    "several-cores": [
      ["--tiles", options.tiles],
      ["--stacks", options.stacks],
      ["--spread", options.spread],
      ["--search", options.search],
      ["--effort", options.effort],
      ["--seed", options.seed],
      ["--shares", options.shares],
      ["--least-stages", options.leastStages],
      ["--figures", options.figures],
    ],
  } as const;
  const names = Object.entries(groups)
    .filter(([name]) => name !== kind && !accelerators.has(`${name} ${kind}`))
    .flatMap(([, given]) => given.flatMap(([name, value]) => (value === undefined ? [] : [name])));
  if (names.length === 0) return [];
  return [
    {
      code: "ignored-option",
      message: `${names.join(", ")}: no effect on ${kind === "several-cores" ? "several cores" : `a device of kind ${kind}`}`,
    },
  ];
}

/** What the same costs without the options that were asked for, and what moves then. */
function withoutOptions({ energy, latency = 0, traffic }: NetworkCost): NonNullable<EstimateDocument["before"]> {
  return { energy, latency, ...(traffic === undefined ? {} : { traffic }) };
}
