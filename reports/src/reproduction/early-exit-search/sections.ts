import type { Figure } from "@joulebook/core";
import { md, type Section } from "@joulebook/report";
import { effort } from "./exploration.js";
import { figureBlocks } from "../figure-blocks.js";
import { chosenDesign, type Findings, ranged } from "./findings.js";

/** The text of the study around its figures. */
export function studySections(found: Findings, figures: readonly Figure[]): readonly Section[] {
  const figure = figureBlocks(figures);
  const { estimate, devices, fixed } = found;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    {
      id: "chosen",
      title: "The chosen design",
      blocks: [
        {
          kind: "text",
          text: md`A backbone was trained once with two head forms behind each of its ten blocks. Whatever subset of exits one takes, with whatever thresholds, its accuracy and exit shares follow exactly from the recorded answers; energy and latency add up from the parts' costs on a device. NSGA-II {ref:deb} searched on 5,000 validation images under the limits of {ref:zniber}: {fig:search-front}.`,
        },
        figure("search-front"),
        {
          kind: "text",
          text: md`${`The most accurate design within the limits was then trained alone, from scratch, for as many epochs, and rounded to the bits of the design. On the test images the one-shot network had said ${percent(estimate.estimated)}, training it alone gave ${percent(estimate.found)}: the estimate was ${(100 * estimate.error).toFixed(1)} points too high. All heads trained together seem to help the backbone; a single training run each does not prove it. The backbone alone, by the same recipe, reaches ${percent(fixed.test)}.`} {fig:exit-flow} shows where images leave.`,
        },
        figure("exit-flow"),
      ],
    },
    {
      id: "baselines",
      title: "Against which baseline",
      blocks: [
        {
          kind: "text",
          text: md`What early exits save depends on what they are compared with. {table:baselines} names three baselines for each device; the design is the same everywhere, chosen for the first device. Intervals are of the test images; the device models' own errors are larger.`,
        },
        {
          kind: "table",
          id: "baselines",
          title: "Average energy × latency of the chosen design over that of each baseline",
          table: {
            columns: [
              { name: "device", title: "Device", unit: "" },
              ...(devices[0]?.chosen.ratios ?? []).map(({ baseline }, index) => ({
                name: `ratio_${index + 1}`,
                title: baseline,
                unit: "",
              })),
            ],
            rows: devices.map(({ device, chosen }) => [
              device,
              ...chosen.ratios.map(({ ratio, interval }) => ranged(ratio, interval, 2)),
            ]),
          },
        },
      ],
    },
    {
      id: "exploring",
      title: "How the search goes",
      blocks: [
        {
          kind: "text",
          text: md`${`Best so far over evaluations, and the hypervolume of three algorithms at equal evaluations, ${effort.seeds} seeds each.`} {fig:exploration}, {fig:hypervolume}; {fig:predictors} says how far the surrogates could be trusted at each iteration.`,
        },
        figure("exploration"),
        figure("hypervolume"),
        figure("predictors"),
      ],
    },
    {
      id: "designs",
      title: "What designs on the front look like",
      blocks: [
        {
          kind: "text",
          text: md`{fig:importance} says which parameters matter, {fig:parallel} shows designs on the front.`,
        },
        figure("importance"),
        figure("parallel"),
      ],
    },
    {
      id: "devices",
      title: "Another device, another network",
      blocks: [
        figure("devices"),
        {
          kind: "table",
          id: "device-designs",
          title: "The most accurate design within the limits by device",
          table: {
            columns: [
              { name: "device", title: "Device", unit: "" },
              { name: "exits", title: "Exits", unit: "" },
              { name: "heads", title: "Heads", unit: "" },
              { name: "thresholds", title: "Thresholds", unit: "" },
              { name: "bits", title: "Bits", unit: "" },
            ],
            rows: devices.map(({ device, search }) => {
              const design = chosenDesign(search);
              const exits = design["exits"] as readonly number[];
              return [
                device,
                [...exits, 10].join(", "),
                [...exits, 10].map((block) => (design[`head${block}`] === "double" ? "2" : "1")).join(", "),
                exits.map((block) => (design[`threshold${block}`] as number).toFixed(2)).join(", "),
                String(design["bits"]),
              ];
            }),
          },
        },
      ],
    },
    {
      id: "proportional",
      title: "Share that leaves early",
      blocks: [
        {
          kind: "text",
          text: md`Savings are said to be proportional to the share that leaves early. {fig:proportion} shows that this holds at one placement, and not from one placement to another: what an input saves depends on where it leaves.`,
        },
        figure("proportion"),
      ],
    },
    {
      id: "predicted",
      title: "Designs that nobody trained",
      blocks: [
        {
          kind: "text",
          text: md`Predictors learnt from the 96 published designs, in cross-validation over whole designs. A predictor is called useful where the interval of its gain over one that answers the mean lies above 0. None can be trusted outside the trained thresholds (0.70 to 0.95) or to rank the best designs, whose accuracies differ by less than its error.`,
        },
        {
          kind: "table",
          id: "predictors-scored",
          title: "Predictors of accuracy and exit shares",
          table: {
            columns: [
              { name: "quantity", title: "Quantity", unit: "" },
              { name: "learner", title: "Predictor", unit: "" },
              { name: "tau", title: "Kendall's τ", unit: "" },
              { name: "error", title: "Mean absolute error (points)", unit: "" },
              { name: "gain", title: "Gain over the mean (points)", unit: "" },
              { name: "useful", title: "Useful", unit: "" },
            ],
            rows: found.replayed.scores.map(
              ({ quantity, learner, tau, tauInterval, error, errorInterval, gain, gainInterval, useful }) => [
                quantity,
                learner,
                tau === undefined || tauInterval === undefined ? "" : ranged(tau, tauInterval, 2),
                ranged(
                  100 * error,
                  { ...errorInterval, low: 100 * errorInterval.low, high: 100 * errorInterval.high },
                  2,
                ),
                ranged(100 * gain, { ...gainInterval, low: 100 * gainInterval.low, high: 100 * gainInterval.high }, 2),
                useful ? "yes" : "no",
              ],
            ),
          },
        },
      ],
    },
  ];
}
