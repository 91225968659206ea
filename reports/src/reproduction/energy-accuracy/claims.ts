import { type Fraction, mean, merkelCounts, merkelMultiExitCounts } from "@joulebook/core";
import { sizeTrend } from "@joulebook/figures";
import { groupBy } from "@joulebook/measurements";
import { modelSizes } from "../../design-review/model-sizes.js";
import type { ClaimRow } from "../claim-row.js";
import { againstSeparate, withoutTraced } from "./against-separate.js";
import { dynamicCurves, fixedExits, largestSaving, surelyRight, testColumns } from "./dynamic.js";
import { furtherClaims } from "./further-claims.js";
import type { Filters, Runs, TrainedNetwork } from "./runs.js";
import { alphaGrid, bestNetwork, closedFormErrors, fittedCurves, regions } from "./static.js";

const short = "trained for at most ten epochs, the paper's networks for longer";

/** Every statement of the paper that could be true or false. */
export function energyAccuracyClaims(runs: Runs): readonly ClaimRow[] {
  return [
    ...sizes(),
    ...depthAndWidth(runs),
    ...formulas(runs),
    ...parameters(),
    ...modes(runs),
    ...([64, 16] as const).flatMap((filters) => dynamic(runs, filters)),
    ...furtherClaims(runs),
    ...untestable,
  ];
}

function sizes(): readonly ClaimRow[] {
  return modelSizes().flatMap(({ name, models }) =>
    (["top1", "top5"] as const).map((metric): ClaimRow => {
      const known = models.flatMap((model) => {
        const [accuracy, size] = [model[metric], model.params];
        return accuracy === undefined || size === undefined ? [] : [{ accuracy, size }];
      });
      const trend = sizeTrend(
        known.map(({ accuracy }) => accuracy),
        known.map(({ size }) => size),
      );
      return {
        kind: "range",
        place: "Fig. 1",
        statement: `The number of parameters grows exponentially with the ${metric === "top1" ? "top-1" : "top-5"} accuracy (${name})`,
        low: 0.5,
        near: 0.3,
        ours: trend?.r2 ?? 0,
        unit: "R²",
        published: "an exponential trend",
        why: `Fit of the logarithms over ${known.length} networks; R² of .5 is taken as a trend. Other networks than the paper's.`,
      };
    }),
  );
}

function depthAndWidth(runs: Runs): readonly ClaimRow[] {
  const rows = ([64, 16] as const).flatMap((filters): ClaimRow[] => {
    const networks = runs.depth[filters];
    const best = bestNetwork(networks, 0);
    const path = alphaGrid.map((alpha) => bestNetwork(networks, alpha).depth);
    return [
      {
        kind: "value",
        place: "Fig. 2",
        statement: `The test accuracy is highest at six layers (${filters} filters)`,
        published: 6,
        ours: best.depth,
        tolerance: 0,
        near: 2,
        unit: "layers",
        why: `Of ${networks.length} depths, ${filters === 16 ? "means of three runs up to six layers, one run beyond" : "means of four runs up to six layers, of three beyond"}; ${short}, which costs deep networks most.`,
      },
      {
        kind: "cases",
        place: "Fig. 2",
        statement: `The depth with the least cost falls as alpha grows (${filters} filters)`,
        holds: path.slice(1).map((depth, index) => depth <= (path[index] as number)),
        why: `From ${path[0]} layers at alpha 0 to ${path.at(-1)} at 1, at 101 weights.`,
      },
      {
        kind: "cases",
        place: "Eq. (1)",
        statement: `At alpha 0 the most accurate network is best, at alpha 1 the one that needs least (${filters} filters)`,
        holds: [
          best.test === Math.max(...networks.map(({ test }) => test)),
          bestNetwork(networks, 1).macs === Math.min(...networks.map(({ macs }) => macs)),
        ],
        why: "The least cost among the trained networks.",
      },
    ];
  });
  const widths = alphaGrid.map((alpha) => bestNetwork(runs.width, alpha).filters);
  return [
    ...rows,
    ...([64, 16] as const).flatMap((filters) => deeperNetworks(runs, filters)),
    {
      kind: "cases",
      place: "Fig. 2",
      statement: "The width with the least cost falls as alpha grows (six layers)",
      holds: widths.slice(1).map((width, index) => width <= (widths[index] as number)),
      why: `From ${widths[0]} filters at alpha 0 to ${widths.at(-1)} at 1; widths 2 to 64, means of three runs.`,
    },
    {
      kind: "cases",
      place: "Fig. 2",
      statement: "Wider networks are more accurate (six layers)",
      holds: runs.width.slice(1).map(({ test }, index) => test > (runs.width[index]?.test ?? 1)),
      why: "2, 4, 8, 16, 32, 48 and 64 filters, means of three runs with PyTorch.",
    },
  ];
}

