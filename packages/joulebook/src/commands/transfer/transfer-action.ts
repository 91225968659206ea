import {
  type EnergyQuality,
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
  measuredBoards,
  type ModelFeatures,
  type TransferResult,
  transferToBoard,
} from "@joulebook/measurements";
import { predictedChoices } from "@joulebook/recommender";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { distinct } from "../distinct.js";
import { hasEnergy, selectMeasurements, warning } from "../select-measurements.js";
import { wholeNumber } from "../whole-number.js";
import { wantedNetworks, type WantedNetworks } from "./network-features.js";
import type { TransferCommandOptions } from "./transfer-options.js";
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
  const rows = selected.measurements.filter(({ energy }) => energy !== undefined);
  const board = oneBoard(rows);
  const known = knownBoards();
  const networks = await wantedNetworks(options.network, known);
  const measured = measuredBoards(rows);
  const settings = { level, seed, ...(probes === undefined ? {} : { probes }) };
  const results = measured.boards.map((own) => ({
    result: transferToBoard(known, own, wantedModels(own.rows, known, networks), settings),
    measured: own.values,
    meters: metersOf(own.rows),
  }));
  const timed = measuredBoards(rows, "latency").boards;
  const knownTimes = timed.length === 0 ? undefined : knownBoards("latency");
  const latencies = timed.map((own) => ({
    result: transferToBoard(knownTimes as KnownBoards, own, wantedModels(own.rows, known, networks), settings),
    measured: own.values,
    meters: metersOf(own.rows),
  }));
  const document = documentOf(board, results, latencies, {
    level,
    seed,
    accuracies: accuracyOf(rows, known),
    asked: networks,
  });
  return {
    name: "transfer",
    document,
    text: () => transferText(document),
    inputs: [...selected.inputs, ...networks.inputs],
    warnings: [
      ...selected.warnings,
      ...networks.warnings,
      ...measured.notices.map(warning),
      ...leftOut(selected.measurements),
      ...results.flatMap((scored) => resultWarnings(scored, probes)),
      ...scoreWarnings(document),
    ],
  };
}

function resultWarnings({ result, measured }: Scored, probes: number | undefined): readonly Problem[] {
  const { backend, score, notes } = result;
  const warnings: Problem[] = notes.map((message) => ({
    code: "transfer",
    message: backend === "" ? message : `${backend}: ${message}`,
  }));
  if (score !== undefined && score.models < 10) {
    warnings.push({ code: "few-rows", message: `${backend}: the score rests on ${score.models} measurements` });
  }
  if (probes !== undefined && probes > measured.size) {
    const message = `${backend}: ${probes} probes were asked for, ${measured.size} were measured; intervals are those of ${measured.size}`;
    warnings.push({ code: "few-rows", message });
  }
  return warnings;
}

function scoreWarnings({ medianAbsError, recommendation }: DocumentBody<TransferDocument>): readonly Problem[] {
  if (medianAbsError === undefined) {
    const message = "every measurement was used, so nothing is left to score the predictions with";
    return [{ code: "not-scored", message }];
  }
  if (recommendation !== undefined) return [];
  return [
    {
      code: "no-accuracy",
      message: "choices are not scored: too few of the measured models have an accuracy",
    },
  ];
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

/** Rows that no prediction can use, said once. */
function leftOut(rows: readonly Measurement[]): readonly Problem[] {
  const without = rows.filter(({ energy }) => energy === undefined).length;
  return without === 0 ? [] : [{ code: "no-energy", message: `${without} rows have no energy and were left out` }];
}

/** Models of the table that are not known, and networks that were asked for, by their features. */
function wantedModels(
  rows: readonly Measurement[],
  known: KnownBoards,
  { features }: WantedNetworks,
): ReadonlyMap<string, ModelFeatures> {
  const unknown = rows.filter(({ model }) => !known.features.has(model));
  return new Map([...unknown.map((row) => [row.model, featuresOf(row)] as const), ...features]);
}

function accuracyOf(rows: readonly Measurement[], known: KnownBoards): ReadonlyMap<string, number> {
  const own = rows.flatMap(({ model, accuracy }) => (accuracy === undefined ? [] : [[model, accuracy] as const]));
  return new Map([...known.accuracy, ...own]);
}

/** What was predicted, and all that was measured. */
interface Scored {
  readonly result: TransferResult;
  readonly measured: ReadonlyMap<string, number>;
  /** Kinds of meter behind the measurements of each model. */
  readonly meters: ReadonlyMap<string, readonly EnergyQuality[]>;
}

function metersOf(rows: readonly Measurement[]): ReadonlyMap<string, readonly EnergyQuality[]> {
  return new Map(
    [...groupBy(rows, ({ model }) => model)].map(([model, own]) => [
      model,
      distinct(own, ({ energyQuality }) => energyQuality) as readonly EnergyQuality[],
    ]),
  );
}

function documentOf(
  device: string,
  scored: readonly Scored[],
  latencies: readonly Scored[],
  {
    level,
    seed,
    accuracies,
    asked,
  }: {
    readonly level: number;
    readonly seed: number;
    readonly accuracies: ReadonlyMap<string, number>;
    readonly asked: WantedNetworks;
  },
): DocumentBody<TransferDocument> {
  const runtimes = scored.flatMap(({ result: { backend, score, randomMedianAbsError } }) => {
    if (score === undefined || randomMedianAbsError === undefined) return [];
    const latency = latencies.find(({ result }) => result.backend === backend)?.result.score;
    return [{ backend, ...score, randomMedianAbsError, ...(latency === undefined ? {} : { latency }) }];
  });
  const times = new Map(
    latencies.flatMap(({ result: { backend, predictions } }) =>
      predictions.map(({ model, value, low, high }) => [`${backend}\n${model}`, { mean: value, low, high }] as const),
    ),
  );
  const middle = (of: (runtime: (typeof runtimes)[number]) => number): number => median(runtimes.map(of));
  const recommendation =
    runtimes.length === 0
      ? undefined
      : predictedChoices(
          scored.map(({ result, measured }) => ({
            device: result.board,
            backend: result.backend,
            measured,
            predictions: result.predictions,
          })),
          accuracies,
        );
  return {
    device,
    level,
    seed,
    probes: scored.flatMap(({ result: { backend, probes }, measured, meters }) =>
      probes.map((model) => ({
        model,
        backend,
        energy: measured.get(model) as number,
        energyQualities: meters.get(model) ?? [],
      })),
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
    predictions: scored.flatMap(({ result: { backend, predictions }, measured, meters }) =>
      askedFirst(predictions, asked).map(({ model, value, low, high }) => {
        const [accuracy, truth] = [accuracies.get(model), measured.get(model)];
        const latency = times.get(`${backend}\n${model}`);
        return {
          model,
          backend,
          energy: value,
          low,
          high,
          ...(latency === undefined ? {} : { latency }),
          ...(accuracy === undefined ? {} : { accuracy }),
          ...(truth === undefined ? {} : { measured: truth, measuredQualities: meters.get(model) ?? [] }),
        };
      }),
    ),
    ...(recommendation === undefined ? {} : { recommendation }),
    boards: scored[0]?.result.coverage ?? [],
  };
}

function askedFirst(
  predictions: TransferResult["predictions"],
  { features }: WantedNetworks,
): TransferResult["predictions"] {
  const asked = predictions.filter(({ model }) => features.has(model));
  return [...asked, ...predictions.filter(({ model }) => !features.has(model))];
}
