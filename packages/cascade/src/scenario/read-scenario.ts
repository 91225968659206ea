import { type Battery, exitCodes, InputError, type Trace, unknownName } from "@joulebook/core";
import { readDocument } from "@joulebook/documents";
import type { CloudStage, EventProcess } from "../cascade.js";
import { meanLength } from "../closed-form/length-nodes.js";
import { confirmationProblem } from "../confirm/confirmation.js";
import type { Calibration } from "../scores/calibrate.js";
import { binormalScores, rocScores } from "../scores/score-model.js";
import { checkStages } from "./check-stages.js";
import { defaultChoices } from "./default-choices.js";
import { modelDetector, traceDetector } from "./detector.js";
import type { ChipPoint, Choices, Detector, Scenario, ScenarioNetwork, StageSetting } from "./scenario.js";
import type {
  ScenarioFile,
  WrittenBattery,
  WrittenCalibration,
  WrittenCloud,
  WrittenNetwork,
  WrittenScores,
  WrittenStage,
} from "./scenario-file.js";
import { scenarioSchema } from "./scenario-schema.js";
import { assumedPaths, ValueReader, type Written } from "./values.js";

export interface ReadScenarioOptions {
  readonly file?: string;
  /** Traces by the name the scenario gives them. */
  readonly traces?: ReadonlyMap<string, Trace>;
}

/**
 * Names of the traces that a scenario takes scores from; read them first.
 *
 * @throws InputError for a text that is no scenario
 */
export function scenarioTraces(text: string, file = "scenario"): readonly string[] {
  const { networks, cloud } = parsed(text, file);
  const all = [...Object.values(networks), ...(cloud === undefined ? [] : [cloud])];
  return [...new Set(all.flatMap(({ scores }) => (scores.kind === "trace" ? [scores.trace] : [])))];
}

/**
 * Reads a scenario's file.
 *
 * @throws InputError (exit code 3) with every problem: unknown keys and names, values outside their range, rates above what the chip can run,
 * stages out of order; exit code 4 where data must stay on the device and only a cloud would judge
 */
export function readScenario(
  text: string,
  { file = "scenario", traces = new Map() }: ReadScenarioOptions = {},
): Scenario {
  const raw = parsed(text, file);
  const values = new ValueReader(file);
  const chip = readChip(raw, values);
  const networks: Record<string, ScenarioNetwork> = {};
  for (const [name, network] of Object.entries(raw.networks))
    networks[name] = readNetwork(`networks.${name}`, network, values, traces);
  const events = readEvents(raw, values);
  if (raw.dataStaysOnDevice === true && raw.stages.length === 0 && raw.cloud !== undefined) {
    throw new InputError(
      [
        {
          code: "privacy-forbids-cloud",
          message: "data must stay on the device, but the cloud is the only stage",
          file,
          fix: "add a stage that runs on the device, or drop dataStaysOnDevice",
        },
      ],
      exitCodes.noFeasibleAnswer,
    );
  }
  const stages = raw.stages.map((stage, at): StageSetting => readStage(`stages.${at}`, stage, chip.point, values));
  checkStages({ stages, networks, points: chip.points }, values);
  const cloud =
    raw.cloud === undefined || raw.dataStaysOnDevice === true
      ? undefined
      : readCloud(raw.cloud, values, traces, events);
  const requirements = readRequirements(raw, values, events);
  const choices = readChoices(raw, values, { networks, chip, stages });
  if (values.problems.length > 0) throw new InputError(values.problems);
  return {
    name: raw.name,
    ...(raw.description === undefined ? {} : { description: raw.description }),
    chip,
    networks,
    events,
    mode: raw.mode ?? "exclusive",
    reset: raw.reset ?? "rearm",
    power: raw.power ?? "taken-out",
    stages,
    ...(cloud === undefined ? {} : { cloud }),
    requirements,
    choices,
    ...(raw.cloud !== undefined && raw.dataStaysOnDevice === true
      ? { dropped: `data must stay on the device: the cloud stage ${raw.cloud.name} is left out` }
      : {}),
    assumed: assumedPaths(raw),
  };
}

function parsed(text: string, file: string): ScenarioFile {
  return readDocument<ScenarioFile>(text, scenarioSchema, { file, what: "a scenario (scenario.schema.json)" });
}

