import type { ClaimRow } from "../claim-row.js";
import type { StudyData } from "./data.js";
import type { Findings } from "./findings.js";
import { baselines, searchDevice } from "./one-shot.js";
import { replayDevice } from "./replayed.js";

/** The board of which measurements are in the comparison: a fit to measured networks. */
const measuredBoard = "nucleo-u575zi-q";

/** Every statement of the paper (and of the article on it) that the data here can judge, and those they cannot. */
export function claimRows(found: Findings, data: StudyData): readonly ClaimRow[] {
  return [...reductionRows(found), ...conditionRows(found, data), ...searchRows(found), ...placementRows(found)];
}

/** More than half saved without loss of accuracy, against each baseline. */
function reductionRows({ devices, sameEpochs, onQuad, fixed }: Findings): ClaimRow[] {
  const measured = devices.find(({ device }) => device === measuredBoard)?.chosen;
  if (measured === undefined) throw new RangeError("claims: the measured board is missing");
  const microcontrollers = devices.filter(({ device }) => device === searchDevice || device === measuredBoard);
  const points = (share: number): string => (100 * share).toFixed(1);
  const noLess = measured.differenceInterval.low >= 0;
  const place = "Abstract, Table II";
  return [
    ...baselines.map((baseline, index): ClaimRow => {
      const { interval } = measured.ratios[index] as (typeof measured.ratios)[number];
      const ratios = microcontrollers.map(
        ({ device, chosen }) => `${chosen.ratios[index]?.ratio.toFixed(3)} of it on ${device}`,
      );
      return {
        kind: "cases",
        place,
        statement: `Early exits halve average energy x latency at no less accuracy, against ${baseline}`,
        published: "more than 50 %",
        ours: `${ratios.join(", ")}; accuracy ${points(measured.difference)} (${points(measured.differenceInterval.low)} to ${points(measured.differenceInterval.high)}) points higher`,
        interval,
        holds: microcontrollers.map(
          ({ chosen }) => (chosen.ratios[index]?.interval.high ?? 1) <= 0.5 && noLess && sameEpochs,
        ),
        assumed: measured.extrapolated,
        why: `The design that the search chose, trained alone, beside the backbone trained alone for as many epochs, on 10,000 test images; interval on ${measuredBoard}, whose costs come from a fit to measurements${measured.extrapolated ? " of other networks than this" : ""}.`,
      };
    }),
    {
      kind: "cases",
      place,
      statement: "The saving against the backbone alone holds on other devices than the one searched for",
      ours: devices.map(({ device, chosen }) => `${device} ${chosen.ratios[0]?.ratio.toFixed(2)}`).join(", "),
      holds: devices.map(
        ({ chosen }) => (chosen.ratios[0]?.interval.high ?? 1) <= 0.5 && chosen.differenceInterval.low >= 0,
      ),
      assumed: true,
      why: (verdict) =>
        verdict === "differs"
          ? "The design saves half only on few of the devices."
          : "Where an inference has a large fixed cost, or layers do not cost what their MACs say, the same exits save less: the design belongs to its device.",
    },
    {
      kind: "cases",
      place,
      statement:
        "On the paper's accelerator a design searched for it halves the backbone's average energy x latency at no less accuracy",
      published: "more than 50 %",
      ours: `${onQuad.ratio.value.toFixed(3)} of it at ${points(onQuad.accuracy.value)} % (static network ${points(fixed.test)} %)`,
      interval: onQuad.ratio.interval,
      holds: [(onQuad.ratio.interval?.high ?? 1) <= 0.5, (onQuad.accuracy.interval?.low ?? 0) >= fixed.test],
      assumed: true,
      why: "The cheapest design on the front of a search on the quad core (one shared main memory) that is as accurate as the static network by more than the sampling error of the validation images; by replay of the network trained once on test images, as nobody trained it alone.",
    },
    {
      kind: "untestable",
      place,
      statement: "The published designs lose no accuracy against their static backbone",
      why: "The accuracy of the backbone alone is not published, nor its weights.",
    },
  ];
}

