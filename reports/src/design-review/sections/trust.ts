import { bootstrapInterval, type Fraction, formatPercent, median } from "@joulebook/core";
import { budgetGapFigure, type GapSeries } from "@joulebook/figures";
import { explainPair, farOffPairs, type InSample, type PairScore } from "@joulebook/recommender";
import { type Block, joinMarkdown, type Markdown, md, type Section } from "@joulebook/report";
import { fewMeasurementsBlocks } from "./few-measurements.js";
import type { Review } from "../review.js";

/** What the abstract of Hanafy et al. reports: the recommended energy lies this near to the budget. */
const publishedGap = { low: 0.03, high: 0.07 };

/** How far the choice can be trusted: how near choices come to their budgets, and what a year changes. */
export function trustSection(review: Review): Section {
  return {
    id: "trust",
    title: "How far to trust it",
    blocks: [
      {
        kind: "text",
        text: md`Three things can be wrong with a choice: no measured model may lie near the budget ({sec:in-sample}), the same model may cost something else after an update of the software or on another copy of the board ({sec:out-of-sample}), and the meter may be wrong ({sec:sensitivity}).`,
      },
    ],
    sections: [
      { id: "in-sample", title: "Distance to the budget", blocks: inSampleBlocks(review) },
      { id: "out-of-sample", title: "From one round of measurements to the next", blocks: outOfSampleBlocks(review) },
      { id: "few-measurements", title: "Had the board hardly been measured", blocks: fewMeasurementsBlocks(review) },
    ],
  };
}

function inSampleBlocks({ evaluation, parameters }: Review): readonly Block[] {
  const board = evaluation.inSample.perDevice.find(({ device }) => device === parameters.device);
  if (board === undefined)
    return [{ kind: "text", text: md`Too few models were measured on ${parameters.device} to sweep budgets.` }];
  const { single, spacing, leastGap } = board;
  return [
    {
      kind: "text",
      text: md`Over ${single.budgets} budgets, evenly spaced in their logarithm from the cheapest candidate to the most accurate one, the single choice on ${board.device} leaves a median of ${percent(single.median)} of the budget unused, and more than ${percent(single.p90)} of one budget in ten ({fig:budget-gap}). This is no weakness of the choice: it always takes the most accurate candidate that fits, and the spacing of the ${spacing.members} members of the front alone predicts ${percent(spacing.medianGap)}. The dearest candidate that fits, whatever its accuracy, would leave ${percent(leastGap.median)}. A mix of two meets every budget of the range exactly on average, by construction. Hanafy et al. report recommendations within ${percent(publishedGap.low, 0)} to ${percent(publishedGap.high, 0)} of the budget {ref:hanafy}; with these tables only mixes come that near.`,
    },
    {
      kind: "figure",
      height: 64,
      figure: budgetGapFigure(gapSeries(board), {
        title: `Gap to the budget on ${board.device}`,
        caption: `${single.budgets} budgets; energies as they were chosen by. The band is the range that Hanafy et al. report.`,
        band: { ...publishedGap, name: "Hanafy et al.: 3 to 7 %" },
      }),
    },
  ];
}

function gapSeries({ points }: InSample): readonly GapSeries[] {
  const of = (kind: "single" | "mix"): GapSeries["points"] =>
    points.map((point) => ({ budget: point.budget, ...(point[kind] === undefined ? {} : { gap: point[kind].gap }) }));
  return [
    { name: "one model", points: of("single") },
    { name: "mix of two", points: of("mix") },
  ];
}

