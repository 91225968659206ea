import { quantile, spearman } from "@joulebook/core";
import { zooNetwork } from "@joulebook/network";
import type { ClaimRow } from "../claim-row.js";
import { configurationText, type Findings, handSet } from "./findings.js";
import { recallWithin } from "./options.js";

const assumedNote = "the first network, its scores, the difficulty and the events are assumed";

/** Statements on frame rates, cascades and their optimisation. */
export function cascadeClaims(found: Findings): readonly ClaimRow[] {
  return [...argument(), ...twoOptions(found), ...cascadeRows(found), ...eventRates(found), ...optimiser(found)];
}

/** Why compute at the edge at all. */
function argument(): ClaimRow[] {
  const place = "Cloud and edge";
  return [
    {
      kind: "untestable",
      place,
      statement: "Sending data to the cloud takes longer than deciding on the device",
      why: "The round trip of a network nobody measured here; a scenario's cloud stage takes it as an input.",
    },
    {
      kind: "untestable",
      place,
      statement: "Transmission and data centres emit more CO2 than inference on the device",
      why: "No carbon intensity of either is in the data; a scenario may state grams per call.",
    },
    {
      kind: "untestable",
      place,
      statement: "Data that stay on the device keep people's privacy",
      why: "Not a matter of energy; `dataStaysOnDevice` forbids a cloud stage.",
    },
    {
      kind: "untestable",
      place,
      statement: "Sending raw data takes more energy than inference on the device",
      why: "No measurement of a radio is in the data; energy per byte and wake-up are inputs of the cloud stage.",
    },
  ];
}

/** Option A and option B. */
function twoOptions({ options, scenario, chosen }: Findings): ClaimRow[] {
  const { a, b } = options;
  const place = "Options A and B";
  const same = a.map((one, at) => (b[at]?.power ?? 0) / one.power);
  // A threshold at which both find about as many events: what it costs in false alarms and time.
  const limits = [1, 10, 100];
  const allowed = limits.map((limit) => [recallWithin(a, limit), recallWithin(b, limit)] as const);
  const equal = a.flatMap((one) => {
    const other = b.find(({ recall }) => recall >= one.recall);
    return other === undefined || one.latency === undefined || other.latency === undefined
      ? []
      : [[one, other] as const];
  });
  const localised = a.map((one, at) => one.resolution / (b[at]?.resolution ?? one.resolution));
  const small = chosen.stages[0].energy;
  return [
    {
      kind: "value",
      place,
      statement: "A large network once a second and one ten times smaller ten times a second draw the same power",
      published: 1,
      ours: quantile(same, 0.5),
      tolerance: 1e-6,
      unit: "times",
      why: `Dynamic energy of MobileNetV1 0.25 on NDP120, measured, and a tenth of it (${(small * 1e6).toFixed(2)} µJ): by arithmetic, static power being common.`,
    },
    {
      kind: "value",
      place,
      statement: "The small network has ten times the resolution in time",
      published: 10,
      ours: quantile(localised, 0.5),
      tolerance: 1e-9,
      unit: "times",
      why: "The time between two frames, 1 s and 0.1 s.",
    },
    {
      kind: "cases",
      place,
      statement: "The small network at ten times the rate tells an event sooner (at no fewer events found)",
      holds: equal.map(([one, other]) => (other.latency ?? 0) < (one.latency ?? 0)),
      assumed: true,
      why: `Mean time to alarm at thresholds where it finds at least as many events; ${assumedNote}. It decides by 6 of 8 frames, the large one by single frames.`,
    },
    {
      kind: "cases",
      place,
      statement: "The large network classifies single frames better",
      ours: `AUC ${scenario.networks["medium"]?.detector.auc.toFixed(2)} against ${scenario.networks["small"]?.detector.auc.toFixed(2)}`,
      holds: a.map(({ falseHit }, at) => falseHit < (b[at]?.falseHit ?? 0)),
      assumed: true,
      why: "False hits at equal recall of single frames, by a measured AUC and an assumed one.",
    },
    {
      kind: "cases",
      place,
      statement: "Which option is better depends on the precision and recall that are asked for",
      ours: allowed
        .map(([one, other], at) => `${limits[at]}/d: ${(100 * one).toFixed(0)} and ${(100 * other).toFixed(0)} %`)
        .join("; "),
      holds: [
        allowed.some(([one, other]) => one > other) ||
          equal.some(([one, other]) => one.falseAlarms < other.falseAlarms),
        allowed.some(([one, other]) => other > one),
      ],
      assumed: true,
      why: `Events found by A and B with at most so many false alarms a day; ${assumedNote}. Frames that confirm each other are worth more than a better single frame.`,
    },
  ];
}

