import type { RecommendEvaluateDocument } from "@joulebook/core";
import { type Evaluation, evaluate, explainPair, farOffPairs, type PairScore } from "@joulebook/recommender";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { selectMeasurements } from "../select-measurements.js";
import { shippedTable } from "../shipped-table.js";
import { wholeNumber } from "../whole-number.js";
import type { EvaluateOptions } from "./evaluate-options.js";
import { evaluateText } from "./evaluate-text.js";
import { measuredRounds } from "./measured-rounds.js";

/** What `joulebook/recommend-evaluate@1` says; beside the contract's fields the medians over all parts, and why pairs are far off. */
export interface EvaluateBody extends DocumentBody<RecommendEvaluateDocument> {
  readonly summary: Evaluation["summary"];
  readonly farOff: readonly { readonly pair: PairScore["pair"]; readonly explanation: readonly string[] }[];
}

/** Evaluates recommendations on measurements that were made more than once. */
export async function evaluateAction(options: EvaluateOptions): Promise<CommandResult> {
  const budgets = wholeNumber("--budgets", options.budgets, { least: 2, most: 10_000 });
  const isDefault = ({ id }: { readonly id: string }): boolean => id === shippedTable;
  const { measurements, warnings, inputs } = await selectMeasurements({ software: "all", ...options }, isDefault);
  const made = measuredRounds(measurements);
  const evaluation = evaluate(made.rounds, { budgets });
  return {
    name: "recommend-evaluate",
    document: evaluateDocument(evaluation),
    text: () => evaluateText(evaluation),
    warnings: [...warnings, ...made.warnings],
    inputs,
  };
}

/** The evaluation without the points of its sweeps. */
function evaluateDocument({ inSample, outOfSample, summary }: Evaluation): EvaluateBody {
  return {
    inSample: {
      perRound: inSample.perRound.map(withoutPoints),
      perDevice: inSample.perDevice.map(withoutPoints),
    },
    outOfSample: outOfSample.map(({ asPlanned, scaled, ...rest }) => ({
      ...rest,
      asPlanned: withoutPoints(asPlanned),
      scaled: withoutPoints(scaled),
    })),
    summary,
    farOff: farOffPairs(outOfSample).map((score) => ({ pair: score.pair, explanation: explainPair(score) })),
  };
}

function withoutPoints<T extends { readonly points: unknown }>({ points: _points, ...rest }: T): Omit<T, "points"> {
  return rest;
}