/** What holds of the published designs as such. */
function conditionRows({ replayed }: Findings, { designs, simulated }: StudyData): ClaimRow[] {
  const of = (ratio: (one: StudyData["simulated"][number]) => number): number[] => simulated.map(ratio);
  const text = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(", ");
  const toBackbone = of(({ average, backbone }) => average / backbone);
  const toAll = of(({ average, allExits }) => average / allExits);
  return [
    {
      kind: "cases",
      place: "Sec. II",
      statement: "Accuracy is the sum over exits of exit ratio x accuracy of those that leave there",
      holds: designs.map(
        ({ accuracy, exitShares, exitAccuracy }) =>
          Math.abs(exitShares.reduce((sum, share, k) => sum + share * (exitAccuracy[k] as number), 0) - accuracy) <
          5e-4,
      ),
      why: "Recomputed for all 96 designs to the printed digits.",
    },
    {
      kind: "cases",
      place: "Constraints",
      statement: "At most half of the inputs reach the last exit",
      holds: designs.map(({ exitShares }) => (exitShares.at(-1) as number) <= 0.5),
      why: "Counted in all 96 designs.",
    },
    {
      kind: "cases",
      place: "Constraints",
      statement: "Heads add at most half to energy x latency of the longest path",
      holds: replayed.designs.map(({ overhead }) => overhead <= 0.5),
      why: `All 96 designs on ${replayDevice}: stages overlap there, so with many exits their times sum to more than the latency.`,
    },
    {
      kind: "cases",
      place: "Constraints",
      statement:
        "Average energy x latency is at most half of the same network's run to its end (simulated by the authors)",
      ours: text(toAll),
      holds: toAll.map((ratio) => ratio <= 0.5),
      why: "The three designs whose simulated costs are published.",
    },
    {
      kind: "cases",
      place: "Table II",
      statement: "Average energy x latency is at most half of the backbone's alone (simulated by the authors)",
      ours: text(toBackbone),
      holds: toBackbone.map((ratio) => ratio <= 0.5),
      why: "Against the backbone without early exits the same three designs save less than against themselves run to the end: the baseline decides.",
    },
    {
      kind: "cases",
      place: "Table II",
      statement: "The reduction holds for the published designs with our costs, against the backbone alone",
      holds: replayed.designs.map(({ toBackbone: ratio }) => ratio <= 0.5),
      why: `All 96 designs on ${replayDevice}, each with an allocation of its own.`,
    },
  ];
}

/** What the paper says of its search. */
function searchRows({ exploration, algorithms, replayed }: Findings): ClaimRow[] {
  const surrogate = algorithms.find(({ name }) => name === "surrogate");
  const better = exploration.bySeed.map((steps) => {
    const [first, last] = [steps[0], steps.at(-1)];
    return first !== undefined && last !== undefined && last.accuracy > first.accuracy && last.ratio < first.ratio;
  });
  const rises = (surrogate?.iterations ?? []).flatMap((iterations) => {
    const [first, last] = [iterations[0], iterations.at(-1)];
    return (first?.tau ?? []).map((tau, k) => (last?.tau[k] ?? -1) > (tau ?? -1));
  });
  const shares = replayed.scores.find(({ learner, quantity }) => learner === "forest" && quantity === "exit shares");
  const accuracy = replayed.scores.find(({ learner, quantity }) => learner === "forest" && quantity === "accuracy");
  return [
    {
      kind: "cases",
      place: "Fig. 6, article",
      statement: "More exploration finds both higher accuracy and lower energy x latency",
      holds: better,
      why: "Ten searches of the one-shot network: best accuracy within the limits, and least cost at no less accuracy than the static network's, after 100 and after 1,000 evaluations.",
    },
    {
      kind: "cases",
      place: "Fig. 6",
      statement: "In the published search log accuracy rises from iteration to iteration",
      ours: `Kendall's tau ${replayed.accuracyByIteration.toFixed(2)} of accuracy, ${replayed.costByIteration.toFixed(2)} of our cost`,
      interval: replayed.accuracyInterval,
      holds: [replayed.accuracyInterval.low > 0],
      why: "Rank correlation of iteration and accuracy over the 83 designs of the log; it rises where the interval lies above 0.",
    },
    {
      kind: "cases",
      place: "Sec. IV",
      statement: "Predictors get better as the search goes on",
      holds: rises,
      why: "Cross-validated rank correlation of the predictors at the first and at the last iteration, both objectives, ten seeds of the surrogate-assisted search.",
    },
    {
      kind: "cases",
      place: "Sec. IV",
      statement: "Accuracy and exit ratios of designs can be predicted without training them",
      ours: `errors ${(100 * (accuracy?.error ?? 0)).toFixed(2)} and ${(100 * (shares?.error ?? 0)).toFixed(2)} points, ${(100 * (accuracy?.gain ?? 0)).toFixed(2)} and ${(100 * (shares?.gain ?? 0)).toFixed(2)} less than the mean`,
      holds: [accuracy?.useful ?? false, shares?.useful ?? false],
      why: "Cross-validation over the 96 designs; predictable where the interval of the gain over a predictor that answers the mean lies above 0.",
    },
    {
      kind: "cases",
      place: "Fig. 8",
      statement: "The six networks of the published front are not beaten by any other design of the log",
      holds: ["6,11", "2,8,11", "0,4,5,7,11", "2,3,4,5,9,11", "0,1,5,8,9,11", "2,3,4,5,6,9,11"].map((exits) =>
        replayed.front.includes(exits),
      ),
      why: `Front of the 83 designs by their accuracy and by our costs on ${replayDevice}.`,
    },
  ];
}

