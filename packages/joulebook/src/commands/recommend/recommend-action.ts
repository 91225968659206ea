import { exitCodes, InputError, parseBudget, parseBytes, parseDuration, parseFraction } from "@joulebook/core";
import type { Budget, CandidateTable, Problem } from "@joulebook/core";
import {
  candidateTable,
  distinctTexts,
  type MeasurementTable,
  type Notice,
  predictedCandidates,
  type PredictionOptions,
  tableRecords,
} from "@joulebook/measurements";
import { joinCandidates, recommend } from "@joulebook/recommender";
import type { LatencyStatistic, RecommendationRequest, UtilityWeights } from "@joulebook/recommender";
import type { CommandResult } from "../../command-line/command-result.js";
import { selectTable, warning } from "../select-measurements.js";
import { wholeNumber } from "../whole-number.js";
import { shippedTable } from "../shipped-table.js";
import { type MarginOption, parseMargin, plannedMargin } from "./planned-margin.js";
import type { RecommendOptions } from "./recommend-options.js";
import { recommendDocument } from "./recommend-document.js";
import { recommendText } from "./recommend-text.js";

/** Recommends from measurements; exit code 4 when nothing fits, which is an answer too. */
export async function recommendAction(options: RecommendOptions): Promise<CommandResult> {
  const { limits, margin } = requestOf(options);
  const alternatives = wholeNumber("--alternatives", options.alternatives, { least: 0, most: 1000 });
  const isDefault = ({ id }: { readonly id: string }): boolean => id === shippedTable;
  const { table, warnings, inputs } = await selectTable(options, isDefault);
  refuseSeveralTasks(table);
  const measured = candidateTable(table);
  const predicted =
    options.predict === true
      ? predictedCandidates(tableRecords(table), idleOf(measured.candidates))
      : { candidates: [], notices: [] };
  const read =
    options.candidates === undefined
      ? { candidates: [], inputs: [] }
      : await (await import("./read-candidates.js")).readCandidates(options.candidates, options.device);
  const candidates = joinCandidates([measured.candidates, predicted.candidates, read.candidates]);
  const notices = [...measured.notices, ...predicted.notices];
  const planned = margin === undefined ? undefined : await plannedMargin(margin, distinctTexts(table, "device"));
  const request = { ...limits, ...(planned === undefined ? {} : { margin: planned.margin }) };
  const answer = recommend(candidates, request);
  return {
    name: "recommend",
    document: recommendDocument(answer, request, alternatives),
    text: () => recommendText(answer, request, alternatives),
    warnings: [
      ...warnings,
      ...(planned?.warnings ?? []),
      ...notices.filter((notice) => matters(notice, request, candidates)).map(warning),
    ],
    inputs: [...inputs, ...read.inputs],
    exitCode: answer.feasible ? exitCodes.ok : exitCodes.noFeasibleAnswer,
  };
}

/** The idle power of the only board, where there is one. */
function idleOf(candidates: CandidateTable): PredictionOptions {
  const powers = Array.from({ length: candidates.length }, (_, index) => candidates.figures(index).idlePower);
  const [power, ...others] = new Set(powers);
  return power === undefined || others.length > 0 ? {} : { idlePower: power };
}

/** What idle power was taken says nothing where no budget at a rate and no energy without idle asks for it. */
function matters({ code }: Notice, { budget }: RecommendationRequest, candidates: CandidateTable): boolean {
  if (code !== "idle-power" || budget.kind !== "inference") return true;
  for (let index = 0; index < candidates.length; index++)
    if (candidates.figures(index).idleIncluded !== true) return true;
  return false;
}

/** Accuracies of different tasks do not compare. */
function refuseSeveralTasks(table: MeasurementTable): void {
  const tasks = distinctTexts(table, "task");
  if (tasks.length < 2) return;
  throw usage({
    code: "several-tasks",
    message: `the measurements are of ${tasks.length} tasks, whose accuracies do not compare`,
    expected: `--task with one of ${tasks.join(", ")}`,
  });
}

