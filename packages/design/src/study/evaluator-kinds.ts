import { type Device, InputError } from "@joulebook/core";
import type { AllocationGoal, ManyCoreConvention } from "@joulebook/hardware";
import { merkelCnn } from "@joulebook/network";
import { deviceConditions, type DeviceConditionOptions } from "../early-exit/device-conditions.js";
import { exitCosts } from "../early-exit/exit-costs.js";
import { type ExitTable, exitTables } from "../early-exit/exit-table.js";
import type { HeadForm, MobileBackbone } from "../early-exit/mobile-exit-network.js";
import { partsByStage } from "../early-exit/parts-by-stage.js";
import { predictedExitsEvaluator } from "../early-exit/predicted-exits-evaluator.js";
import { trainedDesigns } from "../early-exit/trained-designs.js";
import { isSystemOfCores, onCoresNotice, stagesOnCores } from "../early-exit/stages-on-cores.js";
import { type DeviceCondition, oneShotEvaluator } from "../early-exit/one-shot-evaluator.js";
import { cascadeEvaluator, type CascadePoint } from "../cascade/cascade-evaluator.js";
import type { Evaluator } from "../evaluator.js";
import { trainedNetworksEvaluator } from "../merkel/trained-networks-evaluator.js";
import { withSomeExits } from "../early-exit/with-some-exits.js";
import { keywordEvaluator } from "../keyword/keyword-evaluator.js";
import type { EvaluatorSettings } from "./search-study.js";

/** A training run whose exits' answers were recorded. */
export interface RecordedRun {
  readonly name: string;
  /** Names of its exits, e.g. "exit3-double". */
  readonly exits: readonly string[];
  /** As its experiment describes it. */
  readonly network: unknown;
  /** Share of right answers per exit, by split. */
  readonly accuracy?: Readonly<Record<string, readonly number[]>>;
  /** Text of its trace file. */
  readonly traces: string;
}