/** Small often, big when something is suspected. */
function cascadeRows({ strategies, optimum, chosen, simulated, scenario, sampled }: Findings): ClaimRow[] {
  const place = "Cascades";
  const vww = zooNetwork("mlperf-tiny-vww");
  const quarter = zooNetwork("mobilenet-v1-0.25-96");
  const macs = ({ layers }: typeof vww): number => layers.reduce((sum, layer) => sum + layer.macs, 0);
  const rare = strategies.rows.filter(({ eventsPerHour }) => eventsPerHour <= 10);
  const bests = [optimum.best, ...sampled.bySeed];
  const recalls = bests.map(({ stages }) => {
    const calibration = stages[0]?.calibration ?? { recall: 0 };
    return "recall" in calibration ? calibration.recall : 0;
  });
  const { split, worth } = strategies;
  const [first] = chosen.stages;
  return [
    {
      kind: "cases",
      place,
      statement: "Running a small network often and a large one on suspicion draws less than the large one always",
      ours: `${(1e6 * (rare[0]?.exclusive ?? 0)).toFixed(0)} to ${(1e6 * (rare.at(-1)?.exclusive ?? 0)).toFixed(0)} µW against ${(1e6 * (rare[0]?.mediumOnly ?? 0)).toFixed(0)} µW`,
      holds: rare.flatMap(({ exclusive, sequential, mediumOnly }) => [exclusive < mediumOnly, sequential < mediumOnly]),
      assumed: true,
      why: `Up to 10 events an hour, both ways of switching; ${assumedNote}.`,
    },
    {
      kind: "cases",
      place,
      statement: "Cascades save by less energy per inference and by fewer inferences",
      ours: `${(1e6 * split.lessEnergy).toFixed(0)} µW and ${(1e6 * split.fewerInferences).toFixed(0)} µW of ${(1e6 * split.saved).toFixed(0)} µW`,
      holds: [split.lessEnergy > 0, split.fewerInferences > 0],
      assumed: true,
      why: "Split of what the chosen cascade saves over its second network alone; fewer inferences only as far as the small network runs at a lower rate.",
    },
    {
      kind: "cases",
      place,
      statement: "The first stage is calibrated to a high recall",
      ours: recalls.map((recall) => `${Math.round(100 * recall)} %`).join(", "),
      holds: recalls.map((recall) => recall >= 0.8),
      assumed: true,
      why: "Recall of single frames of the first network in the configurations with least power, five seeds; 80 % counts as high. Confirmation makes up for a low one.",
    },
    {
      kind: "cases",
      place,
      statement:
        "The second stage is a MobileNetV1 of a quarter's width, the network of MLPerf Tiny's person detection",
      ours: `${macs(vww)} MACs`,
      holds: [macs(vww) === macs(quarter), macs(vww) === 7_489_664],
      why: "Layer by layer the same network, recounted.",
    },
    {
      kind: "range",
      place,
      statement: "The small network runs more than nine times out of ten (our reading of “9 times more often”)",
      low: 0.9,
      ours: optimum.best.outcome.stages[0]?.duty ?? 0,
      assumed: true,
      why: `Share of the time that it is in charge in the chosen configuration at 4 events an hour; ${assumedNote}. As printed the sentence has no meaning.`,
    },
    {
      kind: "range",
      place,
      statement:
        "Less energy in the small network is worth little where static power dominates: most that could be saved",
      high: 0.1,
      ours: worth.most,
      published: "up to 10 %",
      assumed: true,
      why: `With no event at all ${(100 * worth.staticShare).toFixed(0)} % of the power is static; ours is the share that a first network without any energy would save.`,
    },
    {
      kind: "cases",
      place,
      statement: "A power model replaces measurements in the laboratory: an independent simulation agrees",
      ours: `power ${(1e6 * optimum.best.outcome.power).toFixed(1)} and ${(1e6 * simulated.power).toFixed(1)} µW, recall ${(100 * optimum.best.outcome.recall).toFixed(1)} and ${(100 * simulated.recall).toFixed(1)} %, false alarms ${optimum.best.outcome.falseAlarms.toFixed(1)} and ${simulated.falseAlarms.toFixed(1)} a day`,
      ...(simulated.intervals.recall === undefined ? {} : { interval: simulated.intervals.recall }),
      holds: [
        Math.abs(optimum.best.outcome.power / simulated.power - 1) < 0.01,
        Math.abs(optimum.best.outcome.recall - simulated.recall) < 0.02,
        Math.abs(optimum.best.outcome.falseAlarms / simulated.falseAlarms - 1) < 0.2,
      ],
      assumed: true,
      why: `Closed form and simulation of the chosen configuration; the interval is the simulation's, of recall. Overlapping events help each other in the simulation and not in the closed form. That both share the model of ${scenario.chip.name} and its scores, no measurement of a cascade being published, leaves the statement partly open.`,
    },
    {
      kind: "cases",
      place,
      statement: "The device switches to the medium network: its small one need not run meanwhile",
      ours: `exclusive ${(1e6 * (strategies.rows.at(-3)?.exclusive ?? 0)).toFixed(0)}, sequential ${(1e6 * (strategies.rows.at(-3)?.sequential ?? 0)).toFixed(0)} µW at ${strategies.rows.at(-3)?.eventsPerHour} events an hour`,
      holds: strategies.rows.map(({ exclusive, sequential }) => exclusive < sequential),
      assumed: true,
      why: `Switching saves what the ${first.name} network would draw; ${assumedNote}.`,
    },
    {
      kind: "untestable",
      place,
      statement: "A third stage in the cloud is asked seldom enough to cost little",
      why: "Its energy per byte, its scores and its round trip are not published.",
    },
  ];
}

