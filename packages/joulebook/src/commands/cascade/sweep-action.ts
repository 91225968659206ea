import {
  assumedVariants,
  cascadeOf,
  closedForm,
  readScenario,
  type StageSetting,
  strategyCrossovers,
  strategyPowers,
} from "@joulebook/cascade";
import {
  type CascadeCrossovers,
  type CascadeSweepDocument,
  type CascadeVariedRow,
  exitCodes,
  InputError,
  unknownName,
} from "@joulebook/core";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { CascadeSweepOptions } from "./cascade-command.js";
import { sweepText } from "./cascade-text.js";
import { figuresOf } from "./figures-of.js";
import { namedScenario, type NamedScenario } from "./named-scenario.js";

const kinds = ["events", "assumed", "rate"] as const;

/** Events per hour that are looked at. */
const eventRates = [0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Rates of the first stage, over its own. */
const rateFactors = [0.1, 0.2, 0.5, 1, 2, 3, 5, 10];

/** A scenario over rates of events, rates of frames, or what was assumed. */
export async function sweepAction(
  name: string,
  { over: typed = "events" }: CascadeSweepOptions,
): Promise<CommandResult> {
  const over = kinds.find((kind) => kind === typed);
  if (over === undefined)
    throw new InputError([unknownName("sweep", typed, kinds, { where: "--over" })], exitCodes.usage);
  const named = await namedScenario(name);
  const { scenario, inputs } = named;
  const cascade = cascadeOf(scenario);
  if (over === "events" && cascade.stages.length < 2)
    throw new InputError([
      {
        code: "one-stage",
        message: "the scenario has one stage, so there is no cascade to hold against it",
        file: name,
        fix: "sweep --over rate",
      },
    ]);
  const crossovers = (mode: "exclusive" | "sequential"): CascadeCrossovers =>
    Object.fromEntries(Object.entries(strategyCrossovers(cascade, mode)).filter(([, rate]) => rate !== undefined));
  const document: DocumentBody<CascadeSweepDocument> = {
    scenario: scenario.name,
    over,
    ...(over === "events"
      ? {
          events: {
            rows: strategyPowers(cascade, eventRates),
            exclusive: crossovers("exclusive"),
            sequential: crossovers("sequential"),
          },
        }
      : { varied: over === "rate" ? overRates(named) : overAssumed(named) }),
    figures: figuresOf(closedForm(cascade), scenario),
    assumed: scenario.assumed,
  };
  return { name: "cascade-sweep", document, text: () => sweepText(document), inputs };
}

function overRates({ scenario }: NamedScenario): readonly CascadeVariedRow[] {
  const [first, ...rest] = scenario.stages as readonly [StageSetting, ...StageSetting[]];
  const most = scenario.networks[first.network]?.points[first.point]?.maxRate ?? 0;
  return rateFactors.map((factor): CascadeVariedRow => {
    const rate = Number((first.rate * factor).toPrecision(6));
    const head = { path: "stages.0.rate", was: `${first.rate}/s`, is: `${rate}/s` };
    if (rate > most) return { ...head, problem: `above the ${most}/s that it can run` };
    return { ...head, figures: figuresOf(closedForm(cascadeOf(scenario, [{ ...first, rate }, ...rest])), scenario) };
  });
}

function overAssumed({ scenario, text, traces }: NamedScenario): readonly CascadeVariedRow[] {
  return assumedVariants(text, scenario.assumed).map(({ path, was, is, text: changed }): CascadeVariedRow => {
    try {
      const other = readScenario(changed, { traces });
      return { path, was, is, figures: figuresOf(closedForm(cascadeOf(other)), other) };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { path, was, is, problem: error.problems[0]?.message ?? error.message };
    }
  });
}
