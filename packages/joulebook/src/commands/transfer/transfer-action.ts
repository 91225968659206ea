import {
  type Candidate,
  exitCodes,
  InputError,
  type Measurement,
  median,
  parseFraction,
  type Problem,
  type TransferDocument,
} from "@joulebook/core";
import {
  featuresOf,
  groupBy,
  type KnownBoards,
  knownBoards,
  type ModelFeatures,
  newestSoftware,
  transferEnergies,
  type TransferResult,
} from "@joulebook/measurements";
import { gapSummary, sweep, sweepBudgets } from "@joulebook/recommender";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { hasEnergy, selectMeasurements, warning } from "../select-measurements.js";
import { wholeNumber } from "../whole-number.js";
import type { TransferCommandOptions } from "./transfer-command.js";
import { transferText } from "./transfer-text.js";

/** Predicts a board from what was measured on it, and scores the predictions where more was measured than was used. */
export async function transferAction(options: TransferCommandOptions): Promise<CommandResult> {
  const probes =
    options.probes === undefined ? undefined : wholeNumber("--probes", options.probes, { least: 1, most: 1000 });
  const seed = options.seed === undefined ? 0 : wholeNumber("--seed", options.seed, { least: 0, most: 999_999_999 });
  const level = options.level === undefined ? 0.8 : parseFraction(options.level, { where: "--level", positive: true });
  const { device, backend, measurements: files } = options;
  const selected = await selectMeasurements(
    {
      measurements: files,
      software: "all",
      ...(device === undefined ? {} : { device }),
      ...(backend === undefined ? {} : { backend }),
    },
    hasEnergy,
  );
  const newest = withRepeats(selected.measurements.filter(({ energy }) => energy !== undefined));
  const rows = newest.measurements;
  const board = oneBoard(rows);
  const known = knownBoards();
  const wanted = wantedModels(rows, known);
  const warnings: Problem[] = [...selected.warnings, ...newest.warnings, ...leftOut(selected.measurements)];
  const groups = [...groupBy(rows, ({ configuration }) => configuration.backend ?? "").entries()];
  const results = groups.map(([name, own]) => {
    const { energy, problems } = energiesOf(own);
    warnings.push(...problems);
    const result = transferEnergies(known, { board, backend: name, energy }, wanted, {
      level,
      seed,
      ...(probes === undefined ? {} : { probes }),
    });
    warnings.push(
      ...result.notes.map((message) => ({ code: "transfer", message: name === "" ? message : `${name}: ${message}` })),
    );
    if (result.score !== undefined && result.score.models < 10) {
      warnings.push({ code: "few-rows", message: `${name}: the score rests on ${result.score.models} measurements` });
    }
    if (probes !== undefined && probes > energy.size) {
      warnings.push({
        code: "few-rows",
        message: `${name}: ${probes} probes were asked for, ${energy.size} were measured; intervals are those of ${energy.size}`,
      });
    }
    return { result, energy };
  });
  const accuracies = accuracyOf(rows, known);
  const document = documentOf(board, results, { level, seed, accuracies });
  if (document.medianAbsError === undefined) {
    warnings.push({
      code: "not-scored",
      message: "every measurement was used, so nothing is left to score the predictions with",
    });
  } else if (document.recommendation === undefined) {
    warnings.push({
      code: "no-accuracy",
      message: "choices are not scored: too few of the measured models have an accuracy",
    });
  }
  return {
    name: "transfer",
    document,
    text: () => transferText(document),
    inputs: selected.inputs,
    warnings,
  };
}

/** @throws InputError when there is no energy, or more than one board or configuration */
function oneBoard(rows: readonly Measurement[]): string {
  if (rows.length === 0) {
    throw new InputError([
      {
        code: "no-energy",
        message: "the table has no row with an energy",
        expected: "energy_per_inference_j, or power and throughput",
      },
    ]);
  }
  const boards = [...new Set(rows.map(({ device }) => device))];
  if (boards.length > 1) {
    throw new InputError(
      [
        {
          code: "several-boards",
          message: `the table holds ${boards.length} boards: ${boards.slice(0, 5).join(", ")}`,
          fix: "choose one with --device",
        },
      ],
      exitCodes.usage,
    );
  }
  return boards[0] as string;
}

/** The rows of the newest software, each with its repeats: here they show how far a measurement can be trusted. */
function withRepeats(rows: readonly Measurement[]): {
  readonly measurements: readonly Measurement[];
  readonly warnings: readonly Problem[];
} {
  const { measurements, repeats, notices } = newestSoftware(rows);
  const kept = new Set([...measurements.map(({ id }) => id), ...repeats.flatMap(({ ids }) => ids)]);
  return {
    measurements: rows.filter(({ id }) => kept.has(id)),
    warnings: notices.filter(({ code }) => code !== "repeated-runs").map(warning),
  };
}

/** Rows that no prediction can use, said once. */
function leftOut(rows: readonly Measurement[]): readonly Problem[] {
  const without = rows.filter(({ energy }) => energy === undefined).length;
  return without === 0 ? [] : [{ code: "no-energy", message: `${without} rows have no energy and were left out` }];
}

/** How far repeats of a measurement may lie apart before they contradict each other. */
const contradiction = 0.2;