/** The request that the options make, or every problem of every option at once. */
function requestOf(options: RecommendOptions): {
  readonly limits: RecommendationRequest;
  readonly margin: MarginOption | undefined;
} {
  const problems: Problem[] = [];
  const read = <T>(parse: () => T): T | undefined => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const budget = read(() => budgetOf(options));
  const { latency, accuracy, memory, margin, confidence, utility } = options;
  const limit = read(() => (latency === undefined ? undefined : parseDuration(latency, positive("--latency"))));
  const statistic = read(() => statisticOf(options));
  const smallest = read(() => (accuracy === undefined ? undefined : parseFraction(accuracy, { where: "--accuracy" })));
  const bytes = read(() => (memory === undefined ? undefined : parseBytes(memory, positive("--memory"))));
  const plan = read(() => (margin === undefined ? undefined : parseMargin(margin)));
  const certainty = read(() => (confidence === undefined ? undefined : probability(confidence)));
  const weights = read(() => (utility === undefined ? undefined : weightsOf(utility)));
  if (budget === undefined || problems.length > 0) throw new InputError(problems, exitCodes.usage);
  const limits = {
    budget,
    ...(limit === undefined ? {} : { latency: { limit, ...(statistic === undefined ? {} : { statistic }) } }),
    ...(smallest === undefined ? {} : { accuracy: smallest }),
    ...(bytes === undefined ? {} : { memory: bytes }),
    ...(certainty === undefined ? {} : { confidence: certainty }),
    ...(weights === undefined ? {} : { utility: weights }),
  };
  return { limits, margin: plan };
}

function probability(text: string): number {
  const value = parseFraction(text, { where: "--confidence", positive: true });
  if (value < 1) return value;
  throw usage({
    code: "bad-confidence",
    message: "--confidence: nothing uncertain is kept with certainty",
    expected: "a probability below 1, such as 0.9 or 90%",
  });
}

function positive(where: string): { readonly where: string; readonly positive: true } {
  return { where, positive: true };
}

/** Above these a prefix was mistyped: 50MJ is half an hour of a kitchen stove at full power, not an inference. */
const largestPlausible = { budget: 1e4, power: 1e5 };

function budgetOf(options: RecommendOptions): Budget {
  const budget = parseBudget(options, { max: largestPlausible });
  if (budget !== undefined) return budget;
  throw usage({
    code: "missing-budget",
    message: "recommend needs a budget",
    expected:
      "--budget 50mJ, or --power 20mW --rate 5/s, or --energy 10J --window 1h --rate 1/min, or --battery 2000mWh --lifetime 30d --rate 1/s",
    fix: "see: joulebook recommend --help",
  });
}

const statistics: readonly LatencyStatistic[] = ["mean", "p50", "p90", "p99"];

function statisticOf({ latency, latencyPercentile }: RecommendOptions): LatencyStatistic | undefined {
  if (latencyPercentile === undefined) return undefined;
  const name = /^\d+$/.test(latencyPercentile) ? `p${latencyPercentile}` : latencyPercentile;
  const statistic = statistics.find((known) => known === name);
  const where = "--latency-percentile";
  if (statistic === undefined) {
    throw usage({
      code: "unknown-statistic",
      message: `${where}: ${JSON.stringify(latencyPercentile)} is not among the statistics of the tables`,
      expected: statistics.join(", "),
    });
  }
  if (latency !== undefined) return statistic;
  throw usage({ code: "missing-option", message: `${where} needs --latency`, expected: "--latency 100ms" });
}

function weightsOf(text: string): UtilityWeights {
  const names = new Set(["accuracy", "energy", "latency", "price"]);
  const parts = text.split(",").map((part) => part.split("="));
  const ok = parts.every(
    ([name = "", weight = "", ...rest]) =>
      names.has(name.trim()) && /^\s*\d*\.?\d+\s*$/.test(weight) && rest.length === 0,
  );
  const weights = Object.fromEntries(parts.map(([name = "", weight]) => [name.trim(), Number(weight)]));
  if (ok && Object.keys(weights).length === parts.length && Object.values(weights).some((weight) => weight > 0))
    return weights;
  throw usage({
    code: "bad-weights",
    message: `--utility: cannot read ${JSON.stringify(text)}`,
    expected: "weights of at least 0, at least one above it, such as accuracy=3,energy=1,latency=0.5,price=0",
  });
}

function usage(problem: Problem): InputError {
  return new InputError([problem], exitCodes.usage);
}
