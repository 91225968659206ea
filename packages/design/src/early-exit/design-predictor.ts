import { type Interval, kendallTau, quantiles, type Random, random } from "@joulebook/core";
import { forest, type Learner, meanOnly, type Prediction, ridge } from "@joulebook/search";
import type { TrainedDesign } from "./trained-designs.js";

/** The part of a trained design that is known before it is trained. */
export type PlannedDesign = Pick<TrainedDesign, "exits" | "headLayers" | "threshold">;

/** Predicts what training a design would give. */
export interface DesignPredictor {
  accuracy(design: PlannedDesign): Prediction;
  /** Shares that leave at each exit; they sum to 1. */
  exitShares(design: PlannedDesign): readonly number[];
}

/** Learners by name; ridge knows straight lines, the forest interactions, mean-only nothing. */
export const designLearners: Readonly<Record<"ridge" | "forest" | "mean-only", Learner>> = {
  ridge,
  forest,
  "mean-only": meanOnly,
};

/**
 * Learns accuracy and exit shares from trained designs: accuracy from which blocks carry exits, their heads and the
 * threshold; the share of arriving inputs that leave at an exit from its depth, the exits before it, its head and the
 * threshold. Source: docs/equations.md#design-predictor
 *
 * @throws RangeError without designs
 */
export function designPredictor(designs: readonly TrainedDesign[], learner: Learner, stream: Random): DesignPredictor {
  const accuracy = learner(
    designs.map(designFeatures),
    designs.map((design) => design.accuracy),
    stream.split("accuracy"),
  );
  const rows = designs.flatMap((design) =>
    leavingRates(design).map((rate, k) => ({ features: exitFeatures(design, k), rate })),
  );
  const leaving = learner(
    rows.map(({ features }) => features),
    rows.map(({ rate }) => rate),
    stream.split("exits"),
  );
  return {
    accuracy: (design) => accuracy.predict(designFeatures(design)),
    exitShares(design) {
      let left = 1;
      return design.exits.map((_, k) => {
        if (k === design.exits.length - 1) return left;
        const share = left * Math.min(1, Math.max(0, leaving.predict(exitFeatures(design, k)).mean));
        left -= share;
        return share;
      });
    },
  };
}

/** Blocks that may carry an exit besides the last. */
const mounts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

function designFeatures({ exits, headLayers, threshold }: PlannedDesign): number[] {
  const head = (block: number): number => headLayers[exits.indexOf(block)] ?? 0;
  return [
    threshold,
    exits.length,
    exits[0] ?? 0,
    exits.at(-2) ?? 0,
    ...mounts.map((block) => (exits.includes(block) ? 1 : 0)),
    ...mounts.map((block) => (head(block) === 2 ? 1 : 0)),
    head(11) === 2 ? 1 : 0,
  ];
}

function exitFeatures({ exits, headLayers, threshold }: PlannedDesign, k: number): number[] {
  const block = exits[k] as number;
  const before = k === 0 ? -1 : (exits[k - 1] as number);
  return [block, block - before, before, k, threshold, headLayers[k] === 2 ? 1 : 0, exits.length, block * block];
}

/** Share of the inputs that arrive which leave, at each exit but the last. */
function leavingRates({ exitShares }: TrainedDesign): number[] {
  let left = 1;
  return exitShares.slice(0, -1).map((share) => {
    const rate = left > 0 ? share / left : 0;
    left -= share;
    return rate;
  });
}

/** How well a learner predicts designs that it did not see. */
export interface PredictorScore {
  readonly learner: string;
  readonly quantity: "accuracy" | "exit shares";
  readonly designs: number;
  /** Rank correlation with what was found; undefined where predictions do not differ. */
  readonly tau?: number;
  readonly tauInterval?: Interval;
  /** Mean absolute error. */
  readonly error: number;
  readonly errorInterval: Interval;
  /** How much smaller the error is than the mean-only predictor's, paired design by design; 0 for itself. */
  readonly gain: number;
  readonly gainInterval: Interval;
  /** The interval of the gain lies above 0. */
  readonly useful: boolean;
}

