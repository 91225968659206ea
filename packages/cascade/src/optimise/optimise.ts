import {
  type Bytes,
  exitCodes,
  InputError,
  paretoFront,
  type Problem,
  type Seconds,
  type Watts,
} from "@joulebook/core";
import type { CascadeOutcome } from "../cascade-outcome.js";
import { closedForm } from "../closed-form/closed-form.js";
import { cascadeOf, lifeOf } from "../scenario/cascade-of.js";
import type { Requirements, Scenario, StageSetting } from "../scenario/scenario.js";
import { meetsRequirement } from "./meets-requirement.js";
import { asksForMore, requirementValue } from "./requirement-value.js";
import { sampleCascades } from "./sample-cascades.js";
import type { CascadeRow } from "./scenario-evaluator.js";

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
  const rows = sampleCascades(scenario, { samples, seed });
  const { requirements } = scenario;
  const names = Object.keys(requirements) as (keyof Requirements)[];
  const met = (row: CascadeRow, wanted: readonly (keyof Requirements)[]): boolean =>
    wanted.every((name) => meetsRequirement(row, name, requirements));
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

function atOtherRate(
  scenario: Scenario,
  { stages, memory }: CascadeRow,
  factor: number,
  names: readonly (keyof Requirements)[],
): AtOtherRate {
  const cascade = cascadeOf(scenario, stages);
  const outcome = closedForm({ ...cascade, events: { ...cascade.events, rate: cascade.events.rate * factor } });
  const row = { stages, outcome, memory, batteryLife: lifeOf(scenario, outcome.power) };
  return { factor, outcome, missed: names.filter((name) => !meetsRequirement(row, name, scenario.requirements)) };
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
  return `${asksForMore(name) ? "at least" : "at most"} ${wanted[name]}`;
}

/** The best that can be had of one quantity. */
function nearest(name: keyof Requirements, rows: readonly CascadeRow[]): string {
  const values = rows.map((row) => requirementValue(row, name)).filter((value) => value !== undefined);
  if (values.length === 0) return `${name} is not known: the scenario does not state what it depends on`;
  const most = asksForMore(name);
  const best = values.reduce((a, b) => (most ? Math.max(a, b) : Math.min(a, b)));
  return `${name} ${most ? "up to" : "from"} ${Number(best.toPrecision(4))} can be had`;
}
