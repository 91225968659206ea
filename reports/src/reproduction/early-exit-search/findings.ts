import type { Interval } from "@joulebook/core";
import { type Evaluator, type ExitTable, replayExits, type ReportedQuantity } from "@joulebook/design";
import { type AlgorithmRuns, algorithmRuns, type BestSoFar, exploration } from "./exploration.js";
import { type BitChange, bitChanges } from "./bit-changes.js";
import { quadId, type StudyData } from "./data.js";
import {
  type Comparison,
  chosenStudy,
  compare,
  oneShotError,
  oneShotOn,
  otherDevices,
  searchDevice,
  type Searched,
  searched,
} from "./one-shot.js";
import { type Proportion, proportions } from "./proportion.js";
import { type Replayed, replayed } from "./replayed.js";

/** The study repeated on a device. */
export interface DeviceSearch {
  readonly device: string;
  readonly search: Searched;
  /** The design that was chosen for `searchDevice`, trained alone, on this device. */
  readonly chosen: Comparison;
}

/** Everything that the study found. */
export interface Findings {
  readonly devices: readonly DeviceSearch[];
  /** Validation and test accuracy of the backbone trained alone. */
  readonly fixed: { readonly validation: number; readonly test: number };
  /**
   * The cheapest design on the front of the search for the paper's accelerator that is surely as accurate as the static network on
   * validation images, on test images by replay: nobody trained it alone.
   */
  readonly onQuad: { readonly accuracy: ReportedQuantity; readonly ratio: ReportedQuantity };
  readonly estimate: { readonly estimated: number; readonly found: number; readonly error: number };
  readonly algorithms: readonly AlgorithmRuns[];
  readonly exploration: { readonly mean: readonly BestSoFar[]; readonly bySeed: readonly (readonly BestSoFar[])[] };
  readonly proportions: { readonly fixed: readonly Proportion[]; readonly free: readonly Proportion[] };
  readonly replayed: Replayed;
  /** Where inputs leave at fewer bits. */
  readonly bitChanges: readonly BitChange[];
  /** Early exits and static network saw the training images equally often. */
  readonly sameEpochs: boolean;
}

/** Evaluations of the study on other devices. */
const evaluationsElsewhere = 2000;

/** Runs every search and replay of the study on its data. */
export function findings(data: StudyData): Findings {
  const evaluator = oneShotOn(searchDevice, data);
  const main = searched(chosenStudy, silent(evaluator));
  const design = chosenDesign(main);
  const accuracyOf = (split: "val" | "test"): number =>
    replayExits(data.fixed.tables.get(split) as ExitTable, [{ exit: 0, threshold: 0 }]).accuracy;
  const fixed = { validation: accuracyOf("val"), test: accuracyOf("test") };
  const elsewhere = otherDevices.map((device) => {
    const own = oneShotOn(device, data);
    const search = searched({ ...chosenStudy, evaluations: evaluationsElsewhere }, silent(own));
    return { device, evaluator: own, search, chosen: compare(design, device, data) };
  });
  const devices: readonly DeviceSearch[] = [
    { device: searchDevice, search: main, chosen: compare(design, searchDevice, data) },
    ...elsewhere.map(({ device, search, chosen }) => ({ device, search, chosen })),
  ];
  const quad = elsewhere.find(({ device }) => device === quadId);
  // Surely: by more than the 95 % sampling error of 5,000 images.
  const bar = fixed.validation + 1.96 * Math.sqrt((fixed.validation * (1 - fixed.validation)) / 5000);
  const cheapest = quad?.search.result.front
    .filter(({ quantities }) => (quantities["accuracy"] as number) >= bar)
    .reduce((a, b) =>
      (b.quantities["averageEnergyDelay"] as number) < (a.quantities["averageEnergyDelay"] as number) ? b : a,
    );
  const reported = cheapest === undefined ? [] : (quad?.evaluator.report?.(cheapest.design) ?? []);
  const reportOf = (name: string): ReportedQuantity =>
    reported.find(({ quantity }) => quantity === name) ?? { quantity: name, value: Number.NaN };
  return {
    devices,
    fixed,
    onQuad: { accuracy: reportOf("accuracy"), ratio: reportOf("averageToBackbone") },
    estimate: oneShotError(design, evaluator, (devices[0] as DeviceSearch).chosen),
    algorithms: algorithmRuns(evaluator),
    exploration: exploration(evaluator, fixed.validation),
    proportions: proportions(evaluator),
    replayed: replayed(data),
    bitChanges: bitChanges(data),
    sameEpochs: data.alone.epochs === data.fixed.epochs,
  };
}

/** Without reports on test images, which take longer than the search. */
function silent(evaluator: Evaluator): Evaluator {
  const { report: _, ...rest } = evaluator;
  return rest;
}

/** The design that a search proposes. */
export function chosenDesign({ result }: Searched): Searched["result"]["front"][number]["design"] {
  const member = result.front[result.chosen ?? -1];
  if (member === undefined) throw new RangeError("chosenDesign: the search found no feasible design");
  return member.design;
}

/** "0.37 (0.36 to 0.38)" */
export function ranged(value: number, { low, high }: Interval, digits = 3): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
