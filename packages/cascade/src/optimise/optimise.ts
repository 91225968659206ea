import {
  type Bytes,
  exitCodes,
  InputError,
  paretoFront,
  type Problem,
  random,
  type Seconds,
  type Watts,
} from "@joulebook/core";
import type { CascadeOutcome } from "../cascade-outcome.js";
import type { Cascade } from "../cascade.js";
import { closedForm, outcomeOf, overDay } from "../closed-form/closed-form.js";
import { combineOne, combineTwo } from "../closed-form/combine-tables.js";
import {
  type CalledTable,
  calledTable,
  cloudTable,
  type EventGrid,
  eventGrid,
  watchTable,
  type WatchTable,
} from "../closed-form/stage-tables.js";
import { cascadeOf, lifeOf, residentMemory, stageOf } from "../scenario/cascade-of.js";
import type { Requirements, Scenario, StageSetting } from "../scenario/scenario.js";

/** One configuration and what it gives. */
export interface EvaluatedCascade {
  readonly stages: readonly StageSetting[];
  readonly outcome: CascadeOutcome;
  readonly memory?: Bytes;
  readonly batteryLife?: Seconds;
}

/** What one requirement costs. */
export interface RequirementCost {
  readonly requirement: keyof Requirements;
  /** Least power of the configurations that meet all others. */
  readonly powerWithout: Watts;
  /** Dropping it lowers the least power. */
  readonly binds: boolean;
}

/** The chosen configuration at another rate of events. */
export interface AtOtherRate {
  readonly factor: number;
  readonly outcome: CascadeOutcome;
  /** Requirements that no longer hold. */
  readonly missed: readonly (keyof Requirements)[];
}

export interface Optimum {
  readonly samples: number;
  readonly feasible: number;
  /** Least power among the configurations that meet every requirement. */
  readonly best: EvaluatedCascade;
  /** Feasible configurations that no other beats in power, recall and false alarms, least power first. */
  readonly front: readonly EvaluatedCascade[];
  readonly requirements: readonly RequirementCost[];
  readonly eventRates: readonly AtOtherRate[];
}

/** What requirements look at. */
export interface CascadeRow {
  readonly stages: readonly StageSetting[];
  readonly outcome: CascadeOutcome;
  readonly memory: Bytes | undefined;
  readonly batteryLife: Seconds | undefined;
}

/** Rates of events, beside the scenario's, that the chosen configuration is looked at. */
const factors = [0.1, 0.5, 2, 10] as const;

/**
 * Samples configurations (rates, confirmations, thresholds, patience, networks, operating point) from a seed, evaluates each in closed form, and
 * chooses the one with least power that meets the requirements. Tables of stages are made once and shared.
 *
 * @throws InputError (exit code 4) where no configuration meets the requirements, with the ones that contradict each other
 */
export function optimise(
  scenario: Scenario,
  {
    samples = scenario.choices.samples,
    seed = scenario.choices.seed,
  }: { readonly samples?: number; readonly seed?: number } = {},
): Optimum {
  const rows = sampled(scenario, samples, seed);
  const { requirements } = scenario;
  const names = Object.keys(requirements) as (keyof Requirements)[];
  const met = (row: CascadeRow, wanted: readonly (keyof Requirements)[]): boolean =>
    wanted.every((name) => meets(row, name, requirements));
  const feasible = rows.filter((row) => met(row, names));
  if (feasible.length === 0) throw contradiction(scenario, rows, names, met);
  const best = leastPower(feasible);
  const front = paretoFront(feasible, [
    { value: ({ outcome }) => outcome.power, direction: "minimise" },
    { value: ({ outcome }) => outcome.recall, direction: "maximise" },
    { value: ({ outcome }) => outcome.falseAlarms, direction: "minimise" },
  ]).toSorted((a, b) => a.outcome.power - b.outcome.power);
  return {
    samples: rows.length,
    feasible: feasible.length,
    best: shown(best),
    front: front.map(shown),
    requirements: names.map((requirement) => {
      const others = names.filter((name) => name !== requirement);
      const powerWithout = leastPower(rows.filter((row) => met(row, others))).outcome.power;
      return { requirement, powerWithout, binds: powerWithout < best.outcome.power * (1 - 1e-9) };
    }),
    eventRates: factors.map((factor) => atOtherRate(scenario, best, factor, names)),
  };
}