function deeperNetworks(runs: Runs, filters: Filters): readonly ClaimRow[] {
  const six = runs.depth[filters][5] as TrainedNetwork;
  const deeper = runs.depth[filters].filter(({ depth }) => depth > 6);
  const count = filters === 16 ? "one run" : "means of three runs";
  const dead = deeper.reduce((sum, { seeds }) => sum + seeds.filter(({ test }) => test < 0.15).length, 0);
  return [
    {
      kind: "cases",
      place: "Fig. 2",
      statement: `Beyond six layers the test accuracy falls (${filters} filters)`,
      holds: deeper.map(({ test }) => test < six.test),
      why: `Seven to eleven layers, ${count}, against the mean at six; ${dead === 1 ? "one run" : `${dead} runs`} of eleven layers did not learn at all.`,
    },
    {
      kind: "cases",
      place: "Fig. 2",
      statement: `It falls because deeper networks overfit: their training accuracy does not fall (${filters} filters)`,
      holds: deeper.map(({ train }) => train >= six.train - 0.005),
      why: `The training accuracy falls as well: these networks are undertrained, not overfitted (${short}).`,
    },
  ];
}

function formulas(runs: Runs): readonly ClaimRow[] {
  const rows = ([64, 16] as const).flatMap((filters): ClaimRow[] => {
    const networks = runs.depth[filters].slice(0, 6);
    const { depth } = fittedCurves(networks, runs.width);
    const cells = regions(networks);
    const byExecution = groupBy(cells, ({ penalty }) => penalty);
    const rises = [...byExecution.values()].flatMap((column) => {
      const ordered = column.toSorted((a, b) => a.execution - b.execution);
      return ordered.slice(1).map((cell, index) => cell.depth >= (ordered[index]?.depth ?? 0));
    });
    return [
      {
        kind: "range",
        place: "Fig. 3",
        statement: `Over depths the relative energy is a e^(bA) (${filters} filters)`,
        low: 0.9,
        near: 0.3,
        ours: depth.r2 ?? 0,
        unit: "R²",
        published: "a good fit",
        why: "Least squares in the unit of the cost, one to six layers; the MACs are concave in depth while accuracy saturates.",
      },
      {
        kind: "cases",
        place: "Fig. 4",
        statement: `The more an execution costs, the more layers pay (${filters} filters)`,
        holds: rises,
        why: "Depth of least energy over E_X/E_Dmax at each penalty.",
      },
      {
        kind: "value",
        place: "Fig. 4",
        statement: `Every depth from one to six has a region where it is best (${filters} filters)`,
        published: 6,
        ours: new Set(cells.map((cell) => cell.depth)).size,
        tolerance: 0,
        near: 2,
        unit: "depths",
        why: "E_X/E_Dmax from .01 to 100, penalties from 1 to 100, best of the trained networks; the paper rounds the curve's optimum.",
      },
      {
        kind: "cases",
        place: "Fig. 4",
        statement: `With a penalty of one the shallowest network is best (${filters} filters)`,
        holds: cells.filter(({ penalty }) => penalty === 1).map((cell) => cell.depth === 1),
        why: "Without a penalty errors cost nothing, so the least decision energy wins.",
      },
    ];
  });
  const { width } = fittedCurves(runs.depth[16], runs.width);
  const { numeric, equivalence } = closedFormErrors(runs.depth[64].slice(0, 6));
  return [
    ...rows,
    {
      kind: "range",
      place: "Fig. 3",
      statement: "Over widths the relative energy is a (A - 0.1)/(1 - bA)",
      low: 0.9,
      near: 0.3,
      ours: width.r2 ?? 0,
      unit: "R²",
      published: "a good fit",
      why: "Seven widths at six layers, two parameters.",
    },
    {
      kind: "value",
      place: "Eq. (7)",
      statement: "The closed form is where the cost is least",
      published: 0,
      ours: numeric,
      tolerance: 2e-5,
      why: "Largest difference from a search over 100,001 accuracies, at 99 weights.",
    },
    {
      kind: "value",
      place: "Eq. (9)",
      statement: "The binary decision's optimum is (7) at an equivalent alpha",
      published: 0,
      ours: equivalence,
      tolerance: 1e-9,
      why: "alpha = 1/(1 + (gamma - 1) E_X/E_Dmax), for twelve pairs of execution energy and penalty.",
    },
    {
      kind: "cases",
      place: "Eq. (9)",
      statement: "The ratio near Figure 4 is E_X/E_Dmin",
      holds: [false],
      ours: "E_X/E_Dmax",
      why: "The derivation divides by the largest decision energy; the printed minimum is a misprint.",
    },
  ];
}