/** What the paper says of placements and of the share that leaves early. */
function placementRows({ proportions, replayed, bitChanges: bits }: Findings): ClaimRow[] {
  const points = (share: number): string => (100 * share).toFixed(1);
  const changes = bits.flatMap((one) => one.changes);
  const firstOf = (name: string): number[] =>
    bits.flatMap(({ network, bits: at, changes: [first = 0] }) => (`${network} ${at}` === name ? [first] : []));
  const four = replayed.designs.filter(({ study, exits }) => study === "focus" && exits.length === 4);
  const averages = four.map(({ average }) => average);
  return [
    {
      kind: "cases",
      place: "Sec. II, article",
      statement: "What is saved is proportional to the share that leaves early, at a fixed placement",
      holds: proportions.fixed.map(({ explained, tau }) => explained >= 0.95 && tau > 0.9),
      why: "Thresholds swept at twelve placements of the one-shot network: a straight line explains at least 95 % of the savings' variance.",
    },
    {
      kind: "cases",
      place: "Sec. II, article",
      statement: "What is saved is proportional to the share that leaves early, whatever the placement",
      ours: `a line explains ${(100 * Math.min(...proportions.free.map(({ explained }) => explained))).toFixed(0)} to ${(100 * Math.max(...proportions.free.map(({ explained }) => explained))).toFixed(0)} %`,
      holds: proportions.free.map(({ explained, tau }) => explained >= 0.95 && tau > 0.9),
      why: "The same designs at equal thresholds: where the exit stands decides what leaving there saves.",
    },
    {
      kind: "range",
      place: "Fig. 3, 4",
      statement: "Four exits at other places give another average energy x latency: the largest over the smallest",
      low: 1.2,
      ours: Math.max(...averages) / Math.min(...averages),
      published: "differs by placement",
      why: `${four.length} designs with three early exits and the last one, on ${replayDevice}; a fifth more counts as another cost.`,
    },
    {
      kind: "cases",
      place: "Table I, Fig. 2",
      statement: "Fewer bits of backbone and classifiers change where inputs leave",
      ours: `by at most ${points(Math.max(...changes.map(Math.abs)))} points of a share`,
      published: "by up to 8.7 points at 8/8, 10.0 at 8/4",
      holds: bits.map(({ significance }) => significance > 3),
      why: "The one-shot network at 8/8 and 8/4 bits and Merkel's at 8/8, 6/6 and 4/4 against floating point, the same test images at several placements and thresholds; a case holds where a share moves by more than three standard errors. Ours were rounded after training, the published network was trained at each precision. What bits do to energy x latency by stage is in the study of accelerators.",
    },
    {
      kind: "cases",
      place: "Table I, Fig. 2",
      statement: "Fewer bits let fewer inputs leave at the first exit",
      ours: `${[...new Set(bits.map(({ network, bits: at }) => `${network} ${at}`))].map((name) => `${name}: ${firstOf(name).map(points).join(", ")}`).join("; ")} points`,
      published: "-8.7 points at 8/8, -10.0 at 8/4",
      holds: bits.map(({ changes: [first = 0] }) => first < 0),
      why: "The same replays; the published network was trained at each precision, ours were rounded after training.",
    },
  ];
}