function outOfSampleBlocks({ evaluation, parameters }: Review): readonly Block[] {
  const { outOfSample: pairs, summary } = evaluation;
  if (pairs.length === 0) return [{ kind: "text", text: md`No board was measured in more than one round.` }];
  const { asPlanned, scaled } = summary.outOfSample;
  const covered = summary.margins.asPlanned.find(({ level }) => level === 0.9);
  const careful =
    covered === undefined
      ? md``
      : md` A margin that covers 90 % of the errors seen on other boards lowers the share of exceeded budgets from ${percent(summary.margins.asPlanned[0]?.violations)} to ${percent(covered.violations)} and costs ${(covered.accuracyGivenUp * 100).toFixed(1)} points of accuracy on average.`;
  return [
    {
      kind: "text",
      text: md`The same models were measured again on the same boards, months later and with newer software. Choosing by the older round and paying by the newer one shows what a recommendation is worth later. Over all ${pairs.length} ordered pairs of rounds the median gap of mixes is ${percent(asPlanned.mix)}${interval(pairs, (pair) => pair.asPlanned.mix.median, parameters.seed)}, of single models ${percent(asPlanned.single)}; measuring three models again and scaling all energies by the median of their changes brings mixes to ${percent(scaled.mix)}${interval(pairs, (pair) => pair.scaled.mix.median, parameters.seed)}. {table:rounds} prints every pair.${careful}`,
    },
    roundsTable(pairs, parameters.device),
    ...explanations(pairs),
  ];
}

/** The median's 95 % interval over pairs drawn with replacement. */
function interval(pairs: readonly PairScore[], gap: (pair: PairScore) => Fraction | undefined, seed: number): Markdown {
  const gaps = pairs.flatMap((pair) => gap(pair) ?? []);
  if (gaps.length < 3) return md``;
  const { low, high } = bootstrapInterval(gaps, (sample) => median(sample), { seed });
  return md` (95 % bootstrap interval over the pairs ${percent(low)} to ${percent(high)})`;
}

function roundsTable(pairs: readonly PairScore[], device: string): Block {
  return {
    kind: "table",
    id: "rounds",
    title: "Choices by an older round, scored with a newer one",
    caption: md`Median gaps over 50 budgets. *Exceeded* counts the budgets that mixes overran; *scaled* plans with one factor from three re-measured models. This review's board is set off.`,
    decimals: { single_percent: 1, mix_percent: 1, scaled_percent: 1, energy_percent: 0, models: 0, exceeded: 0 },
    emphasis: pairs.flatMap(({ pair }, index) => (pair.older.device === device ? [index] : [])),
    table: {
      columns: [
        { name: "device", title: "Board", unit: "" },
        { name: "runtime", title: "Runtime", unit: "" },
        { name: "rounds", title: "Rounds", unit: "" },
        { name: "models", title: "Models", unit: "1" },
        { name: "energy_percent", title: "New / old energy", unit: "%" },
        { name: "single_percent", title: "Single", unit: "%" },
        { name: "mix_percent", title: "Mix", unit: "%" },
        { name: "exceeded", title: "Exceeded", unit: "1" },
        { name: "scaled_percent", title: "Mix, scaled", unit: "%" },
      ],
      rows: pairs.map(({ pair, asPlanned, scaled, change }) => [
        pair.older.device,
        pair.older.backend,
        `${pair.older.round} → ${pair.newer.round}`,
        pair.models,
        change.ratio.median * 100,
        times100(asPlanned.single.median),
        times100(asPlanned.mix.median),
        asPlanned.mix.violations,
        times100(scaled.mix.median),
      ]),
    },
  };
}

function explanations(pairs: readonly PairScore[]): readonly Block[] {
  const far = farOffPairs(pairs);
  if (far.length === 0) return [];
  const items = far.map((pair) => md`- ${explainPair(pair).join(" ")}`);
  return [
    { kind: "text", text: md`The pairs that stay far off, farthest first, and what changed between their rounds:` },
    { kind: "text", small: true, text: joinMarkdown(items, "\n") },
  ];
}

function percent(share: Fraction | undefined, decimals = 1): string {
  return share === undefined ? "–" : formatPercent(share, { decimals });
}

function times100(share: Fraction | undefined): number | undefined {
  return share === undefined ? undefined : share * 100;
}
