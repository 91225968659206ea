import {
  cascadeOf,
  type Confirmation,
  confirmationProblem,
  equalPowerRate,
  mostWithin,
  type OptionSetting,
  type Scenario,
  type SweptThreshold,
  sweptThresholds,
} from "@joulebook/cascade";
import {
  type CascadeCompareDocument,
  type CascadeOption,
  type CascadeOptionRow,
  exitCodes,
  InputError,
  parseRate,
  type Problem,
  quoteInput,
  unknownName,
} from "@joulebook/core";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { CascadeCompareOptions } from "./cascade-options.js";
import { compareText } from "./cascade-text.js";
import { namedScenario } from "./named-scenario.js";

/** False alarms a day where neither the command nor the scenario says how many are allowed. */
const usualFalseAlarms = 10;

/** One network once in a while against another more often, each alone. */
export async function compareAction(name: string, options: CascadeCompareOptions): Promise<CommandResult> {
  const ruleA = rule("--confirm-a", options.confirmA ?? "1/1");
  const ruleB = rule("--confirm-b", options.confirmB ?? "6/8");
  const asked = options.falseAlarms === undefined ? undefined : count("--false-alarms", options.falseAlarms);
  const { scenario, inputs } = await namedScenario(name);
  const { point } = scenario.chip;
  const [most, least] = [byEnergy(scenario)[0], byEnergy(scenario).at(-1)];
  if (most === undefined || least === undefined || (most === least && options.b === undefined))
    throw new InputError([
      {
        code: "one-network",
        message: `the scenario has ${most === undefined ? "no network" : "one network"} at ${point}, so there is nothing to compare`,
        file: name,
        fix: "name both options: --a network@rate --b network@rate",
      },
    ]);
  const a =
    options.a === undefined
      ? { network: most, point, rate: Math.min(1, highestRate(scenario, most)), confirmation: ruleA }
      : typed("--a", options.a, ruleA, scenario);
  const b =
    options.b === undefined
      ? { network: least, point, rate: equalPowerRate(scenario, { network: least, point }, a), confirmation: ruleB }
      : typed("--b", options.b, ruleB, scenario);
  const falseAlarms = asked ?? scenario.requirements.falseAlarmsPerDay ?? usualFalseAlarms;
  const document: DocumentBody<CascadeCompareDocument> = {
    scenario: scenario.name,
    falseAlarms,
    a: option(scenario, a, falseAlarms),
    b: option(scenario, b, falseAlarms),
    assumed: scenario.assumed,
  };
  return { name: "cascade-compare", document, text: () => compareText(document), inputs };
}

function option(scenario: Scenario, setting: OptionSetting, falseAlarms: number): CascadeOption {
  const { network, point, rate, confirmation } = setting;
  const thresholds = sweptThresholds(scenario, setting);
  const best = mostWithin(thresholds, falseAlarms);
  const { staticPower } = cascadeOf(scenario, [{ ...setting, calibration: { recall: 0.5 } }]);
  return {
    network,
    point,
    rate,
    ...confirmation,
    power: thresholds[0]?.power ?? 0,
    staticPower,
    resolution: 1 / rate,
    thresholds: thresholds.map(optionRow),
    ...(best === undefined ? {} : { best: optionRow(best) }),
  };
}

function optionRow({ frameRecall, falseHit, recall, falseAlarms, latency }: SweptThreshold): CascadeOptionRow {
  return {
    frameRecall,
    falseHit,
    recall: Math.min(1, Math.max(0, recall)),
    falseAlarms,
    ...(latency === undefined ? {} : { latency }),
  };
}

/** Networks that run at the chip's operating point, most energy first. */
function byEnergy({ networks, chip }: Scenario): readonly string[] {
  const energy = (name: string): number => networks[name]?.points[chip.point]?.energy ?? 0;
  return Object.keys(networks)
    .filter((name) => energy(name) > 0)
    .toSorted((one, other) => energy(other) - energy(one));
}

function highestRate({ networks, chip }: Scenario, network: string): number {
  return networks[network]?.points[chip.point]?.maxRate ?? 0;
}

/** A network at a rate, as it is typed: "large@1/s". */
function typed(flag: string, text: string, confirmation: Confirmation, scenario: Scenario): OptionSetting {
  const at = text.lastIndexOf("@");
  if (at < 1) throw wrong(flag, text, "a network and its rate, e.g. large@1/s");
  const network = text.slice(0, at);
  const names = byEnergy(scenario);
  if (!names.includes(network))
    throw new InputError([unknownName("network", network, names, { where: flag })], exitCodes.usage);
  const rate = parseRate(text.slice(at + 1), { where: flag, positive: true });
  const most = highestRate(scenario, network);
  if (rate > most)
    throw usage({
      code: "rate-too-high",
      message: `${flag}: ${network} at ${scenario.chip.point} can run at most ${most} times a second, not ${rate}`,
      expected: `a rate up to ${most}/s`,
    });
  return { network, point: scenario.chip.point, rate, confirmation };
}

function rule(flag: string, text: string): Confirmation {
  const [, hits, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  if (hits === undefined) throw wrong(flag, text, "hits among the last frames, e.g. 3/5");
  const confirmation = { hits: Number(hits), of: Number(of) };
  const problem = confirmationProblem(confirmation);
  if (problem !== undefined) throw usage({ code: "bad-value", message: `${flag}: ${problem}` });
  return confirmation;
}

function count(flag: string, text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw wrong(flag, text, "a number from 0");
}

function wrong(flag: string, text: string, expected: string): InputError {
  return usage({ code: "bad-value", message: `${flag}: cannot use ${quoteInput(text)}`, expected });
}

function usage(problem: Problem): InputError {
  return new InputError([problem], exitCodes.usage);
}
