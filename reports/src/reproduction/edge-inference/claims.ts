import { median, spearman } from "@joulebook/core";
import type { ClaimRow } from "../claim-row.js";
import type { Accelerator } from "./accelerators.js";
import { bend, type Column, energySaved, frontOf, marginalRatio, pricePerPoint } from "./columns.js";
import { least, precisionRatios, runtimeChoices, runtimeSpread } from "./configurations.js";
import type { Evidence } from "./evidence.js";
import { checkedChoices } from "./recommendations.js";
import { middle, pooledCoverage } from "./transfers.js";

const abstract = "Abstract";

/** Every statement of the abstract (all that is public of the paper) that could be true or false, and what goes beyond it. */
export function edgeInferenceClaims(evidence: Evidence): readonly ClaimRow[] {
  return [
    ...catalogue(evidence),
    ...trends(evidence.columns),
    ...mostAccurate(evidence.columns),
    ...configurations(evidence.columns),
    ...accelerators(evidence.accelerators),
    ...recommender(evidence),
    ...transfer(evidence),
  ];
}

function catalogue({ columns, accelerators: found }: Evidence): readonly ClaimRow[] {
  const networks = (unit: Column["unit"]): number =>
    new Set(columns.filter((column) => column.unit === unit).flatMap(({ models }) => models.map((one) => one.network)))
      .size;
  const onAccelerators = new Set(found.filter(({ unit }) => unit === "npu").map(({ network }) => network)).size;
  const files = Math.max(...columns.map(({ models }) => models.length));
  return [
    {
      kind: "untestable",
      place: abstract,
      statement: "Low-power accelerators let deep learning run at the edge without relying on the cloud",
      why: "No measurement of the same application in a cloud belongs to it.",
    },
    {
      kind: "range",
      place: abstract,
      statement: "More than 40 pretrained models are measured",
      low: 41,
      ours: Math.max(networks("cpu"), networks("gpu")),
      unit: "networks",
      why: `${files} files of image classifiers, most in fp32 and in int8, on ${columns.length} pairs of board and runtime. They are other models and boards than the paper's, whose tables are not public.`,
    },
    {
      kind: "cases",
      place: abstract,
      statement: "The models are measured on edge accelerators",
      holds: [networks("gpu") > 40, onAccelerators > 40],
      ours: `${networks("gpu")} networks on Mali GPUs, ${onAccelerators} on neural accelerators`,
      why: "Only ResNet-50 was measured on neural accelerators with power; the rows of the Jetson boards in the open table are runs of their CPUs.",
    },
  ];
}

function trends(columns: readonly Column[]): readonly ClaimRow[] {
  const ranks = (column: Column, of: "energy" | "accuracy"): number =>
    spearman(
      column.models.map(({ params }) => params),
      column.models.map((one) => one[of]),
    ) ?? 0;
  const grown = columns.map((column) => pricePerPoint(column).filter((price) => price !== undefined));
  const ratios = columns.map(marginalRatio);
  const bends = columns.map(bend);
  const macs = columns.map(
    ({ models }) =>
      spearman(
        models.map((one) => one.macs),
        models.map(({ energy }) => energy),
      ) ?? 0,
  );
  return [
    {
      kind: "cases",
      place: abstract,
      statement: "Larger models are more accurate and need more energy",
      holds: columns.flatMap((column) => [ranks(column, "accuracy") > 0.5, ranks(column, "energy") > 0.5]),
      ours: `rank correlation of parameters with accuracy ${mid(columns.map((one) => ranks(one, "accuracy")))}, with energy ${mid(columns.map((one) => ranks(one, "energy")))}, of MACs with energy ${mid(macs)} (medians)`,
      why: "A rank correlation above 0.5 counts, on each board and runtime.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "As models grow, a further point of accuracy costs much more energy",
      holds: ratios.map((ratio) => ratio > 2),
      ours: `${mid(ratios)} times (median; ${span(ratios)})`,
      unit: "times",
      why: "Median energy per point of the steps along the front, upper half of the accuracies over lower half; more than twice counts as much more. A front has no convexity built in: its steps could as well become cheaper.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "From 70 to 75 % accuracy a point costs more than from 55 to 60 %",
      holds: grown.map((prices) => (prices.at(-1) as number) > (prices[0] as number)),
      why: "The last of the accuracies that lie five points apart against the first, on every board and runtime.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "Every five points cost more than the five before",
      holds: grown.flatMap((prices) => prices.slice(1).map((price, index) => price > (prices[index] as number))),
      why: "55 to 75 % in steps of five points. A model that is good for its energy makes the step to it cheap; the next is then dear.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "The relation between accuracy and energy is non-linear",
      holds: bends.map((one) => one < 0.5),
      ours: `${mid(bends)} of the straight line (median; ${span(bends)})`,
      why: "Energy that half the way in accuracy needs, over the straight line between the ends of the front; below one half counts.",
    },
  ];
}

