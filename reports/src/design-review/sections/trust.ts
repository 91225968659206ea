import { formatPercent } from "@joulebook/core";
import { type Block, md, type Section } from "@joulebook/report";
import type { Review } from "../review.js";

/** How far the choice can be trusted. */
export function trustSection(review: Review): Section {
  return { id: "trust", title: "How far to trust it", newPage: true, blocks: [...sensitivity(review)] };
}

function sensitivity({ sensitivity: cases, recommendation }: Review): readonly Block[] {
  const chosen = recommendation.feasible ? recommendation.single.candidate.id : undefined;
  const same = cases.filter(
    (one) => one.recommendation.feasible && one.recommendation.single.candidate.id === chosen,
  ).length;
  return [
    {
      kind: "text",
      text: md`**Energy error.** If all energies are off by a common factor, the same budget buys another model. Between ${formatPercent(cases[0]?.factor ?? 1, { decimals: 0 })} and ${formatPercent(cases.at(-1)?.factor ?? 1, { decimals: 0 })} of the stated energies the choice stays the same in ${same} of ${cases.length} cases ({table:sensitivity}).`,
    },
    {
      kind: "table",
      id: "sensitivity",
      title: "The choice when all energies are off by a common factor",
      decimals: { energies_percent: 0, accuracy_percent: 1 },
      emphasis: cases.flatMap(({ factor }, index) => (factor === 1 ? [index] : [])),
      table: {
        columns: [
          { name: "energies_percent", title: "True over stated energy", unit: "%" },
          { name: "choice", title: "Choice", unit: "" },
          { name: "runtime", title: "Runtime", unit: "" },
          { name: "accuracy_percent", title: "Accuracy", unit: "%" },
        ],
        rows: cases.map(({ factor, recommendation: answer }) => [
          factor * 100,
          answer.feasible ? answer.single.candidate.model : "nothing fits",
          answer.feasible ? String(answer.single.candidate.keys["backend"] ?? "") : "",
          answer.feasible ? answer.single.accuracy * 100 : undefined,
        ]),
      },
    },
  ];
}