const level = 0.95;
const resamples = 1000;

/**
 * Scores every learner by cross-validation over whole designs (no exit of a design helps to predict another of it), with
 * intervals from the bootstrap over designs. Exit shares: the error is the mean over a design's exits, tau over all exits.
 *
 * @throws RangeError with fewer designs than folds
 */
export function scorePredictors(
  designs: readonly TrainedDesign[],
  { folds = 10, seed = 0 }: { readonly folds?: number; readonly seed?: number } = {},
): PredictorScore[] {
  if (!(folds >= 2 && folds <= designs.length))
    throw new RangeError(`scorePredictors: folds must be from 2 to ${designs.length}, got ${folds}`);
  const fold = random(seed, "design-folds").shuffle(designs.map((_, index) => index % folds));
  const held = Object.entries(designLearners).map(([name, learner]) => {
    const found = designs.map((): { accuracy: number; shares: readonly number[] } => ({ accuracy: 0, shares: [] }));
    for (let out = 0; out < folds; out++) {
      const known = designs.filter((_, index) => fold[index] !== out);
      const predictor = designPredictor(known, learner, random(seed, "design-predictor", name, out));
      designs.forEach((design, index) => {
        if (fold[index] === out)
          found[index] = { accuracy: predictor.accuracy(design).mean, shares: predictor.exitShares(design) };
      });
    }
    return { name, found };
  });
  const baseline = held.find(({ name }) => name === "mean-only") as (typeof held)[number];
  return (["accuracy", "exit shares"] as const).flatMap((quantity) => {
    const errors = (found: (typeof held)[number]["found"]): number[] =>
      designs.map((design, index) => {
        const { accuracy, shares } = found[index] as (typeof found)[number];
        if (quantity === "accuracy") return Math.abs(accuracy - design.accuracy);
        return (
          design.exitShares.reduce((sum, share, k) => sum + Math.abs(share - (shares[k] as number)), 0) /
          design.exits.length
        );
      });
    const reference = errors(baseline.found);
    return held.map(({ name, found }): PredictorScore => {
      const own = errors(found);
      const pairs = designs.map((design, index) => {
        const { accuracy, shares } = found[index] as (typeof found)[number];
        return quantity === "accuracy"
          ? { predicted: [accuracy], true: [design.accuracy] }
          : { predicted: [...shares], true: [...design.exitShares] };
      });
      const tauOf = (places: readonly number[]): number | undefined =>
        kendallTau(
          places.flatMap((place) => pairs[place]?.predicted ?? []),
          places.flatMap((place) => pairs[place]?.true ?? []),
        );
      const all = designs.map((_, index) => index);
      const mean = (values: readonly number[], places: readonly number[]): number =>
        places.reduce((sum, place) => sum + (values[place] as number), 0) / places.length;
      const gains = own.map((error, index) => (reference[index] as number) - error);
      const stream = random(seed, "predictor-bootstrap", name, quantity);
      const draws = Array.from({ length: resamples }, () => all.map(() => stream.integer(designs.length)));
      const interval = (values: readonly number[]): Interval => {
        const [low, high] = quantiles(values, [(1 - level) / 2, (1 + level) / 2]) as [number, number];
        return { low, high, level, method: "bootstrap" };
      };
      const tau = name === "mean-only" && quantity === "accuracy" ? undefined : tauOf(all);
      const gainInterval = interval(draws.map((places) => mean(gains, places)));
      return {
        learner: name,
        quantity,
        designs: designs.length,
        ...(tau === undefined
          ? {}
          : { tau, tauInterval: interval(draws.slice(0, 300).map((places) => tauOf(places) ?? 0)) }),
        error: mean(own, all),
        errorInterval: interval(draws.map((places) => mean(own, places))),
        gain: mean(gains, all),
        gainInterval,
        useful: gainInterval.low > 0,
      };
    });
  });
}
