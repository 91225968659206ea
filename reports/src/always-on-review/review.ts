import {
  assumedVariants,
  type Cascade,
  type CascadeOutcome,
  cascadeOf,
  type CascadeRow,
  closedForm,
  meetsRequirement,
  optimise,
  type Optimum,
  readScenario,
  type Requirements,
  sampleCascades,
  type Scenario,
  simulate,
  type Simulation,
  smallNetworkWorth,
  type SmallNetworkWorth,
  strategyCrossovers,
  type StrategyCrossovers,
  type StrategyPowers,
  strategyPowers,
} from "@joulebook/cascade";
import { InputError, type Problem } from "@joulebook/core";
import type { InputFile } from "@joulebook/report";
import type { AlwaysOnParameters } from "./parameters.js";
import { scenarioSource, type ScenarioSource } from "./scenario-files.js";

/** One chip: its best configuration under the requirements, or what stands against any. */
export interface ReviewedChip {
  readonly name: string;
  readonly source: ScenarioSource;
  readonly rows: readonly CascadeRow[];
  readonly optimum?: Optimum;
  readonly problems: readonly Problem[];
}

/** What a product team needs to know of the chosen configuration. */
export interface Choice {
  readonly chip: ReviewedChip;
  readonly optimum: Optimum;
  readonly cascade: Cascade;
  readonly simulated: Simulation;
  /** Of a cascade of two stages. */
  readonly events?: {
    readonly powers: readonly StrategyPowers[];
    readonly sequential: StrategyCrossovers;
    readonly exclusive: StrategyCrossovers;
    readonly worth: SmallNetworkWorth;
  };
  readonly variants: readonly {
    readonly path: string;
    readonly is: string;
    readonly outcome: CascadeOutcome;
    readonly missed: readonly string[];
  }[];
}

export interface AlwaysOnReview {
  readonly parameters: AlwaysOnParameters;
  readonly chips: readonly ReviewedChip[];
  readonly choice?: Choice;
  readonly inputs: readonly InputFile[];
}

const day = 86_400;
const eventRates = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

/** Optimises the same use on every chip and looks at the one that draws least. */
export async function alwaysOnReview(parameters: AlwaysOnParameters): Promise<AlwaysOnReview> {
  const { scenario, chips, eventsPerHour, requirements } = parameters;
  let events: unknown;
  let limits: unknown;
  const main = await scenarioSource(scenario, (tree) => {
    if (eventsPerHour !== undefined) tree["events"] = { ...(tree["events"] as object), perHour: eventsPerHour };
    tree["requirements"] = { ...(tree["requirements"] as object | undefined), ...requirements };
    ({ events, requirements: limits } = tree);
  });
  const others: ScenarioSource[] = [];
  for (const chip of chips)
    others.push(
      await scenarioSource(chip, (tree) => {
        // The same use: its events and requirements, but a chip's own memory where the use asks for none.
        tree["requirements"] = {
          ...(tree["requirements"] as object | undefined),
          ...(limits as object),
          ...ownMemory(tree, requirements),
        };
        tree["events"] = events;
      }),
    );
  const reviewed = [main, ...others].map((source) => reviewedChip(source, parameters));
  const best = reviewed.filter((chip) => chip.optimum !== undefined).toSorted((a, b) => powerOf(a) - powerOf(b))[0];
  return {
    parameters,
    chips: reviewed,
    ...(best?.optimum === undefined ? {} : { choice: choiceOf(best, best.optimum, parameters.seed) }),
    inputs: [main, ...others].flatMap(({ inputs }) => inputs),
  };
}

function ownMemory(tree: Readonly<Record<string, unknown>>, asked: AlwaysOnParameters["requirements"]): object {
  const own = (tree["requirements"] as { readonly memory?: unknown } | undefined)?.memory;
  return asked["memory"] !== undefined || own === undefined ? {} : { memory: own };
}

function powerOf({ optimum }: ReviewedChip): number {
  return optimum?.best.outcome.power ?? Number.POSITIVE_INFINITY;
}

function reviewedChip(source: ScenarioSource, { samples, seed }: AlwaysOnParameters): ReviewedChip {
  const { scenario } = source;
  const chip = { name: scenario.chip.name, source, rows: sampleCascades(scenario, { samples, seed }) };
  try {
    return { ...chip, optimum: optimise(scenario, { samples, seed }), problems: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...chip, problems: error.problems };
  }
}

function choiceOf(chip: ReviewedChip, optimum: Optimum, seed: number): Choice {
  const { scenario, text, traces } = chip.source;
  const { stages, memory } = optimum.best;
  const cascade = cascadeOf(scenario, stages);
  const names = Object.keys(scenario.requirements) as (keyof Requirements)[];
  const missed = (outcome: CascadeOutcome, of: Scenario): readonly string[] => {
    const row = { stages, outcome, memory, batteryLife: optimum.best.batteryLife };
    return names.filter((name) => name !== "batteryLife" && !meetsRequirement(row, name, of.requirements));
  };
  return {
    chip,
    optimum,
    cascade,
    simulated: simulate(cascade, { duration: 30 * day, seed }),
    ...(stages.length < 2
      ? {}
      : {
          events: {
            powers: strategyPowers(cascade, eventRates),
            sequential: strategyCrossovers(cascade, "sequential"),
            exclusive: strategyCrossovers(cascade, "exclusive"),
            worth: smallNetworkWorth(cascade),
          },
        }),
    variants: assumedVariants(
      text,
      scenario.assumed.filter((path) => !path.startsWith("chip.battery")),
    ).flatMap(({ path, is, text: changed }) => {
      try {
        const other = readScenario(changed, { traces });
        const outcome = closedForm(cascadeOf(other, stages));
        return [{ path, is, outcome, missed: missed(outcome, scenario) }];
      } catch (error) {
        // The changed chip cannot run the configuration.
        if (error instanceof InputError || error instanceof RangeError) return [];
        throw error;
      }
    }),
  };
}