/** What settings name, loaded. */
export interface EvaluatorData {
  readonly runs: readonly RecordedRun[];
  readonly device?: Device;
  /** Further devices that settings name, by that name. */
  readonly devices?: Readonly<Record<string, Device>>;
  /** Texts of data files that ship with this package, unpacked, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A kind of evaluator that study files can name. */
export interface EvaluatorKind {
  readonly name: string;
  readonly summary: string;
  /** What may stand beside the kind, with what it means. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of the recorded runs that the settings ask for. */
  readonly runs: (settings: EvaluatorSettings) => readonly string[];
  /** Names of devices that the settings ask for besides `device`. */
  readonly devices?: (settings: EvaluatorSettings) => readonly string[];
  /** Data files of this package that it needs, relative to its data folder. */
  readonly files?: readonly string[];
  readonly make: (settings: EvaluatorSettings, data: EvaluatorData) => Evaluator;
}

const merkelTraces = "merkel-traces/combined-L6-N64.csv.gz";
const trainedTable = "eenn-cifar10/designs.csv";

const conditionSettings = {
  points:
    'the same chip at other operating points, devices by name, e.g. { "0.9 V": "ndp9120-31mhz" }; then chosen by the search',
  allocations: 'on several cores: what allocations to choose among make least, e.g. ["latency", "energy"]',
  convention: 'on several cores: "sound" (default) or "stream"',
} as const;

/** All kinds. A new one is an entry here. */
export const evaluatorKinds: readonly EvaluatorKind[] = [
  {
    name: "one-shot-exits",
    summary: "early exits of a network that was trained once with every head, by replaying its recorded answers",
    settings: {
      device: "device by id or file",
      ...conditionSettings,
      runs: 'recorded run by bits, e.g. { "8/8": "one-shot-joint-b8h8" }',
      leastThreshold: "least confidence to ask for, default 0.3",
      thresholds: '"shared" or "per exit", default per exit',
    },
    runs: (settings) => Object.values(runsOf(settings)),
    devices: (settings) => Object.values(pointsOf(settings) ?? {}),
    make: (settings, data) => oneShot(settings, data),
  },
  {
    name: "merkel-exits",
    summary: "early exits of Merkel's six-exit network at 64 filters, by replaying its recorded answers",
    settings: {
      device: "device by id or file",
      ...conditionSettings,
      leastThreshold: "least confidence to ask for, default 0.3",
    },
    runs: () => [],
    devices: (settings) => Object.values(pointsOf(settings) ?? {}),
    files: [merkelTraces],
    make: merkelExits,
  },
  {
    name: "predicted-exits",
    summary: "early exits on the backbone of arXiv 2512.04705: 96 trained designs, a predictor for all others",
    settings: { device: "device by id or file", convention: conditionSettings.convention },
    runs: () => [],
    files: [trainedTable],
    make: (settings, { device, files = {} }) =>
      predictedExitsEvaluator(
        trainedDesigns(files[trainedTable] ?? "", trainedTable),
        deviceOf(device, settings.kind),
        {
          convention: conventionOf(settings),
        },
      ),
  },
  {
    name: "merkel-networks",
    summary: "depth and width of Merkel's family, by the networks that were trained",
    settings: { device: "device by id or file" },
    runs: () => trainedMerkel.map(([layers, filters]) => `single-L${layers}-N${filters}-s0`),
    make: merkelNetworks,
  },
  {
    name: "cascade",
    summary: "frame rates, confirmation, calibration and voltage of a two-stage always-on detector",
    settings: {
      eventRate: "events per hour, default 10",
      eventLength: "seconds that an event lasts, default 5",
      smallSeparation: "standard deviations between the classes, small model, default 2",
      mediumSeparation: "the same of the medium model, default 3.5",
    },
    runs: () => [],
    make: cascade,
  },
  {
    name: "keyword-spotter",
    summary: "DS-CNN width, depth and strides under a board's flash, SRAM and energy; accuracy is not known",
    settings: { device: "device by id or file" },
    runs: () => [],
    make: (_settings, { device }) => keywordEvaluator(deviceOf(device, "keyword-spotter")),
  },
];

/**
 * The evaluator of some settings.
 *
 * @throws InputError `missing-setting`, or what the kind says of its settings
 */
export function makeEvaluator(settings: EvaluatorSettings, data: EvaluatorData): Evaluator {
  const kind = evaluatorKinds.find(({ name }) => name === settings.kind);
  if (kind === undefined) throw new RangeError(`makeEvaluator: no evaluator is called ${settings.kind}`);
  return kind.make(settings, data);
}

function deviceOf(device: Device | undefined, kind: string): Device {
  if (device !== undefined) return device;
  throw new InputError([
    {
      code: "missing-setting",
      message: `the evaluator ${kind} needs a device`,
      fix: 'add device: "cortex-m7-216mhz-cmsis-nn" to the evaluator, or give --on',
    },
  ]);
}

/** What a study leaves open of the device. */
function choiceOf(settings: EvaluatorSettings, { device, devices = {} }: EvaluatorData): DeviceConditionOptions {
  const named = pointsOf(settings);
  const points =
    named === undefined
      ? undefined
      : Object.fromEntries(
          Object.entries(named).map(([point, name]) => [point, deviceOf(devices[name], settings.kind)]),
        );
  const { allocations } = settings;
  const known =
    Array.isArray(allocations) && allocations.length > 0 && allocations.every((goal) => goals.includes(goal));
  if (allocations !== undefined && !known)
    throw badSetting("allocations", allocations, `a list of ${goals.join(", ")}`);
  return {
    device: deviceOf(device ?? Object.values(points ?? {})[0], settings.kind),
    ...(points === undefined ? {} : { points }),
    ...(known ? { allocations: allocations as readonly AllocationGoal[] } : {}),
    convention: conventionOf(settings),
  };
}

const goals: readonly AllocationGoal[] = ["latency", "energy", "edp"];

function conventionOf({ convention = "sound" }: EvaluatorSettings): ManyCoreConvention {
  if (convention === "sound" || convention === "stream") return convention;
  throw badSetting("convention", convention, '"sound" or "stream"');
}

function pointsOf({ points }: EvaluatorSettings): Readonly<Record<string, string>> | undefined {
  if (points === undefined) return undefined;
  const entries = typeof points === "object" && points !== null && !Array.isArray(points) ? Object.entries(points) : [];
  if (entries.length > 0 && entries.every(([, name]) => typeof name === "string"))
    return points as Readonly<Record<string, string>>;
  throw badSetting(
    "points",
    points,
    'devices by name of the point: { "0.9 V": "ndp9120-31mhz", "1.1 V": "ndp9120-99mhz" }',
  );
}

function badSetting(name: string, value: unknown, expected: string): InputError {
  return new InputError([{ code: "bad-value", message: `${name} is ${JSON.stringify(value)}`, expected }]);
}

function runsOf({ runs, kind }: EvaluatorSettings): Readonly<Record<string, string>> {
  const entries = typeof runs === "object" && runs !== null ? Object.entries(runs) : [];
  const good =
    entries.length > 0 && entries.every(([bits, name]) => bitsOf(bits) !== undefined && typeof name === "string");
  if (good) return runs as Readonly<Record<string, string>>;
  throw new InputError([
    {
      code: "missing-setting",
      message: `the evaluator ${kind} needs recorded runs by bits of backbone and heads`,
      expected: 'runs: { "8/8": "one-shot-joint-b8h8" }',
    },
  ]);
}

function bitsOf(text: string): readonly [bits: number, headBits: number] | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  return found === null ? undefined : [Number(found[1]), Number(found[2])];
}