function shown({ stages, outcome, memory, batteryLife }: CascadeRow): EvaluatedCascade {
  return {
    stages,
    outcome,
    ...(memory === undefined ? {} : { memory }),
    ...(batteryLife === undefined ? {} : { batteryLife }),
  };
}

function leastPower(rows: readonly CascadeRow[]): CascadeRow {
  let best = rows[0] as CascadeRow;
  for (const row of rows) if (row.outcome.power < best.outcome.power) best = row;
  return best;
}

function meets({ outcome, memory, batteryLife }: CascadeRow, name: keyof Requirements, wanted: Requirements): boolean {
  const limit = wanted[name] ?? 0;
  switch (name) {
    case "recall":
      return outcome.recall >= limit;
    case "falseAlarmsPerDay":
      return outcome.falseAlarms <= limit;
    case "latency":
      return outcome.latency !== undefined && outcome.latency <= limit;
    case "power":
      return outcome.power <= limit;
    case "memory":
      return memory !== undefined && memory <= limit;
    case "batteryLife":
      return batteryLife !== undefined && batteryLife >= limit;
  }
}

/** Configurations with what they give; the same seed gives the same ones. */
function sampled(scenario: Scenario, samples: number, seed: number): readonly CascadeRow[] {
  const { choices } = scenario;
  const { pick } = random(seed, "cascade-optimise", scenario.name);
  const evaluate = scenarioEvaluator(scenario);
  const rows: CascadeRow[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const point = pick(choices.points);
    const draw = (networks: readonly string[]): StageSetting => ({
      network: pick(networks),
      point,
      rate: pick(choices.rates),
      confirmation: pick(choices.confirmations),
      calibration: { recall: pick(choices.recalls) },
    });
    const first = draw(choices.first);
    const stages =
      choices.second.length === 0 ? [first] : [first, { ...draw(choices.second), patience: pick(choices.patiences) }];
    const row = evaluate(stages);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/**
 * Evaluates configurations of a scenario by tables that are made when a stage is first met; undefined where a chip cannot
 * run one, or the first network would take more energy than the second.
 */
export function scenarioEvaluator(scenario: Scenario): (stages: readonly StageSetting[]) => CascadeRow | undefined {
  const { events, networks, cloud } = scenario;
  const difficult = [...Object.values(networks), ...(cloud === undefined ? [] : [cloud])].some(
    ({ difficulty }) => difficulty > 0,
  );
  const grid: EventGrid = eventGrid(events.length, difficult);
  const remote = cloud === undefined ? undefined : cloudTable(cloud, grid);
  const watches = new Map<string, WatchTable>();
  const calls = new Map<string, CalledTable>();
  const kept = <T>(tables: Map<string, T>, setting: StageSetting, make: () => T): T => {
    const key = `${setting.network}\n${setting.point}\n${setting.rate}\n${setting.confirmation.hits}/${setting.confirmation.of}\n${Object.entries(setting.calibration).join()}\n${setting.patience}`;
    let table = tables.get(key);
    if (table === undefined) {
      table = make();
      tables.set(key, table);
    }
    return table;
  };
  return (stages) => {
    const [first, second] = stages;
    if (first === undefined || !runs(scenario, first) || (second !== undefined && !runs(scenario, second)))
      return undefined;
    const cascade: Cascade = cascadeOf(scenario, stages);
    if (second !== undefined && cascade.stages[1] !== undefined && cascade.stages[0].energy > cascade.stages[1].energy)
      return undefined;
    const watch = kept(watches, first, () => watchTable(stageOf(scenario, first), grid, scenario.reset));
    const called =
      second === undefined
        ? undefined
        : kept(calls, second, () =>
            calledTable({ ...stageOf(scenario, second), patience: second.patience ?? 1 }, grid),
          );
    const at = (rate: number): ReturnType<typeof combineOne> =>
      called === undefined ? combineOne(watch, remote, grid, rate) : combineTwo(watch, called, remote, grid, rate);
    const found = events.diurnal === undefined ? at(events.rate) : overDay(events.rate, events.diurnal, at);
    const outcome = outcomeOf(cascade, found, grid.meanLength);
    return { stages, outcome, memory: residentMemory(scenario, stages), batteryLife: lifeOf(scenario, outcome.power) };
  };
}

function runs({ networks }: Scenario, { network, point, rate }: StageSetting): boolean {
  return rate <= (networks[network]?.points[point]?.maxRate ?? 0);
}

function atOtherRate(
  scenario: Scenario,
  { stages, memory }: CascadeRow,
  factor: number,
  names: readonly (keyof Requirements)[],
): AtOtherRate {
  const cascade = cascadeOf(scenario, stages);
  const outcome = closedForm({ ...cascade, events: { ...cascade.events, rate: cascade.events.rate * factor } });
  const row = { stages, outcome, memory, batteryLife: lifeOf(scenario, outcome.power) };
  return { factor, outcome, missed: names.filter((name) => !meets(row, name, scenario.requirements)) };
}

/** Says which requirement cannot be met alone, or which pairs cannot be met together, or that only all of them cannot. */
function contradiction(
  scenario: Scenario,
  rows: readonly CascadeRow[],
  names: readonly (keyof Requirements)[],
  met: (row: CascadeRow, wanted: readonly (keyof Requirements)[]) => boolean,
): InputError {
  const failing = (wanted: readonly (keyof Requirements)[]): boolean => !rows.some((row) => met(row, wanted));
  const alone = names.filter((name) => failing([name]));
  const pairs = names.flatMap((one, at) =>
    names
      .slice(at + 1)
      .flatMap((other) =>
        !alone.includes(one) && !alone.includes(other) && failing([one, other]) ? [[one, other] as const] : [],
      ),
  );
  const problems: Problem[] = [
    ...(rows.length === 0
      ? [
          {
            code: "no-configuration",
            message: "no configuration that was sampled can run on the chip",
            fix: "lower optimise.rates",
          },
        ]
      : []),
    ...alone.map((name) => ({
      code: "requirement-out-of-reach",
      message: `no configuration of ${rows.length} meets ${name} ${bound(name, scenario.requirements)}`,
      expected: nearest(name, rows),
    })),
    ...pairs.map(([one, other]) => ({
      code: "contradiction",
      message: `${one} ${bound(one, scenario.requirements)} and ${other} ${bound(other, scenario.requirements)} contradict each other: no configuration of ${rows.length} meets both`,
      fix: `with ${one} kept, ${nearest(
        other,
        rows.filter((row) => met(row, [one])),
      )}`,
    })),
  ];
  if (problems.length === 0)
    problems.push({
      code: "contradiction",
      message: `${names.join(", ")} contradict each other together: every two can be met, but no configuration of ${rows.length} meets all`,
      fix: "relax one of them, or give the optimiser more to choose from",
    });
  return new InputError(problems, exitCodes.noFeasibleAnswer);
}

function bound(name: keyof Requirements, wanted: Requirements): string {
  return `${name === "recall" || name === "batteryLife" ? "at least" : "at most"} ${wanted[name]}`;
}

/** The best that can be had of one quantity. */
function nearest(name: keyof Requirements, rows: readonly CascadeRow[]): string {
  const read = ({ outcome, memory, batteryLife }: CascadeRow): number | undefined =>
    ({
      recall: outcome.recall,
      falseAlarmsPerDay: outcome.falseAlarms,
      latency: outcome.latency,
      power: outcome.power,
      memory,
      batteryLife,
    })[name];
  const values = rows.map(read).filter((value) => value !== undefined);
  if (values.length === 0) return `${name} is not known: the scenario does not state what it depends on`;
  const most = name === "recall" || name === "batteryLife";
  const best = values.reduce((a, b) => (most ? Math.max(a, b) : Math.min(a, b)));
  return `${name} ${most ? "up to" : "from"} ${Number(best.toPrecision(4))} can be had`;
}
