import { formatPercent, type Fraction } from "@joulebook/core";
import { choiceStabilityFigure } from "@joulebook/figures";
import { type Block, md, type Section } from "@joulebook/report";
import type { Review } from "../review.js";

/** What becomes of the choice when the energies are wrong by up to a tenth. */
export function sensitivitySection(review: Review): Section {
  return {
    id: "sensitivity",
    title: "Sensitivity to errors of the energies",
    blocks: [...commonError(review), ...survival(review)],
  };
}

function commonError({ sensitivity: cases, recommendation }: Review): readonly Block[] {
  const idOf = (answer: Review["recommendation"]): string | undefined =>
    answer.feasible ? answer.single.candidate.id : undefined;
  const chosen = idOf(recommendation);
  const same = cases.filter((one) => idOf(one.recommendation) === chosen).length;
  const answers = new Set(cases.map((one) => idOf(one.recommendation))).size;
  if (chosen === undefined && same === cases.length)
    return [
      {
        kind: "text",
        text: md`A meter that reads wrong shifts all energies by nearly the same factor. Between ${percent(cases[0]?.factor)} and ${percent(cases.at(-1)?.factor)} of the stated energies nothing fits either.`,
      },
    ];
  const kept = recommendation.feasible
    ? same === cases.length
      ? md`the choice is the same in all ${cases.length} cases`
      : md`the choice is the same in ${same} of ${cases.length} cases, which have ${answers} different answers`
    : md`nothing fits in ${same} of ${cases.length} cases`;
  return [
    {
      kind: "text",
      text: md`A meter that reads wrong, or another board of the same kind, shifts all energies by nearly the same factor; the same budget then buys another model. Between ${percent(cases[0]?.factor)} and ${percent(cases.at(-1)?.factor)} of the stated energies ${kept} ({table:sensitivity}).`,
    },
    {
      kind: "table",
      id: "sensitivity",
      title: "The choice when all energies are off by a common factor",
      caption: md`The stated energies are set off.`,
      decimals: { energies_percent: 1, accuracy_percent: 1 },
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

function survival({ stability, parameters }: Review): readonly Block[] {
  const [common, independent] = stability.map(({ points }) => points.at(-1));
  if (common === undefined || independent === undefined) return [];
  const replaced =
    common.stays < 1 || independent.stays < 1
      ? md` Where it does not stay the best, a more accurate candidate has come to fit or the choice itself has left the budget; its neighbours in {table:neighbours} are what replaces it.`
      : md``;
  return [
    {
      kind: "text",
      text: md`Errors may also be different for every candidate. {fig:choice-stability} tries both kinds: an error is as likely to be anywhere between minus and plus its largest size. With errors of up to ±${percent(common.error)} the choice stays the best in ${percent(common.stays)} of the cases when all energies share one error, and in ${percent(independent.stays)} when each has its own; it keeps to the budget in ${percent(common.fits)} and ${percent(independent.fits)}.${replaced}`,
    },
    {
      kind: "figure",
      height: 64,
      figure: choiceStabilityFigure(stability, {
        caption: `Common errors on 201 even steps, independent ones in 2000 draws (seed ${parameters.seed}), so that shares are known to about one point. Solid: the choice stays the best. Dotted: it keeps to the budget.`,
      }),
    },
  ];
}

function percent(share: Fraction | undefined): string {
  return share === undefined ? "–" : formatPercent(share, { decimals: 0 });
}