/** One energy per model: the geometric mean of repeats; configurations are never mixed. */
function energiesOf(rows: readonly Measurement[]): {
  readonly energy: ReadonlyMap<string, number>;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const settings = groupBy(rows, ({ configuration: { threads, powerMode, batch, clock } }) =>
    JSON.stringify([threads, powerMode, batch, clock]),
  );
  const [, own] = [...settings.entries()].toSorted(([, a], [, b]) => b.length - a.length)[0] as [string, Measurement[]];
  if (settings.size > 1) {
    const message = `${rows.length - own.length} rows of other threads, power modes, clocks or batches were left out: they are not one board`;
    problems.push({ code: "mixed-configurations", message });
  }
  const energy = new Map<string, number>();
  for (const [model, repeats] of groupBy(own, (row) => row.model)) {
    const values = repeats.map((row) => row.energy as number);
    const ratio = Math.max(...values) / Math.min(...values);
    if (ratio > 1 + contradiction) {
      problems.push({
        code: "contradiction",
        message: `${model} was measured ${values.length} times, ${ratio.toFixed(2)} times apart; the geometric mean is used`,
      });
    }
    energy.set(model, Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length));
  }
  return { energy, problems };
}

/** Models of the table that are not known, by their features. */
function wantedModels(rows: readonly Measurement[], known: KnownBoards): ReadonlyMap<string, ModelFeatures> {
  const unknown = rows.filter(({ model }) => !known.features.has(model));
  return new Map(unknown.map((row) => [row.model, featuresOf(row)]));
}

function accuracyOf(rows: readonly Measurement[], known: KnownBoards): ReadonlyMap<string, number> {
  const own = rows.flatMap(({ model, accuracy }) => (accuracy === undefined ? [] : [[model, accuracy] as const]));
  return new Map([...known.accuracy, ...own]);
}

interface Scored {
  readonly result: TransferResult;
  readonly energy: ReadonlyMap<string, number>;
}

function documentOf(
  device: string,
  scored: readonly Scored[],
  {
    level,
    seed,
    accuracies,
  }: { readonly level: number; readonly seed: number; readonly accuracies: ReadonlyMap<string, number> },
): DocumentBody<TransferDocument> {
  const runtimes = scored.flatMap(({ result: { backend, score, randomMedianAbsError } }) =>
    score === undefined || randomMedianAbsError === undefined ? [] : [{ backend, ...score, randomMedianAbsError }],
  );
  const middle = (of: (runtime: (typeof runtimes)[number]) => number): number => median(runtimes.map(of));
  const recommendation = runtimes.length === 0 ? undefined : scoredChoices(scored, accuracies);
  return {
    device,
    level,
    seed,
    probes: scored.flatMap(({ result: { backend, probes }, energy }) =>
      probes.map((model) => ({ model, backend, energy: energy.get(model) as number })),
    ),
    ...(runtimes.length === 0
      ? {}
      : {
          medianAbsError: middle(({ medianAbsError }) => medianAbsError),
          p90AbsError: middle(({ p90AbsError }) => p90AbsError),
          intervalCoverage: middle(({ intervalCoverage }) => intervalCoverage),
          randomMedianAbsError: middle(({ randomMedianAbsError }) => randomMedianAbsError),
        }),
    runtimes,
    predictions: scored.flatMap(({ result: { backend, predictions }, energy }) =>
      predictions.map((prediction) => {
        const [accuracy, measured] = [accuracies.get(prediction.model), energy.get(prediction.model)];
        return {
          ...prediction,
          backend,
          ...(accuracy === undefined ? {} : { accuracy }),
          ...(measured === undefined ? {} : { measured }),
        };
      }),
    ),
    ...(recommendation === undefined ? {} : { recommendation }),
    boards: scored[0]?.result.coverage ?? [],
  };
}

/** Fewer candidates than this make no sweep. */
const leastCandidates = 5;

/** Mixes chosen by predicted energies (measured ones for probes), scored with the measured energies. */
function scoredChoices(
  scored: readonly Scored[],
  accuracies: ReadonlyMap<string, number>,
): DocumentBody<TransferDocument>["recommendation"] {
  const pairs = scored.flatMap(({ result, energy }) => {
    const predicted = new Map(result.predictions.map((one) => [one.model, one.energy]));
    return [...energy].flatMap(([model, truth]) => {
      const accuracy = accuracies.get(model);
      if (accuracy === undefined) return [];
      const one = (joules: number, evidence: Candidate["evidence"]): Candidate => ({
        id: `${model} ${result.backend}`,
        model,
        device: result.board,
        origin: "measured",
        evidence,
        energy: joules,
        accuracy,
        keys: { backend: result.backend },
      });
      const guess = predicted.get(model);
      return [
        {
          planned: guess === undefined ? one(truth, "measured") : one(guess, "transferred"),
          scored: one(truth, "measured"),
        },
      ];
    });
  });
  if (pairs.length < leastCandidates) return undefined;
  const truth = pairs.map((pair) => pair.scored);
  const points = sweep({ planned: pairs.map((pair) => pair.planned), scored: truth, budgets: sweepBudgets(truth) });
  const { median: medianGap, violations, answered } = gapSummary(points, "mix");
  const losses = points.flatMap(({ mix, oracle }) =>
    mix === undefined || oracle === undefined ? [] : [oracle.mix - mix.accuracy],
  );
  if (medianGap === undefined || answered === 0 || losses.length === 0) return undefined;
  return { budgets: points.length, medianGap, medianAccuracyLoss: median(losses), violations: violations / answered };
}
