import { columnScale, formatPercent } from "@joulebook/core";
import { type Block, md } from "@joulebook/report";
import type { Review } from "../review.js";

/** What a board of which hardly anything was measured would have got: predictions, their intervals, the choice by them. */
export function fewMeasurementsBlocks({ few, parameters }: Review): readonly Block[] {
  const [first] = few;
  if (first === undefined)
    return [
      {
        kind: "text",
        text: md`Too few models were measured on ${parameters.device} to hold predictions against them.`,
      },
    ];
  const energy = columnScale(
    few.flatMap(({ choice }) => (choice === undefined ? [] : [choice.predicted.energy, choice.measured.energy])),
    "J",
  );
  const { confidence } = parameters;
  return [
    {
      kind: "text",
      text: md`Nobody measures everything on a new board. {table:few} pretends that only a few of the models had been measured on ${parameters.device} with ${first.backend}, chosen so that they tell most of the others: the rest is predicted from them and from the other boards, each with an interval that should hold 80 % of the energies, and the choice is planned so that it keeps the budget with a probability of ${formatPercent(confidence, { decimals: 0 })}. Limits on latency and accuracy are left aside here. What was measured says how that would have ended.`,
    },
    {
      kind: "table",
      id: "few",
      title: `Choices on ${parameters.device} from few measurements`,
      caption: md`*Median error* and *covered* are over all models that were not taken as measured; *lost* is accuracy against the choice from all measurements of this runtime.`,
      decimals: { error_percent: 1, covered_percent: 0, lost_points: 1 },
      table: {
        columns: [
          { name: "measured", title: "Measured", unit: "1" },
          { name: "error_percent", title: "Median error", unit: "%" },
          { name: "covered_percent", title: "Covered", unit: "%" },
          { name: "choice", title: "Choice", unit: "" },
          { name: `predicted_${energy.unit}`, title: "Predicted", unit: energy.unit },
          { name: `energy_${energy.unit}`, title: "Energy as measured", unit: energy.unit },
          { name: "kept", title: "Budget", unit: "" },
          { name: "lost_points", title: "Lost", unit: "points" },
        ],
        rows: few.map(({ probes, score, choice }) => [
          probes.length,
          score.medianAbsError * 100,
          score.intervalCoverage * 100,
          choice?.measured.model ?? "nothing fits",
          choice === undefined ? undefined : choice.predicted.energy / energy.factor,
          choice === undefined ? undefined : choice.measured.energy / energy.factor,
          choice === undefined ? "" : choice.keepsBudget ? "kept" : "exceeded",
          choice === undefined ? undefined : choice.accuracyLoss * 100,
        ]),
      },
    },
  ];
}