function mostAccurate(columns: readonly Column[]): readonly ClaimRow[] {
  const at = (points: number): readonly number[] => columns.map((column) => energySaved(column, points));
  const latencyFront = columns.map((column) => {
    const front = frontOf(column.models);
    const fast = column.models.filter((one) =>
      column.models.every((other) => other.latency >= one.latency || other.accuracy < one.accuracy),
    );
    return front.some((one) => !fast.includes(one)) || fast.some((one) => !front.includes(one));
  });
  return [
    {
      kind: "cases",
      place: abstract,
      statement: "Choosing the most accurate model costs much energy: five points less would cost half of it or less",
      holds: at(5).map((ratio) => ratio >= 2),
      ours: `${mid(at(5))} times (median; ${span(at(5))})`,
      unit: "times",
      why: "Energy of the most accurate model over the cheapest within five percentage points.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "Choosing the most accurate model costs more even than one within a point of it",
      holds: at(1).map((ratio) => ratio > 1),
      ours: `${mid(at(1))} times (median)`,
      unit: "times",
      why: (verdict) =>
        verdict === "differs"
          ? "In these tables the next model on the front lies more than a point below the most accurate one, so nothing cheaper stays within a point."
          : "Energy of the most accurate model over the cheapest within one percentage point.",
    },
    {
      kind: "cases",
      place: abstract,
      statement:
        "Latency, accuracy and energy must be weighed together: the best by latency are not all the best by energy",
      holds: latencyFront,
      why: "Whether the models that none beats in latency and accuracy differ from those that none beats in energy and accuracy, on each board and runtime.",
    },
  ];
}

function configurations(columns: readonly Column[]): readonly ClaimRow[] {
  const choices = runtimeChoices(columns);
  const spreads = choices.map(runtimeSpread);
  const precisions = columns.map((column) => median(precisionRatios(column)));
  const devices = [...new Set(choices.map(({ device }) => device))];
  const differ = devices.map((device) =>
    choices
      .filter((one) => one.device === device)
      .some(({ energies, latencies }) => least(energies) !== least(latencies)),
  );
  const share = choices.filter(({ energies, latencies }) => least(energies) !== least(latencies)).length;
  const winners = devices.map(
    (device) => new Set(choices.filter((one) => one.device === device).map(({ energies }) => least(energies))).size > 1,
  );
  return [
    {
      kind: "cases",
      place: abstract,
      statement:
        "The system's configuration has to be chosen with the model: no runtime of a board is the most frugal for all models",
      holds: winners,
      ours: `energy of the dearest runtime over the cheapest ${mid(spreads)} times (median of ${choices.length}; ${span(spreads)})`,
      why: "Boards that were measured with two runtimes or more.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "The fastest configuration is not always the one with the least energy",
      holds: differ,
      ours: `other runtimes for ${share} of ${choices.length} models and boards`,
      why: "On each board, whether for some model the fastest runtime needs more energy than another.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "The precision is such a parameter: int8 files need less energy than fp32 files of the same network",
      holds: precisions.map((ratio) => ratio > 1),
      ours: `fp32 over int8 ${mid(precisions)} times (median; ${span(precisions)})`,
      unit: "times",
      why: "Median over the networks that have both, by board and runtime. Their accuracies differ: a saving in energy is not one at equal accuracy.",
    },
    {
      kind: "untestable",
      place: abstract,
      statement: "Power modes and clocks are such parameters",
      why: "Each board of the open table was measured in one power mode and at one clock.",
    },
  ];
}

function accelerators(found: readonly Accelerator[]): readonly ClaimRow[] {
  const energies = (unit: string): readonly number[] =>
    found.filter((one) => one.unit === unit).map(({ energy }) => energy);
  const cpus = energies("cpu");
  return [
    {
      kind: "cases",
      place: "Beyond the paper",
      statement: "Neural accelerators classify with ResNet-50 on a tenth or less of the energy that CPUs need",
      holds: energies("npu").map((energy) => energy <= Math.min(...cpus) / 10),
      ours: `${milli(Math.min(...energies("npu")))} to ${milli(Math.max(...energies("npu")))} against ${milli(Math.min(...cpus))} to ${milli(Math.max(...cpus))} mJ`,
      unit: "mJ",
      why: "Closed divisions, one image at a time, each device at its cheapest run; whole systems at the wall, of other sizes and prices.",
    },
  ];
}

const within = "Recommendations lie within 3 to 7 % of the budget";

