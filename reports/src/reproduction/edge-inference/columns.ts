import {
  type Fraction,
  type Joules,
  marginalCosts,
  type Measurement,
  median,
  paretoFront,
  type Seconds,
} from "@joulebook/core";
import { knownBoards, readDataset } from "@joulebook/measurements";

/** One model file as measured on a board with a runtime. */
export interface MeasuredModel {
  readonly model: string;
  readonly network: string;
  readonly accuracy: Fraction;
  readonly energy: Joules;
  readonly latency: Seconds;
  readonly params: number;
  readonly macs: number;
  readonly precision: string;
}

/** All models of one board with one runtime and one software. */
export interface Column {
  readonly device: string;
  readonly backend: string;
  readonly software: string;
  readonly unit: "cpu" | "gpu";
  readonly models: readonly MeasuredModel[];
}

/** The boards and runtimes with the newest software that measured at least 80 model files: those that predictions learn from. */
export function measuredColumns(): readonly Column[] {
  const { measurements } = readDataset("mlperf-inference-edge-open");
  return knownBoards().columns.map(({ board, backend, software }) => {
    const rows = measurements.filter(
      ({ device, configuration }) =>
        device === board && configuration.backend === backend && configuration.software === software,
    );
    const models = new Map(rows.flatMap((row) => measuredModel(row)).map((one) => [one.model, one]));
    const unit = rows[0]?.unit === "gpu" ? "gpu" : "cpu";
    return { device: board, backend, software, unit, models: [...models.values()] };
  });
}

function measuredModel(row: Measurement): readonly MeasuredModel[] {
  const { model, network = model, accuracy, energy, latency, params, macs, configuration } = row;
  if (accuracy === undefined || energy === undefined || latency?.mean === undefined) return [];
  if (params === undefined || macs === undefined) return [];
  const precision = configuration.precision ?? "unknown";
  return [{ model, network, accuracy, energy, latency: latency.mean, params, macs, precision }];
}

export function columnName({ device, backend }: Pick<Column, "device" | "backend">): string {
  return `${device}, ${backend}`;
}

/** The models that no other beats in energy and accuracy, cheapest first. */
export function frontOf(models: readonly MeasuredModel[]): readonly MeasuredModel[] {
  return paretoFront(models, [
    { value: ({ energy }) => energy, direction: "minimise" },
    { value: ({ accuracy }) => accuracy, direction: "maximise" },
  ]);
}

/** Least energy of a model with at least an accuracy; undefined when none reaches it. */
function leastEnergy(models: readonly MeasuredModel[], accuracy: Fraction): Joules | undefined {
  const reaching = models.filter((one) => one.accuracy >= accuracy);
  return reaching.length === 0 ? undefined : Math.min(...reaching.map(({ energy }) => energy));
}

/** Accuracies five points apart, between which the price of accuracy is compared. Set before the data were looked at. */
const accuracyGrid: readonly Fraction[] = [0.55, 0.6, 0.65, 0.7, 0.75];

/** What one more point costs between neighbours of the grid, in J per percentage point; undefined beyond the most accurate. */
export function pricePerPoint({ models }: Pick<Column, "models">): readonly (number | undefined)[] {
  const energies = accuracyGrid.map((accuracy) => leastEnergy(models, accuracy));
  return energies.slice(1).map((energy, index) => {
    const before = energies[index];
    if (energy === undefined || before === undefined) return undefined;
    const points = 100 * ((accuracyGrid[index + 1] as number) - (accuracyGrid[index] as number));
    return (energy - before) / points;
  });
}

/** Median price of the steps along the front in its upper half of accuracies over that in its lower half. */
export function marginalRatio({ models }: Pick<Column, "models">): number {
  const steps = marginalCosts(frontOf(models), { cost: ({ energy }) => energy, gain: ({ accuracy }) => accuracy });
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return Number.NaN;
  const middle = (first.from.accuracy + last.to.accuracy) / 2;
  const price = (upper: boolean): number =>
    median(
      steps
        .filter(({ from, to }) => (from.accuracy + to.accuracy) / 2 >= middle === upper)
        .map(({ costPerGain }) => costPerGain),
    );
  return price(true) / price(false);
}

/** Percentage points of accuracy that are given up for less energy, each compared with the most accurate model. */
export const givenUp: readonly number[] = [1, 2, 3, 4, 5, 7.5, 10];

/** Energy of the most accurate model over that of the cheapest one within some percentage points of its accuracy. */
export function energySaved({ models }: Pick<Column, "models">, points: number): number {
  const best = frontOf(models).at(-1) as MeasuredModel;
  // A rounding of the difference must not decide.
  return best.energy / (leastEnergy(models, best.accuracy - points / 100 - 1e-9) as number);
}

/** Least energy at the middle of the front's accuracies, over the straight line between the front's ends. 1 where the relation is linear. */
export function bend({ models }: Pick<Column, "models">): number {
  const front = frontOf(models);
  const [first, last] = [front[0], front.at(-1)] as [MeasuredModel, MeasuredModel];
  const at = leastEnergy(models, (first.accuracy + last.accuracy) / 2) as number;
  return at / ((first.energy + last.energy) / 2);
}