/** Power over positives per hour. */
function eventRates({ strategies }: Findings): ClaimRow[] {
  const { rows, sequential, exclusive, equalRates } = strategies;
  const place = "Events per hour";
  const grows = (key: "sequential" | "exclusive"): boolean[] =>
    rows.slice(1).map((row, at) => row[key] >= (rows[at]?.[key] ?? 0));
  const above = rows.filter(({ eventsPerHour }) => eventsPerHour > (exclusive.invest ?? Number.POSITIVE_INFINITY));
  const [rarest] = rows;
  const often = rows.at(-1);
  const rate = (value: number | undefined): string =>
    value === undefined ? "at no rate" : `from ${value.toFixed(1)} an hour on`;
  return [
    {
      kind: "cases",
      place,
      statement: "As positives per hour rise, the cascade's power rises",
      holds: [...grows("sequential"), ...grows("exclusive")],
      assumed: true,
      why: `Neighbours on a grid of ${rows.length} rates, both ways of switching; ${assumedNote}.`,
    },
    {
      kind: "cases",
      place,
      statement: "From some rate on running the large network first draws less: the cascade should be abandoned",
      ours: `sequential ${rate(sequential.abandon)}, exclusive ${rate(exclusive.abandon)}`,
      holds: [sequential.abandon !== undefined, exclusive.abandon !== undefined],
      partlyFrom: 0.5,
      assumed: true,
      why: "True where the small network keeps running. A device that switches, as the article describes it, never draws more than the large network alone while the small one takes less power.",
    },
    {
      kind: "value",
      place,
      statement:
        "With ten times less energy at equal rates the cascade loses from a duty of 0.9 of the medium network on",
      published: 0.9,
      ours: equalRates.abandon.sequential,
      tolerance: 1e-6,
      why: "1 − ρ f₁/f₂, the small network running on: our reading of a garbled sentence with a nine in it.",
    },
    {
      kind: "value",
      place,
      statement:
        "With ten times less energy at equal rates the medium network draws more than the small one from a duty of 0.1 on",
      published: 0.1,
      ours: equalRates.invest.sequential,
      tolerance: 1e-6,
      why: "ρ f₁/f₂, the small network running on.",
    },
    {
      kind: "cases",
      place,
      statement: "Once the medium network draws more than the small one, spending more on the small network pays",
      ours: `${above.filter(({ betterFirst, exclusive: power }) => betterFirst < power).length} of ${above.length} rates above ${exclusive.invest?.toFixed(1) ?? "none"} an hour`,
      holds: above.length === 0 ? [false] : above.map(({ betterFirst, exclusive: power }) => betterFirst < power),
      assumed: true,
      why: "A first network of twice the energy, its AUC half of the way to the second's (assumed), at the same settings: when real events call the medium network, a better small one cannot keep it off; it pays where false calls do.",
    },
    {
      kind: "cases",
      place,
      statement: "With rare events the medium network may be as large as the hardware allows",
      ours: `${rarest?.largest.toFixed(1)} times its energy with no event, ${often?.largest.toFixed(2)} times at ${often?.eventsPerHour} an hour`,
      holds: [(rarest?.largest ?? 0) > (often?.largest ?? 0), (rarest?.largest ?? 0) >= 10],
      assumed: true,
      why: "Energy of the medium network at which it costs a tenth of the battery's life: larger with rare events, but false calls of the small network bound it; ten times counts as “as large as allowed”.",
    },
  ];
}

