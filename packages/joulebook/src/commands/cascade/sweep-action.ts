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
  formatPercent,
  InputError,
  unknownName,
} from "@joulebook/core";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { CascadeSweepOptions } from "./cascade-options.js";
import { sweepText } from "./cascade-text.js";
import { figuresOf } from "./figures-of.js";
import { namedScenario, type NamedScenario } from "./named-scenario.js";

const kinds = ["events", "rate", "confirmation", "calibration", "assumed"] as const;

/** Events per hour that are looked at. */
const eventRates = [0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Recalls of single frames that thresholds are set for. */
const recalls = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** Rates of a stage, over its own. */
const rateFactors = [0.1, 0.2, 0.5, 1, 2, 3, 5, 10];

/** A scenario over rates of events, settings of its stages, or what was assumed. */
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
      : { varied: over === "assumed" ? overAssumed(named) : overSettings(named, over) }),
    figures: figuresOf(closedForm(cascade), scenario),
    assumed: scenario.assumed,
  };
  return { name: "cascade-sweep", document, text: () => sweepText(document), inputs };
}

/** Every stage with other rates, confirmation rules or thresholds, all else equal. */
function overSettings(
  { scenario }: NamedScenario,
  over: "rate" | "confirmation" | "calibration",
): readonly CascadeVariedRow[] {
  return scenario.stages.flatMap((stage, at) =>
    variants(stage, over, scenario.choices.confirmations).map(({ was, is, changed }): CascadeVariedRow => {
      const head = { path: `stages.${at}.${over}`, was, is };
      const most = scenario.networks[stage.network]?.points[stage.point]?.maxRate ?? 0;
      if (changed.rate > most) return { ...head, problem: `above the ${most}/s that it can run` };
      const stages = scenario.stages.map((one, index) => (index === at ? changed : one));
      return { ...head, figures: figuresOf(closedForm(cascadeOf(scenario, stages)), scenario) };
    }),
  );
}

/** A stage with one setting changed, as it was and as it is. */
interface SettingVariant {
  readonly was: string;
  readonly is: string;
  readonly changed: StageSetting;
}

function variants(
  stage: StageSetting,
  over: "rate" | "confirmation" | "calibration",
  confirmations: readonly StageSetting["confirmation"][],
): readonly SettingVariant[] {
  const rule = ({ hits, of }: StageSetting["confirmation"]): string => `${hits} of ${of}`;
  if (over === "confirmation")
    return confirmations.map((confirmation) => ({
      was: rule(stage.confirmation),
      is: rule(confirmation),
      changed: { ...stage, confirmation },
    }));
  if (over === "calibration") {
    const [[kind = "", share = 0] = []] = Object.entries(stage.calibration);
    return recalls.map((recall) => ({
      was: `${kind} ${formatPercent(share)}`,
      is: `recall ${formatPercent(recall)}`,
      changed: { ...stage, calibration: { recall } },
    }));
  }
  return rateFactors.map((factor) => {
    const rate = Number((stage.rate * factor).toPrecision(6));
    return { was: `${stage.rate}/s`, is: `${rate}/s`, changed: { ...stage, rate } };
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