function parameters(): readonly ClaimRow[] {
  const separate = [1, 2, 3, 4, 5, 6].reduce((sum, depth) => sum + merkelCounts({ depth, filters: 64 }).params, 0);
  const shared = merkelMultiExitCounts({ depth: 6, filters: 64 }).total.params;
  return [
    {
      kind: "value",
      place: "Fig. 5",
      statement: "Six networks have 2.6 million parameters",
      published: 2.6,
      ours: separate / 1e6,
      tolerance: 0.05,
      unit: "M",
      why: "Counted: 2,597,820 with biases, valid convolutions.",
    },
    {
      kind: "value",
      place: "Fig. 5",
      statement: "One network with six exits has 2.4 million",
      published: 2.4,
      ours: shared / 1e6,
      tolerance: 0.05,
      unit: "M",
      why: "Counted: 2,369,084.",
    },
    {
      kind: "value",
      place: "Fig. 5",
      statement: "That is 8 % fewer",
      published: 0.08,
      ours: 1 - shared / separate,
      tolerance: 0.01,
      why: "8.8 % exactly; 7.7 % from the rounded figures.",
    },
  ];
}

function modes(runs: Runs): readonly ClaimRow[] {
  const combined = againstSeparate(runs.combined[16], runs.depth[16].slice(0, 6));
  const wide = againstSeparate(runs.combined[64], runs.depth[64].slice(0, 6));
  const individual = againstSeparate(runs.individual[16], runs.depth[16].slice(0, 5));
  const wideHeads = againstSeparate(runs.individual[64], runs.depth[64].slice(0, 5).map(withoutTraced));
  const better = combined.byExit.filter((difference) => difference > 0).length;
  return [
    {
      kind: "value",
      place: "Fig. 6",
      statement: "Training all exits together costs no accuracy on average (16 filters)",
      published: 0,
      ours: combined.mean,
      interval: combined.interval,
      tolerance: 1,
      near: 2.5,
      unit: "points",
      why: "Mean over six exits and three seeds against separate networks of the same seeds; interval over seeds, of which three are few.",
    },
    {
      kind: "value",
      place: "Fig. 6",
      statement: "Training all exits together costs no accuracy on average (64 filters)",
      published: 0,
      ours: wide.mean,
      interval: wide.interval,
      tolerance: 1,
      near: 2.5,
      unit: "points",
      why: `Mean over six exits and four runs against separate networks; a gain rather than a cost; interval over runs, of which four are few; by exit ${wide.byExit.map((difference) => difference.toFixed(1)).join(", ")}.`,
    },
    {
      kind: "value",
      place: "Fig. 6",
      statement: "Training heads on frozen convolutions costs 2.5 points on average (16 filters)",
      published: -2.5,
      ours: individual.mean,
      interval: individual.interval,
      tolerance: 1,
      near: 2.5,
      unit: "points",
      why: "Mean over exits one to five and three seeds against separate networks of the same seeds, 16 filters; interval over seeds, of which three are few.",
    },
    {
      kind: "value",
      place: "Fig. 6",
      statement: "Training heads on frozen convolutions costs 2.5 points on average (64 filters)",
      published: -2.5,
      ours: wideHeads.mean,
      interval: wideHeads.interval,
      tolerance: 1,
      near: 2.5,
      unit: "points",
      why: `Mean over exits one to five and three seeds against separate networks; interval over seeds; by exit ${wideHeads.byExit.map((difference) => difference.toFixed(1)).join(", ")}.`,
    },
    {
      kind: "cases",
      place: "Fig. 6",
      statement: "Some layers are more accurate when trained together",
      holds: [better > 0],
      ours: `${better} of 6 exits`,
      why: "Means of three seeds against the separate networks of the same depth, 16 filters.",
    },
    {
      kind: "cases",
      place: "Fig. 6",
      statement: "Training together is better than training heads alone, at every exit (16 filters)",
      holds: individual.byExit.map((difference, exit) => (combined.byExit[exit] as number) > difference),
      why: "Means over three seeds, exits one to five.",
    },
    {
      kind: "cases",
      place: "Fig. 6",
      statement: "Training together is better than training heads alone, at every exit (64 filters)",
      holds: wideHeads.byExit.map((difference, exit) => (wide.byExit[exit] as number) > difference),
      why: "Means over four and three runs, exits one to five.",
    },
  ];
}