function recommender({ columns, evaluation, leftOut, shared }: Evidence): readonly ClaimRow[] {
  const { perDevice } = evaluation.inSample;
  const { outOfSample, margins } = evaluation.summary;
  const checked = columns.map(checkedChoices);
  const own = leftOut.filter(({ backend }) => shared.has(backend));
  const range = { kind: "range", place: abstract, high: 0.07, near: 0.05, published: "3 to 7 %", unit: "1" } as const;
  const planned = margins.asPlanned.find(({ level }) => level === 0);
  const wide = margins.asPlanned.toSorted((a, b) => b.level - a.level)[0];
  return [
    {
      ...range,
      statement: `${within}: one model, scored with the energies it was chosen by`,
      ours: median(perDevice.flatMap(({ single }) => single.median ?? [])),
      why: "Median over 50 budgets and the boards, all newest runtimes of a board together. What is left is the spacing of the front: no rule of choice comes nearer.",
    },
    {
      ...range,
      statement: `${within}: two models in turn, scored with the energies they were chosen by`,
      ours: median(perDevice.flatMap(({ mix }) => mix.median ?? [])),
      why: "A share of the inferences with the dearer model meets any budget between two corners of the hull.",
    },
    {
      ...range,
      statement: `${within}: two models in turn, chosen by an older round and scored by a newer one`,
      ours: number(outOfSample.asPlanned.mix),
      why: `Median over ${outOfSample.pairs} pairs of rounds of the same board and runtime: software changed meanwhile.`,
    },
    {
      ...range,
      statement: `${within}: the same, with a few models measured again`,
      ours: number(outOfSample.scaled.mix),
      why: "The older energies are scaled by what the repeated models changed by.",
    },
    {
      ...range,
      statement: `${within}: two models in turn, chosen by predictions from five measurements on a new board`,
      ours: middle(own, 5, ({ choices }) => choices.medianGap),
      why: "The board left out of all that is known; scored with its measured energies; median over boards and shared runtimes.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "Budgets are kept by the energies that the choice was made by",
      holds: checked.map(({ budgets, kept }) => budgets > 0 && kept === budgets),
      why: "Every choice at 50 budgets, on each board and runtime.",
    },
    {
      kind: "range",
      place: abstract,
      statement: "Budgets are kept by energies measured later",
      high: 0.1,
      ours: number(planned?.violations),
      published: "not said",
      unit: "1",
      why: `Share of budgets exceeded in newer rounds; one in ten counts as kept. A mix spends its budget whole, so any rise exceeds it: with a margin for ${percent(number(wide?.level))} of the changes ${percent(number(wide?.violations))} are exceeded.`,
    },
    {
      kind: "cases",
      place: abstract,
      statement: "Accuracy is maximised",
      holds: checked.map(({ budgets, mostAccurate: best }) => budgets > 0 && best === budgets),
      why: "No more accurate model fits the budget: all models looked through, at 50 budgets, on each board and runtime.",
    },
    {
      kind: "cases",
      place: abstract,
      statement: "Energy is minimised",
      holds: checked.map(({ budgets, leastEnergy }) => budgets > 0 && leastEnergy === budgets),
      why: "No cheaper model is as accurate as the chosen one: all models looked through, at 50 budgets, on each board and runtime.",
    },
    {
      kind: "range",
      place: "Beyond the paper",
      statement: "Chosen by predictions from five measurements, accuracy stays within a point of the best possible",
      high: 0.01,
      ours: middle(own, 5, ({ choices }) => choices.medianAccuracyLoss),
      unit: "1",
      why: `Median over boards and shared runtimes; ${percent(middle(own, 5, ({ choices }) => choices.violations))} of the budgets are exceeded when no margin is asked for, which gains accuracy.`,
    },
  ];
}

function transfer({ leftOut, shared }: Evidence): readonly ClaimRow[] {
  const own = leftOut.filter(({ backend }) => shared.has(backend));
  const error = (probes: number, high: number): ClaimRow => ({
    kind: "range",
    place: "Beyond the paper",
    statement: `${probes} measurements predict the energies of all other models with a median error of ${100 * high} % or less`,
    high,
    near: 0.02,
    ours: middle(own, probes, (row) => row.error),
    unit: "1",
    why: `Each board left out with all its runtimes; median over boards and shared runtimes (${percent(middle(leftOut, probes, (row) => row.error))} over all runtimes); with measurements drawn at random ${percent(middle(own, probes, (row) => row.randomError))}.`,
  });
  const coverage = (probes: number): ClaimRow => ({
    kind: "range",
    place: "Beyond the paper",
    statement: `Intervals at 80 % from ${probes} measurements hold 75 to 85 % of the measured energies`,
    low: 0.75,
    high: 0.85,
    near: 0.05,
    ours: pooledCoverage(leftOut, probes),
    unit: "1",
    why: "Over all boards and runtimes together; single boards hold more or less, as the figure shows.",
  });
  return [error(3, 0.1), error(5, 0.075), coverage(3), coverage(5)];
}

function mid(values: readonly number[]): string {
  return digits(median(values));
}

function span(values: readonly number[]): string {
  return `${digits(Math.min(...values))} to ${digits(Math.max(...values))}`;
}

function digits(value: number): string {
  return Math.abs(value) >= 10 ? value.toFixed(0) : Math.abs(value) >= 1 ? value.toFixed(1) : value.toFixed(2);
}

function milli(energy: number): string {
  return (1000 * energy).toFixed(0);
}

function percent(value: number): string {
  return `${(100 * value).toFixed(0)} %`;
}

/** A summary without pairs would have no number: the ledger refuses it. */
function number(value: number | undefined): number {
  return value ?? Number.NaN;
}