/** A record without its undefined fields. */
function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function readChip({ chip }: ScenarioFile, values: ValueReader): Scenario["chip"] {
  const points: Record<string, ChipPoint> = {};
  for (const [name, point] of Object.entries(chip.points)) {
    const where = `chip.points.${name}`;
    points[name] = {
      ...(point.voltage === undefined ? {} : { voltage: values.read(`${where}.voltage`, point.voltage, "voltage") }),
      ...(point.clock === undefined ? {} : { clock: values.read(`${where}.clock`, point.clock, "rate") }),
      staticPower: values.read(`${where}.staticPower`, point.staticPower, "power"),
    };
  }
  if (!Object.hasOwn(points, chip.point))
    values.problems.push(unknownName("operating point", chip.point, Object.keys(points), { where: "chip.point" }));
  const { battery } = chip;
  return {
    name: chip.name,
    points,
    point: chip.point,
    ...(chip.memory === undefined ? {} : { memory: values.read("chip.memory", chip.memory, "bytes") }),
    sensorPower: values.read("chip.sensorPower", chip.sensorPower ?? 0, "power"),
    transferEnergy: values.read("chip.transferEnergy", chip.transferEnergy ?? 0, "energy"),
    ...(battery === undefined ? {} : { battery: readBattery(battery, values) }),
  };
}

function readBattery(battery: WrittenBattery, values: ValueReader): Battery {
  const share = (key: "depthOfDischarge" | "selfDischargePerMonth" | "efficiency", positive: boolean): object => {
    const written = battery[key];
    return written === undefined ? {} : { [key]: values.read(`chip.battery.${key}`, written, "share", { positive }) };
  };
  return {
    capacity: values.read("chip.battery.capacity", battery.capacity, "capacity", { positive: true }),
    ...share("depthOfDischarge", true),
    ...share("selfDischargePerMonth", false),
    ...share("efficiency", true),
  };
}

function readNetwork(
  where: string,
  network: WrittenNetwork,
  values: ValueReader,
  traces: ReadonlyMap<string, Trace>,
): ScenarioNetwork {
  const points: Record<string, ScenarioNetwork["points"][string]> = {};
  for (const [name, { energy, maxRate }] of Object.entries(network.points))
    points[name] = {
      energy: values.read(`${where}.points.${name}.energy`, energy, "energy", { positive: true }),
      maxRate: values.read(`${where}.points.${name}.maxRate`, maxRate, "rate", { positive: true }),
    };
  return {
    points,
    ...(network.macs === undefined ? {} : { macs: values.read(`${where}.macs`, network.macs, "number") }),
    ...(network.memory === undefined ? {} : { memory: values.read(`${where}.memory`, network.memory, "bytes") }),
    detector: readDetector(`${where}.scores`, network.scores, values, traces),
    difficulty: readDifficulty(`${where}.difficulty`, network.difficulty, values),
  };
}

function readDifficulty(where: string, written: Written | undefined, values: ValueReader): number {
  const difficulty = values.read(where, written ?? 0, "share");
  if (difficulty < 1) return difficulty;
  values.problem("out-of-range", `${where} is ${difficulty}`, { expected: "a share in [0, 1)" });
  return 0;
}

function readDetector(
  where: string,
  scores: WrittenScores,
  values: ValueReader,
  traces: ReadonlyMap<string, Trace>,
): Detector {
  const nothing = modelDetector(rocScores([]));
  if (scores.kind === "binormal") {
    const before = values.problems.length;
    const auc = values.read(`${where}.auc`, scores.auc, "share");
    if (auc >= 0.5 && auc < 1) return modelDetector(binormalScores(auc));
    if (values.problems.length === before)
      values.problem("out-of-range", `${where}.auc is ${auc}`, { expected: "an area in [0.5, 1)" });
    return nothing;
  }
  if (scores.kind === "roc") {
    const points = scores.points.map(({ hit, falseHit }, at) => ({
      hit: values.read(`${where}.points.${at}.hit`, hit, "share"),
      falseHit: values.read(`${where}.points.${at}.falseHit`, falseHit, "share"),
    }));
    try {
      return modelDetector(rocScores(points));
    } catch (error) {
      values.problem("bad-value", `${where}: ${(error as Error).message}`);
      return nothing;
    }
  }
  const trace = traces.get(scores.trace);
  if (trace === undefined) {
    values.problems.push(unknownName("trace", scores.trace, [...traces.keys()], { where }));
    return nothing;
  }
  try {
    return traceDetector(trace, { exit: scores.exit, of: scores.class });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    values.problems.push(...error.problems.map((problem) => ({ ...problem, message: `${where}: ${problem.message}` })));
    return nothing;
  }
}

