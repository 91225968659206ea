import {
  type Cascade,
  cascadeOf,
  closedForm,
  largestMedium,
  latencyQuantiles,
  lifeOf,
  mediumOnly,
  meetsRequirement,
  type Required,
  type Requirements,
  requirementValue,
  residentMemory,
  savingsSplit,
  type Scenario,
  simulate,
  type Simulation,
  smallNetworkWorth,
  strategyCrossovers,
} from "@joulebook/cascade";
import {
  type CascadeFigures,
  type CascadeRequirement,
  type CascadeRunDocument,
  type CascadeWorth,
  type Interval,
  parseDuration,
  type Problem,
} from "@joulebook/core";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { wholeNumber } from "../whole-number.js";
import type { CascadeRunOptions } from "./cascade-options.js";
import { runText } from "./cascade-text.js";
import { figuresOf } from "./figures-of.js";
import { namedScenario } from "./named-scenario.js";

/** Longest time that is simulated: ten years. */
const longest = 10 * 366 * 86_400;

/** What a scenario draws and finds, in closed form and simulated. */
export async function runAction(name: string, options: CascadeRunOptions): Promise<CommandResult> {
  const duration = parseDuration(options.duration ?? "30d", { where: "--duration", positive: true, max: longest });
  const seed = options.seed === undefined ? 0 : wholeNumber("--seed", options.seed, { least: 0, most: 2 ** 31 });
  const { scenario, inputs } = await namedScenario(name);
  const cascade = cascadeOf(scenario);
  const outcome = closedForm(cascade);
  const figures = figuresOf(outcome, scenario);
  const latencies = latencyQuantiles(cascade);
  const simulated = simulate(cascade, { duration, seed });
  const memory = residentMemory(scenario, scenario.stages);
  const worth = worthOf(cascade, scenario);
  const document: DocumentBody<CascadeRunDocument> = {
    scenario: scenario.name,
    mode: scenario.mode,
    figures,
    ...(latencies === undefined ? {} : { latencies }),
    literalPower: closedForm(cascadeOf({ ...scenario, power: "literal" })).power,
    simulation: {
      duration,
      seed,
      frames: Math.round(simulated.frames),
      events: simulated.events,
      figures: figuresOf(simulated, scenario),
      ...(simulated.latencies === undefined ? {} : { latencies: simulated.latencies }),
      intervals: intervalsOf(simulated),
    },
    ...(memory === undefined ? {} : { memory }),
    ...(worth === undefined ? {} : { worth }),
    requirements: requirementsOf(scenario, { outcome, memory, batteryLife: lifeOf(scenario, outcome.power) }),
    assumed: scenario.assumed,
  };
  return {
    name: "cascade-run",
    document,
    text: () => runText(document),
    inputs,
    warnings: warningsOf(scenario, figures, simulated),
  };
}

function worthOf(cascade: Cascade, { chip }: Scenario): CascadeWorth | undefined {
  if (cascade.stages.length < 2) return undefined;
  const { abandon, invest } = strategyCrossovers(cascade, cascade.mode);
  const { saved, lessEnergy, fewerInferences } = savingsSplit(cascade);
  const largest = chip.battery === undefined ? undefined : largestMedium(cascade, chip.battery);
  return {
    mediumOnly: closedForm(mediumOnly(cascade)).power,
    crossovers: {
      ...(abandon === undefined ? {} : { abandon }),
      ...(invest === undefined ? {} : { invest }),
    },
    saved,
    savedByEnergy: lessEnergy,
    savedByNumber: fewerInferences,
    smallNetworkShare: smallNetworkWorth(cascade).most,
    ...(largest === undefined ? {} : { largestMediumEnergy: largest.energy, largestMediumFactor: largest.factor }),
  };
}

function intervalsOf({ intervals }: Simulation): Readonly<Record<string, Interval>> {
  return Object.fromEntries(
    Object.entries(intervals).filter((entry): entry is [string, Interval] => entry[1] !== undefined),
  );
}

function requirementsOf({ requirements }: Scenario, row: Required): readonly CascadeRequirement[] {
  const names = Object.keys(requirements) as (keyof Requirements)[];
  return names.map((requirement) => {
    const value = requirementValue(row, requirement);
    return {
      requirement,
      limit: requirements[requirement] ?? 0,
      ...(value === undefined ? {} : { value }),
      met: meetsRequirement(row, requirement, requirements),
    };
  });
}

function warningsOf(
  { dropped, assumed }: Scenario,
  figures: CascadeFigures,
  simulated: Simulation,
): readonly Problem[] {
  const { staticShare } = figures;
  return [
    ...(dropped === undefined ? [] : [{ code: "cloud-left-out", message: dropped }]),
    ...(staticShare > 0.5
      ? [
          {
            code: "static-dominates",
            message: `${Math.round(100 * staticShare)} % of the power is static: a better first network changes little`,
          },
        ]
      : []),
    ...(simulated.events === 0
      ? [
          {
            code: "no-events",
            message: "no event came while simulated: recall and latency are those of the closed form",
          },
        ]
      : []),
    ...(assumed.length === 0
      ? []
      : [
          {
            code: "assumed-values",
            message: `nobody measured ${assumed.length} values of the scenario`,
            fix: "vary them: joulebook cascade sweep --over assumed",
          },
        ]),
  ];
}