/** Exit k stands behind k - 1 convolutions: the first one reads the pixels. */
function merkelExits(settings: EvaluatorSettings, data: EvaluatorData): Evaluator {
  const { files = {} } = data;
  const exits = [1, 2, 3, 4, 5, 6].map((exit) => `exit${exit}`);
  const tables = exitTables(files[merkelTraces] ?? "", { exits, file: merkelTraces });
  const network = merkelCnn({ depth: exits.length, filters: 64, exits: true });
  const plain = merkelCnn({ depth: exits.length, filters: 64 });
  const conditions = deviceConditions(choiceOf(settings, data), (device, cores) => {
    const placed = isSystemOfCores(device) ? stagesOnCores(plain, device, cores) : undefined;
    const onCores = placed?.withExits(network);
    const { blocks, heads, notices, timeUnit } = partsByStage(network, device, onCores);
    const parts = { blocks, heads: heads.map((head) => ({ single: head, double: head })), timeUnit };
    if (placed === undefined || onCores === undefined) return { ...parts, notices };
    const clock = timeUnit === "cycle" ? 1 : (device.clock?.value ?? 1);
    return {
      ...parts,
      notices: [onCoresNotice(cores), ...notices],
      simulate: (mounted) => {
        const mounts = mounted.map(({ block }) => block - 1);
        const headCores = mounts.map((mount) => onCores.headCores[mount] ?? []);
        return placed
          .simulate(withSomeExits(network, mounts), headCores)
          .map(({ energy, latency }) => ({ energy, latency: latency / clock }));
      },
    };
  });
  const costs = (conditions[0] as DeviceCondition).costs;
  const test = tables.get("test");
  return {
    ...oneShotEvaluator({
      precisions: [
        {
          bits: "8/8",
          validation: tables.get("val") as ExitTable,
          ...(test === undefined ? {} : { test }),
          costs,
          conditions,
        },
      ],
      blocks: exits.length,
      place: (block, form) => (form === "single" ? block - 1 : undefined),
      leastThreshold: leastThresholdOf(settings),
    }),
    kind: "merkel-exits",
    notices: [...costs.notices, "answers are those of floating-point weights; costs are of 8 bits"],
  };
}

/** Layers and filters of the networks that ship with their answers. */
const trainedMerkel: readonly (readonly [layers: number, filters: number])[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((layers) => [layers, 16] as const),
  [6, 2],
  [6, 4],
  [6, 8],
];

function merkelNetworks(settings: EvaluatorSettings, { runs, device }: EvaluatorData): Evaluator {
  const networks = trainedMerkel.map(([layers, filters]) => {
    const name = `single-L${layers}-N${filters}-s0`;
    const run = runs.find((one) => one.name === name) as RecordedRun;
    const [validation = Number.NaN] = run.accuracy?.["val"] ?? [];
    const [test = Number.NaN] = run.accuracy?.["test"] ?? [];
    return { layers, filters, validation, test, testImages: run.traces.split("\ntest,").length - 1 };
  });
  return trainedNetworksEvaluator(networks, deviceOf(device, settings.kind));
}

/**
 * NDP120 on its board, MLPerf Tiny v1.1: person detection (visual wake words) at both operating points, less the static
 * power that a fit to three tasks gives; the small model a tenth of it, as the article has it.
 */
