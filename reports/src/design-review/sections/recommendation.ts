import { budgetText, columnScale, formatNumber, formatQuantity, pointsText, type Table } from "@joulebook/core";
import type { FrontPoint } from "@joulebook/recommender";
import { type Block, joinMarkdown, md, type Section } from "@joulebook/report";
import type { Review } from "../review.js";
import { costText, listed, meter, metersOf, named, needText, points } from "../wording.js";

/** Why it is the choice, and its neighbours on the front. */
export function recommendationSection(review: Review): Section {
  return {
    id: "recommendation",
    title: "Recommendation and alternatives",
    blocks: [...reasons(review), ...neighbours(review)],
  };
}

const around = 4;

function neighbours({ recommendation, parameters }: Review): readonly Block[] {
  const { front, axis } = recommendation;
  if (front.length === 0)
    return [
      {
        kind: "text",
        text: md`No candidate meets the limits on latency and accuracy, so there is no front to choose from.`,
      },
    ];
  const chosen = recommendation.feasible
    ? front.findIndex(({ candidate }) => candidate.id === recommendation.single.candidate.id)
    : 0;
  const shown = front.slice(Math.max(0, chosen - around), chosen + around + 1);
  return [
    {
      kind: "text",
      text: md`Of all candidates that meet the other limits, ${front.length} lie on the Pareto front: nothing is as accurate for less. {table:neighbours} lists those around the budget of ${budgetText(parameters.budget)}; whatever is not listed there is beaten by one that is, or farther away.`,
    },
    {
      kind: "table",
      id: "neighbours",
      title: "The choice and its neighbours on the front",
      caption: md`*Hull* marks the corners of the concave hull, the parts of which mixes are made; the elbow is where accuracy stops rising faster than ${axis.unit === "J" ? "energy" : "power"}. The choice is set off. Energies: ${metersOf(shown.map(({ candidate }) => candidate))}.`,
      decimals: { accuracy_percent: 2, latency_ms: 1, budget_percent: 1 },
      emphasis: recommendation.feasible
        ? [shown.findIndex(({ candidate }) => candidate.id === recommendation.single.candidate.id)]
        : [],
      table: frontTable(shown, axis.limit),
    },
  ];
}

function frontTable(shown: readonly FrontPoint[], limit: number): Table {
  const several = new Set(shown.map(({ candidate }) => meter(candidate))).size > 1;
  const energy = columnScale(
    shown.map(({ candidate }) => candidate.energy),
    "J",
  );
  return {
    columns: [
      { name: "model", title: "Model", unit: "" },
      { name: "runtime", title: "Runtime", unit: "" },
      { name: `energy_${energy.unit}`, title: "Energy", unit: energy.unit },
      ...(several ? [{ name: "meter", title: "Meter", unit: "" }] : []),
      { name: "accuracy_percent", title: "Accuracy", unit: "%" },
      { name: "latency_ms", title: "Latency", unit: "ms" },
      { name: "budget_percent", title: "Budget used", unit: "%" },
      { name: "marks", title: "Remarks", unit: "" },
    ],
    rows: shown.map(({ candidate, cost, onHull, elbow, fits }) => [
      candidate.model,
      String(candidate.keys["backend"] ?? ""),
      candidate.energy / energy.factor,
      ...(several ? [meter(candidate)] : []),
      candidate.accuracy * 100,
      candidate.latency === undefined ? undefined : candidate.latency.mean * 1e3,
      (cost / limit) * 100,
      [fits ? "fits" : "", onHull ? "hull" : "", elbow ? "elbow" : ""].filter((mark) => mark !== "").join(", "),
    ]),
  };
}

function reasons({ recommendation }: Review): readonly Block[] {
  const { axis } = recommendation;
  const items = recommendation.reasons.flatMap((reason) => {
    switch (reason.kind) {
      case "binding":
        return [
          md`- What limits the accuracy is **${listed(reason.constraints)}**: without ${reason.constraints.length > 1 ? "them" : "it"} ${named(reason.candidate)} would be chosen, ${points(reason.accuracyGain)} better.`,
        ];
      case "next-better":
        return [
          md`- The nearest more accurate candidate is ${named(reason.candidate)}; it needs ${listed(reason.needs.map((need) => needText(need, axis)))}.`,
        ];
      case "shadow-price":
        return reason.accuracyPerUnit > 0
          ? [
              md`- At the optimum of the mix another ${formatQuantity(0.01 / reason.accuracyPerUnit, reason.unit)} buys one more point of accuracy.`,
            ]
          : [];
      case "most-accurate":
        return reason.accuracyGain > 0
          ? [
              md`- The most accurate candidate, ${named(reason.candidate)}, costs ${costText(reason.cost, axis)}: ${formatNumber(reason.costRatio)} times the choice for ${points(reason.accuracyGain)}.`,
            ]
          : [md`- No candidate is more accurate than the choice.`];
      case "elbow":
        return [
          md`- The elbow of the front is ${named(reason.candidate)} at ${costText(reason.cost, axis)}${reason.fits ? "" : ", beyond the budget"}.`,
        ];
      case "hard-cap":
        return [md`- The budget is a cap on every inference, so that no mix is offered.`];
      case "assumed":
        return [md`- Assumed for ${named(reason.candidate)}: ${reason.text}.`];
      case "operating-points":
        return [
          md`- Candidates of ${reason.device} are of several operating points, which are settings of the device: ${pointsText(reason.points)}${reason.chosen.length === 0 ? "" : `; chosen: ${listed(reason.chosen)}`}.`,
        ];
      case "unknown-excluded":
        return [md`- ${reason.count} candidates were left out because they do not state their ${reason.quantity}.`];
      default:
        return [];
    }
  });
  return items.length === 0 ? [] : [{ kind: "text", text: joinMarkdown(items, "\n") }];
}