/** Ten years. */
const longestEvent = 10 * 8766 * 3600;

function readEvents({ events }: ScenarioFile, values: ValueReader): EventProcess {
  const { length, diurnal } = events;
  if (diurnal !== undefined) {
    const average = diurnal.reduce((sum, factor) => sum + factor, 0) / 24;
    if (diurnal.some((factor) => !(factor >= 0 && factor < 1e6)) || Math.abs(average - 1) > 1e-6)
      values.problem("bad-value", `events.diurnal has a mean of ${average}`, {
        expected: "24 factors from 0 whose mean is 1",
      });
  }
  const read: EventProcess = {
    rate: values.read("events.perHour", events.perHour, "number") / 3600,
    length:
      length.law === "mixture"
        ? readMixture(length.parts, values)
        : { law: length.law, mean: readLength("events.length.mean", length.mean, values) },
    ...(diurnal === undefined ? {} : { diurnal }),
  };
  checkCrowd(read, values);
  return read;
}

function readMixture(
  written: readonly { readonly mean: Written; readonly share: Written }[],
  values: ValueReader,
): EventProcess["length"] {
  const parts = written.map(({ mean, share }, at) => ({
    mean: readLength(`events.length.parts.${at}.mean`, mean, values),
    share: values.read(`events.length.parts.${at}.share`, share, "share"),
  }));
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  if (Math.abs(total - 1) > 1e-9)
    values.problem("bad-value", `the shares of events.length add up to ${total}`, { expected: "1" });
  return { law: "mixture", parts };
}

function readLength(where: string, written: Written, values: ValueReader): number {
  const found = values.read(where, written, "duration", { positive: true });
  if (found <= longestEvent) return found;
  values.problem("out-of-range", `${where} is ${found} s`, { expected: "a duration up to 10 years" });
  return longestEvent;
}

/** Most events per hour, and most that go on at a time on average: beyond, there is always one, and nothing to detect. */
const [mostPerHour, mostAtOnce] = [360_000, 100] as const;

function checkCrowd({ rate, length }: EventProcess, values: ValueReader): void {
  if (3600 * rate > mostPerHour)
    values.problem("out-of-range", `events.perHour is ${Number((3600 * rate).toPrecision(12))}`, {
      expected: `a number up to ${mostPerHour}`,
    });
  const atOnce = rate * meanLength(length);
  if (atOnce > mostAtOnce)
    values.problem("out-of-range", `${atOnce.toPrecision(4)} events go on at a time on average`, {
      expected: `at most ${mostAtOnce}: events.perHour times the mean of events.length`,
    });
}

function readStage(where: string, stage: WrittenStage, point: string, values: ValueReader): StageSetting {
  const problem = confirmationProblem(stage.confirm);
  if (problem !== undefined) values.problem("bad-value", `${where}.confirm: ${problem}`);
  const { patience } = stage;
  if (patience !== undefined && !(Number.isInteger(patience) && patience >= 1 && patience <= 1000))
    values.problem("bad-value", `${where}.patience is ${patience}`, {
      expected: "a whole number of frames from 1 to 1000",
    });
  return {
    network: stage.network,
    point: stage.point ?? point,
    rate: values.read(`${where}.rate`, stage.rate, "rate", { positive: true }),
    confirmation: stage.confirm,
    calibration: readCalibration(`${where}.calibrate`, stage.calibrate, values),
    ...(patience === undefined ? {} : { patience }),
  };
}

function readCalibration(where: string, written: WrittenCalibration, values: ValueReader): Calibration {
  const [[key, value] = ["recall", 0]] = Object.entries(written) as [string, Written][];
  return { [key]: values.read(`${where}.${key}`, value, "share") } as Calibration;
}

