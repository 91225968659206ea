import type { Measurement } from "@joulebook/core";
import { groupBy, loadMeasurements, toCandidates } from "@joulebook/measurements";
import { type Evaluation, evaluate, roundsOf } from "@joulebook/recommender";
import { reviewDataset } from "./design-review/parameters.js";

let evaluation: Evaluation | undefined;

/**
 * Every round of every board, swept and scored: how closely choices met their budgets, and what choices from older
 * rounds came to in newer ones. Of several runs of one model in one round the newest counts.
 * Depends on the shipped table alone: computed once for all reviews of a process.
 */
export function evaluateRounds(): Evaluation {
  evaluation ??= evaluateTable();
  return evaluation;
}

function evaluateTable(): Evaluation {
  const { measurements } = loadMeasurements({ datasets: [reviewDataset], software: "all" });
  const tests = new Map(measurements.map(({ id, source }) => [id, source.time ?? ""]));
  const { candidates } = toCandidates(newestRuns(measurements), { idlePower: "row" });
  return evaluate(roundsOf(candidates, { time: ({ id }) => tests.get(id) ?? "" }));
}

function newestRuns(measurements: readonly Measurement[]): readonly Measurement[] {
  const runs = groupBy(measurements, ({ device, model, configuration: { backend, software }, source: { round } }) =>
    JSON.stringify([device, backend, software, round, model]),
  );
  return [...runs.values()].map((group) =>
    group.reduce((newest, run) => ((run.source.time ?? "") > (newest.source.time ?? "") ? run : newest)),
  );
}