/** What sampling finds. */
function optimiser({ optimum, sampled, scenario, sensitivity }: Findings): ClaimRow[] {
  const place = "Optimisation";
  const byHand = handSet(scenario);
  const bests = [optimum.best, ...sampled.bySeed];
  const front = optimum.front.map(({ outcome }) => outcome);
  const rank = (values: readonly number[]): number =>
    spearman(
      front.map(({ power }) => power),
      values,
    ) ?? 0;
  const duties = bests.map(({ outcome }) => outcome.stages.map(({ duty }) => duty));
  const worst = Math.max(...sensitivity.variants.map(({ power }) => Math.abs(power / sensitivity.base.power - 1)));
  return [
    {
      kind: "cases",
      place,
      statement: "Sampling frame rates, confirmations and calibrations finds configurations that beat hand-set ones",
      ours: `${bests.map(({ outcome }) => (1e6 * outcome.power).toFixed(0)).join(", ")} against ${(1e6 * byHand.power).toFixed(0)} µW`,
      holds: bests.map(({ outcome }) => outcome.power < byHand.power),
      assumed: true,
      why: "Least power under the requirements, five seeds, against the scenario's own stages, which meet them as well.",
    },
    {
      kind: "cases",
      place,
      statement: "The optimum is a set of duty cycles",
      ours: duties.map((list) => list.map((duty) => `${(100 * duty).toFixed(0)} %`).join(" and ")).join("; "),
      holds: duties.map((list) => list.every((duty) => duty > 0 && duty < 1)),
      assumed: true,
      why: `Shares of the time of the two stages, five seeds; ${configurationText(optimum.best)} is the best of the first.`,
    },
    {
      kind: "cases",
      place,
      statement: "Power, recall and false alarms cannot all be had at once",
      ours: `${front.length} configurations on the front`,
      holds: [
        front.length > 1,
        rank(front.map(({ recall }) => recall)) > 0 || rank(front.map(({ falseAlarms }) => -falseAlarms)) > 0,
      ],
      assumed: true,
      why: "Of the configurations that meet the requirements those that no other beats; along them more power goes with more recall or with fewer false alarms.",
    },
    {
      kind: "cases",
      place,
      statement: "The requirements decide what the optimum is",
      ours: optimum.requirements
        .filter(({ binds }) => binds)
        .map(({ requirement }) => requirement)
        .join(", "),
      holds: [optimum.requirements.some(({ binds }) => binds)],
      assumed: true,
      why: "Requirements without which less power would do.",
    },
    {
      kind: "range",
      place,
      statement:
        "A power model allows decisions before anything is measured: what one assumed value can change of the power",
      high: 0.1,
      ours: worst,
      published: "an explorable trade space",
      assumed: true,
      near: 0.3,
      why: "Largest relative change of the power when one assumed value is halved or doubled, all else equal; a tenth counts as decidable. The power is mostly static, hence the small numbers; false alarms move far more.",
    },
    {
      kind: "untestable",
      place,
      statement: "Users accept the latency and the false alarms of the optimum",
      why: "User experience was not measured; both are requirements of a scenario.",
    },
  ];
}