function readCloud(
  cloud: WrittenCloud,
  values: ValueReader,
  traces: ReadonlyMap<string, Trace>,
  events: EventProcess,
): CloudStage {
  const problem = confirmationProblem(cloud.confirm);
  if (problem !== undefined) values.problem("bad-value", `cloud.confirm: ${problem}`);
  const detector = readDetector("cloud.scores", cloud.scores, values, traces);
  const calibration = readCalibration("cloud.calibrate", cloud.calibrate, values);
  const choice = detector.choose(calibration, -Math.expm1(-events.rate * meanLength(events.length)));
  if (choice === undefined)
    values.problem("unreachable", "no threshold of the cloud's network reaches the precision of cloud.calibrate");
  const bytes = values.read("cloud.frameBytes", cloud.frameBytes, "bytes") * cloud.confirm.of;
  const speed = values.read("cloud.bytesPerSecond", cloud.bytesPerSecond, "number", { positive: true });
  const time = (key: "roundTrip" | "serverTime" | "wakeTime"): number =>
    values.read(`cloud.${key}`, cloud[key] ?? 0, "duration");
  return {
    name: cloud.name,
    confirmation: cloud.confirm,
    hit: choice?.hit ?? 0,
    falseHit: choice?.falseHit ?? 0,
    difficulty: readDifficulty("cloud.difficulty", cloud.difficulty, values),
    latency: time("wakeTime") + time("roundTrip") + time("serverTime") + (speed > 0 ? bytes / speed : 0),
    energy:
      values.read("cloud.wakeEnergy", cloud.wakeEnergy ?? 0, "energy") +
      bytes * values.read("cloud.energyPerByte", cloud.energyPerByte, "energy"),
    bytes,
    ...(cloud.carbonPerCall === undefined
      ? {}
      : { carbon: values.read("cloud.carbonPerCall", cloud.carbonPerCall, "number") }),
  };
}

/**
 * The requirements of a file. A limit on false alarms would let one that never ends pass, so unless the file says how long alarms may stand
 * without an event, it is the length of an event for each event and each false alarm that is allowed.
 */
function readRequirements(
  { requirements = {} }: ScenarioFile,
  values: ValueReader,
  events: EventProcess,
): Scenario["requirements"] {
  const read = (key: keyof typeof requirements, kind: Parameters<ValueReader["read"]>[2]): number | undefined => {
    const written = requirements[key];
    return written === undefined ? undefined : values.read(`requirements.${key}`, written, kind);
  };
  const falseAlarmsPerDay = read("falseAlarmsPerDay", "number");
  return defined({
    recall: read("recall", "share"),
    falseAlarmsPerDay,
    falseAlarmTime:
      read("falseAlarmTime", "duration") ??
      (falseAlarmsPerDay === undefined
        ? undefined
        : (falseAlarmsPerDay + 86_400 * events.rate) * meanLength(events.length)),
    latency: read("latency", "duration"),
    power: read("power", "power"),
    memory: read("memory", "bytes"),
    batteryLife: read("batteryLife", "duration"),
  });
}

function readChoices(
  { optimise = {} }: ScenarioFile,
  values: ValueReader,
  known: Pick<Scenario, "networks" | "chip" | "stages">,
): Choices {
  const defaults = defaultChoices(known);
  for (const [at, rule] of (optimise.confirmations ?? []).entries()) {
    const problem = confirmationProblem(rule);
    if (problem !== undefined) values.problem("bad-value", `optimise.confirmations.${at}: ${problem}`);
  }
  for (const [key, names, all] of [
    ["first", optimise.first, Object.keys(known.networks)],
    ["second", optimise.second, Object.keys(known.networks)],
    ["points", optimise.points, Object.keys(known.chip.points)],
  ] as const)
    for (const name of names ?? [])
      if (!all.includes(name))
        values.problems.push(
          unknownName(key === "points" ? "operating point" : "network", name, all, { where: `optimise.${key}` }),
        );
  return {
    ...defaults,
    ...defined({
      samples: optimise.samples,
      seed: optimise.seed,
      rates: optimise.rates?.map((rate, at) => values.read(`optimise.rates.${at}`, rate, "rate", { positive: true })),
      confirmations: optimise.confirmations,
      recalls: optimise.recalls?.map((recall, at) =>
        values.read(`optimise.recalls.${at}`, recall, "share", { positive: true }),
      ),
      patiences: optimise.patiences,
      points: optimise.points,
      first: optimise.first,
      second: optimise.second,
    }),
  };
}