function dynamic(runs: Runs, filters: Filters): readonly ClaimRow[] {
  const columns = testColumns(runs, filters);
  const confidence = Array.from({ length: 6 }, (_, exit) => {
    let sum = 0;
    for (let n = 0; n < columns.examples; n++) sum += columns.score[n * 6 + exit] as number;
    return sum / columns.examples;
  });
  const monotone = Array.from({ length: 6 }, (_, exit) => exit).flatMap((exit) => {
    const steps = Array.from({ length: 18 }, (_, step) => surelyRight(columns, exit, 0.1 + step * 0.05)).filter(
      ({ count }) => count >= 200,
    );
    return steps.slice(1).map(({ accuracy }, index) => accuracy >= (steps[index]?.accuracy ?? 1) - 0.005);
  });
  const firstSure = Array.from({ length: 91 }, (_, step) => step / 100 + 0.1).find((least) => {
    const { accuracy, count } = surelyRight(columns, 0, least);
    return count >= 50 && accuracy >= 0.76;
  });
  const [plain, weighted] = dynamicCurves(runs, filters) as [
    ReturnType<typeof dynamicCurves>[number],
    ReturnType<typeof dynamicCurves>[number],
  ];
  const top = Math.max(...fixedExits(runs, filters).map(({ accuracy }) => accuracy));
  const followed = plain.points.filter(({ wanted }) => wanted >= 0.35 && wanted <= top - 0.02);
  const last = plain.points.at(-1)?.accuracy ?? 0;
  const of = `(${filters} filters)`;
  const below = (against: "step" | "line"): readonly boolean[] =>
    plain.points.flatMap((point) =>
      point[against] === undefined ? [] : [point.energy <= (point[against] as number) + 1e-9],
    );
  const saving = (against: "step" | "line", heads: "energy" | "withoutHeads"): Fraction =>
    largestSaving(plain.points, against, heads).saving;
  return [
    {
      kind: "cases",
      place: "Fig. 7",
      statement: `Deeper exits are surer on average ${of}`,
      holds: confidence.slice(1).map((value, exit) => value > (confidence[exit] as number)),
      why: `Mean largest probability on the test images: ${confidence.map((value) => value.toFixed(2)).join(", ")}.`,
    },
    {
      kind: "cases",
      place: "Fig. 8",
      statement: `The accuracy of images above a confidence rises with it ${of}`,
      holds: monotone,
      why: "Steps of .05 with at least 200 images, falls of half a point allowed, all exits.",
    },
    firstSure === undefined
      ? {
          kind: "untestable",
          place: "Fig. 8",
          statement: `An accuracy of 76 % at exit 1 needs a confidence of .76 ${of}`,
          published: 0.76,
          why: "No confidence of exit 1 with at least 50 images reaches it.",
        }
      : {
          kind: "value",
          place: "Fig. 8",
          statement: `An accuracy of 76 % at exit 1 needs a confidence of .76 ${of}`,
          published: 0.76,
          ours: firstSure,
          tolerance: 0.05,
          near: 0.2,
          why: "The least confidence, in steps of .01, whose images are right that often; at least 50 of them.",
        },
    {
      kind: "value",
      place: "Fig. 9",
      statement: `With both weights 1 the test accuracy follows the wanted one ${of}`,
      published: 0,
      ours: mean(followed.map(({ wanted, accuracy }) => Math.abs(accuracy - wanted))),
      tolerance: 0.02,
      near: 0.06,
      why: `Mean distance over wanted accuracies from 35 % to two points below the best exit (${(100 * top).toFixed(1)} %).`,
    },
    {
      kind: "value",
      place: "Fig. 9",
      statement: `It saturates at the accuracy of the whole network, about 80 % ${of}`,
      published: 0.8,
      ours: last,
      tolerance: 0.02,
      near: 0.12,
      why: `Ours saturates at its own last exit; ${short}.`,
    },
    {
      kind: "cases",
      place: "Fig. 9",
      statement: `It saturates at the accuracy of the whole network ${of}`,
      holds: [Math.abs(last - (fixedExits(runs, filters).at(-1)?.accuracy ?? 0)) < 0.01],
      why: "A wish that nothing fulfils sends every image to the last exit.",
    },
    {
      kind: "cases",
      place: "Fig. 9",
      statement: `The weights (0.8, 1.1) give a higher accuracy for the same wish ${of}`,
      holds: plain.points.map(({ accuracy }, index) => (weighted.points[index]?.accuracy ?? 0) >= accuracy - 1e-9),
      why: "At 61 wanted accuracies; where it falls, the last exit is not the most accurate one.",
    },
    {
      kind: "cases",
      place: "Eq. (10)",
      statement: `With beta2 = 1.1 no confidence suffices for a wish above .909 ${of}`,
      holds: weighted.points
        .filter(({ wanted }) => wanted > 1 / 1.1)
        .map(({ exitShares }) => (exitShares.at(-1) ?? 0) === 1),
      why: "1.1 x .91 exceeds one: every image goes to the last exit.",
    },
    {
      kind: "cases",
      place: "Fig. 10",
      statement: `The dynamic scheme needs less energy than fixed networks at every accuracy (steps) ${of}`,
      holds: below("step"),
      why: "Against the cheapest fixed exit with that accuracy, all heads on the way counted.",
    },
    {
      kind: "cases",
      place: "Fig. 10",
      statement: `The dynamic scheme needs less energy than fixed networks at every accuracy (straight lines) ${of}`,
      holds: below("line"),
      why: "Against the cheapest mixture of two fixed exits: the fairer baseline.",
    },
    ...(["step", "line"] as const).flatMap((against) =>
      (["energy", "withoutHeads"] as const).map(
        (heads): ClaimRow => ({
          kind: "value",
          place: "Fig. 10",
          statement: `The largest saving is 42 % of the largest energy (${against === "step" ? "steps" : "straight lines"}, ${heads === "energy" ? "all heads counted" : "only the head that answers"}) ${of}`,
          published: 0.42,
          ours: saving(against, heads),
          tolerance: 0.05,
          near: 0.15,
          why: "In units of E_Dmax; how the paper joins fixed networks and counts heads is not said, so the other readings are here, too.",
        }),
      ),
    ),
    {
      kind: "cases",
      place: "Fig. 10",
      statement: `The largest saving is near the top accuracy ${of}`,
      holds: (["step", "line"] as const).map((against) => largestSaving(plain.points, against).accuracy > top - 0.06),
      why: "Within six points of the best exit, for both baselines.",
    },
  ];
}

const untestable: readonly ClaimRow[] = [
  {
    kind: "untestable",
    place: "Fig. 3",
    statement: "The fitted coefficients of both curves",
    why: "The paper prints no numbers for them.",
  },
  {
    kind: "untestable",
    place: "Sec. 2",
    statement: "Clouds want a small alpha, edge devices a large one",
    why: "A preference; no system's alpha was measured.",
  },
  {
    kind: "untestable",
    place: "Sec. 4",
    statement: "The decision's energy is proportional to its MACs in hardware",
    why: "The paper measures no hardware; measured boards are in the study of measured models.",
  },
  {
    kind: "untestable",
    place: "Sec. 5",
    statement: "A dropout rate of 0.8 means that 80 % of the inputs are dropped",
    why: "The paper does not say whether it drops or keeps; the runs here drop 80 %, and a row above has what keeping them would change.",
  },
  {
    kind: "untestable",
    place: "Sec. 3",
    statement: "A controller that follows alpha leaves fewer resources unused than one fixed network",
    why: "The paper gives no schedule of resources; the study shows what is unused when every weight comes once.",
  },
];