const ndp120: readonly CascadePoint[] = [
  { name: "0.9 V", energy: 71.711e-6, rate: 78.088, staticPower: 0.665e-3 },
  { name: "1.1 V", energy: 97.164e-6, rate: 241.08, staticPower: 0.665e-3 },
].map(({ name, energy, rate, staticPower }) => {
  const medium = energy - staticPower / rate;
  return { name, medium, small: medium / 10, mediumLatency: 1 / rate, smallLatency: 1 / (10 * rate), staticPower };
});

function cascade(settings: EvaluatorSettings): Evaluator {
  const number = (name: string, fallback: number): number => {
    const value = settings[name] ?? fallback;
    return typeof value === "number" ? value : Number.NaN;
  };
  return cascadeEvaluator({
    points: ndp120,
    eventRate: number("eventRate", 10),
    eventLength: number("eventLength", 5),
    smallSeparation: number("smallSeparation", 2),
    mediumSeparation: number("mediumSeparation", 3.5),
  });
}

function thresholdsOf({ thresholds = "per exit" }: EvaluatorSettings): "shared" | "per exit" {
  if (thresholds === "shared" || thresholds === "per exit") return thresholds;
  throw new InputError([
    { code: "bad-value", message: `thresholds is ${JSON.stringify(thresholds)}`, expected: '"shared" or "per exit"' },
  ]);
}

function leastThresholdOf({ leastThreshold = 0.3 }: EvaluatorSettings): number {
  if (typeof leastThreshold === "number" && leastThreshold >= 0 && leastThreshold < 1) return leastThreshold;
  throw new InputError([
    {
      code: "bad-value",
      message: `leastThreshold is ${JSON.stringify(leastThreshold)}`,
      expected: "a number in [0, 1)",
    },
  ]);
}

function oneShot(settings: EvaluatorSettings, data: EvaluatorData): Evaluator {
  const { runs } = data;
  const choice = choiceOf(settings, data);
  const leastThreshold = leastThresholdOf(settings);
  const precisions = Object.entries(runsOf(settings)).map(([bits, name]) => {
    const run = runs.find((one) => one.name === name) as RecordedRun;
    const backbone = backboneOf(run);
    const tables = tablesOf(run);
    const [own, heads] = bitsOf(bits) as readonly [number, number];
    const test = tables.get("test");
    const conditions = deviceConditions(choice, (device, cores) =>
      exitCosts(backbone, device, { bits: own, headBits: heads, cores }),
    );
    return {
      name,
      exits: run.exits,
      backbone,
      bits,
      validation: tables.get("val") as ExitTable,
      ...(test === undefined ? {} : { test }),
      costs: (conditions[0] as DeviceCondition).costs,
      conditions,
    };
  });
  const [first, ...others] = precisions;
  if (first === undefined) throw new RangeError("oneShot: no runs");
  const odd = others.find(
    ({ exits, backbone }) =>
      String(exits) !== String(first.exits) || JSON.stringify(backbone) !== JSON.stringify(first.backbone),
  );
  if (odd !== undefined)
    throw new InputError([
      {
        code: "runs-differ",
        message: `${odd.name} has other exits or another backbone than ${first.name}`,
        expected: "runs of one network at different bits",
      },
    ]);
  const { flash, sram } = choice.device;
  return oneShotEvaluator({
    precisions,
    blocks: first.backbone.blocks.length,
    place: (block: number, form: HeadForm) => {
      const at = first.exits.indexOf(`exit${block}-${form}`);
      return at < 0 ? undefined : at;
    },
    leastThreshold,
    thresholds: thresholdsOf(settings),
    memory: {
      ...(flash === undefined ? {} : { flash: flash.value }),
      ...(sram === undefined ? {} : { sram: sram.value }),
    },
  });
}

const read = new WeakMap<RecordedRun, ReturnType<typeof exitTables>>();

/** A run's tables: read once, as a study on another device has the same. */
function tablesOf(run: RecordedRun): ReturnType<typeof exitTables> {
  const known = read.get(run) ?? exitTables(run.traces, { exits: run.exits, file: run.name });
  read.set(run, known);
  return known;
}

function backboneOf({ name, network }: RecordedRun): MobileBackbone {
  const { family, stem, blocks } = network as Partial<MobileBackbone> & { readonly family?: string };
  if (family === "mobile" && stem !== undefined && blocks !== undefined) return { stem, blocks };
  throw new InputError([
    { code: "wrong-network", message: `${name} is no run of a mobile backbone`, expected: "a run of one-shot-joint" },
  ]);
}
