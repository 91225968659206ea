import {
  averagePower,
  batteryLifetime,
  cardProblems,
  comparisonProblems,
  crossoverRate,
  dutyCyclePower,
  median,
  pulsePower,
  solutionPower,
  sustainedEfficiency,
} from "@joulebook/core";
import { zooNetwork } from "@joulebook/network";
import type { ClaimRow } from "../claim-row.js";
import { type Board, pointAt, type StudyData, type Task, tasks } from "./measured.js";
import { type ChipPower, fast, slow } from "./power.js";

const day = 86_400;

/** Stop mode of a microcontroller with its memory kept; nobody measured it on this board. */
export const assumedStop = 20e-6;

/** Statements on power, energy and benchmarks. */
export function powerClaims(data: StudyData, power: ChipPower): readonly ClaimRow[] {
  return [
    ...averages(),
    ...benchmarkCards(data),
    ...voltages(data, power),
    ...solutionPowers(data, power),
    ...microcontrollers(data),
  ];
}

/** Worked examples of energy, power and duty. */
function averages(): ClaimRow[] {
  const half = dutyCyclePower([
    { power: 60, duration: day / 2 },
    { power: 0, duration: day / 2 },
  ]);
  const flash = pulsePower({ energy: 4, duration: 1e-3, period: day / 4 });
  const place = "Energy and power";
  return [
    {
      kind: "value",
      place,
      statement: "A bulb of 60 W that burns half of the day draws 30 W on average",
      published: 30,
      ours: half,
      tolerance: 1e-9,
      unit: "W",
      why: "Power times time over the phases of a day.",
    },
    {
      kind: "value",
      place,
      statement: "A lamp of 6 W burns ten times as long, or ten of them as long, on the energy of one of 60 W",
      published: 10,
      ours: (60 * day) / (6 * day),
      tolerance: 1e-9,
      unit: "times",
      why: "Energy is power times time.",
    },
    {
      kind: "value",
      place,
      statement: "A flash of 4 J in a millisecond has a peak power of 4 kW",
      published: 4000,
      ours: flash.peak,
      tolerance: 1e-6,
      unit: "W",
      why: "Energy over the duration of the pulse.",
    },
    {
      kind: "value",
      place,
      statement: "Four such flashes a day draw 0.18 W on average",
      published: 0.18,
      ours: flash.average,
      tolerance: 0.01,
      unit: "W",
      why: (verdict) =>
        verdict === "differs"
          ? "16 J over 86,400 s are 0.185 mW: the printed value is a thousand times too large."
          : "16 J over 86,400 s.",
    },
    {
      kind: "cases",
      place,
      statement: "Average power is energy per inference times inferences per second",
      holds: [0.1, 1, 10, 100].map((rate) => Math.abs(averagePower({ energy: 2e-3 }, rate) / (2e-3 * rate) - 1) < 1e-9),
      why: "Joules per inference times inferences per second are watts; what is drawn between inferences comes on top.",
    },
    {
      kind: "cases",
      place,
      statement: "A battery lasts its energy over the average power, whatever the peaks",
      holds: [1e-4, 1e-3, 1e-2].map((power) => {
        const pulsed = dutyCyclePower([
          { power: 100 * power, duration: 0.01 },
          { power: 0, duration: 0.99 },
        ]);
        const energy = 3 * 3600;
        return Math.abs((batteryLifetime({ capacity: energy }, pulsed) * power) / energy - 1) < 1e-9;
      }),
      why: "For an ideal battery; self-discharge, conversion loss and depth of discharge shorten it, and the design calculates with them.",
    },
  ];
}

/** What a benchmark should state, and whether the measured chip's figures fit together. */
function benchmarkCards(data: StudyData): ClaimRow[] {
  const points = data.chip;
  const cards = points.map(({ task, voltage, energy, maxRate, power }) => ({
    chip: "NDP120",
    network: task,
    voltage,
    clock: voltage === slow ? 30.7e6 : 98.7e6,
    energy,
    maxRate,
    power,
  }));
  const missing = cards.map((card) => cardProblems(card).filter(({ code }) => code === "missing-field").length);
  const sustained = tasks.map((task) => {
    const macs = zooNetwork(networks[task]).layers.reduce((sum, layer) => sum + layer.macs, 0);
    const { voltage, energy, maxRate } = pointAt(data, task, slow);
    return sustainedEfficiency({ chip: "NDP120", network: task, voltage, energy, maxRate, macs })?.opsPerJoule ?? 0;
  });
  const compared = comparisonProblems(
    { name: "one", voltage: slow, clock: 30.7e6 },
    { name: "other", voltage: fast, clock: 98.7e6 },
  );
  const boards = data.boards.filter(({ task }) => task === "persons");
  return [
    {
      kind: "cases",
      place: "Benchmarks",
      statement: "Inference power at the highest rate is the highest rate times inference energy",
      holds: points.map(({ energy, maxRate, power }) => Math.abs((energy * maxRate) / power - 1) < 0.01),
      why: "The six measured points of NDP120 (three networks, two voltages), within 1 %: medians of five windows each.",
    },
    {
      kind: "range",
      place: "Benchmarks",
      statement: "Operations per watt depend on the network: largest over smallest on one chip at one operating point",
      low: 1.1,
      ours: Math.max(...sustained) / Math.min(...sustained),
      published: "a peak figure is not enough",
      unit: "times",
      why: `${tasks.map((task, at) => `${task} ${((sustained[at] as number) / 1e9).toFixed(0)}`).join(", ")} Gop/J on NDP120 at ${slow} V; a tenth more counts as a difference.`,
    },
    {
      kind: "untestable",
      place: "Benchmarks",
      statement: "Networks reach only a part of a chip's peak operations per watt",
      why: "No peak figure of this chip is in the data.",
    },
    {
      kind: "cases",
      place: "Benchmarks",
      statement: "Published figures leave out what is needed to calculate a solution's power",
      ours: `${Math.min(...missing)} to ${Math.max(...missing)} of 7 figures missing`,
      holds: missing.map((count) => count > 0),
      why: "MLPerf Tiny states neither static power nor the change of task performance; static power can be fitted where two voltages were measured.",
    },
    {
      kind: "cases",
      place: "Benchmarks",
      statement: "Figures may be compared only at one voltage and clock",
      ours: `${Math.round(100 * (median(tasks.map((task) => pointAt(data, task, fast).energy / pointAt(data, task, slow).energy)) - 1))} % more energy at ${fast} V`,
      holds: [
        compared.length > 0,
        ...tasks.map((task) => pointAt(data, task, fast).energy > 1.1 * pointAt(data, task, slow).energy),
      ],
      why: "The same network on the same chip; a tenth counts as a difference.",
    },
    {
      kind: "cases",
      place: "Benchmarks",
      statement: "Task performance of the same network changes with the numbers a chip calculates in",
      ours: `AUC of person detection ${pointAt(data, "persons", slow).auc} on NDP120, ${[...new Set(boards.map(({ auc }) => auc))].toSorted().join(", ")} on microcontrollers`,
      holds: boards.map(({ auc }) => Math.abs(auc - pointAt(data, "persons", slow).auc) >= 0.01),
      why: "The reference network as each submitter deployed it; a hundredth of AUC counts as a change. Training may have differed as well.",
    },
    {
      kind: "untestable",
      place: "Benchmarks",
      statement: "Left to choose, vendors would run at the chip's lowest resolution",
      why: "A conjecture on vendors; the benchmark's closed division asks for a quality instead.",
    },
  ];
}

const networks: Readonly<Record<Task, string>> = {
  keywords: "mlperf-tiny-kws",
  images: "mlperf-tiny-ic",
  persons: "mlperf-tiny-vww",
};

/** What a higher supply voltage does. */
function voltages(data: StudyData, { ratios }: ChipPower): ClaimRow[] {
  const place = "Voltage and frequency";
  const of = (key: "energy" | "power" | "rate"): number[] => ratios.map((ratio) => ratio[key]);
  const list = (key: "energy" | "power" | "rate"): string =>
    of(key)
      .map((value) => value.toFixed(2))
      .join(", ");
  const squared = ratios[0]?.squaredVoltage ?? 1;
  const spread = (key: "energy" | "power"): { low: number; high: number; level: number; method: "table" } => ({
    low: Math.min(...of(key)),
    high: Math.max(...of(key)),
    level: 1,
    method: "table",
  });
  return [
    {
      kind: "value",
      place,
      statement: "Power grows with the square of the voltage (0.9 to 1.1 V, each at its own clock)",
      published: squared,
      ours: median(of("power")),
      tolerance: 0.1,
      near: 0.3,
      interval: spread("power"),
      unit: "times",
      why: "Median and range of three networks. The clock that the voltage allows grows with it, and power with both: V² f.",
    },
    {
      kind: "value",
      place,
      statement: "Energy per inference grows with the square of the voltage (the same figures)",
      published: squared,
      ours: median(of("energy")),
      tolerance: 0.05,
      near: 0.2,
      interval: spread("energy"),
      unit: "times",
      why: "Of the energy a part is static power over a time that gets shorter at the higher clock, so it grows by less; the rest does grow with V².",
    },
    {
      kind: "cases",
      place,
      statement: "A higher voltage allows a higher frequency",
      ours: `${list("rate")} times the rate`,
      holds: of("rate").map((ratio) => ratio > 1),
      why: "Highest rates of three networks at 1.1 and 0.9 V.",
    },
    {
      kind: "cases",
      place,
      statement: "The lowest voltage that is fast enough takes the least energy",
      holds: of("energy").map((ratio) => ratio > 1),
      why: "Energy of an inference at 1.1 V above that at 0.9 V, three networks.",
    },
  ];
}

/** Static power plus rate times energy. */
function solutionPowers(data: StudyData, { fit, alone }: ChipPower): ClaimRow[] {
  const place = "Solution power";
  const { staticPower } = fit;
  const statics = alone.map((one) => one.fit.staticPower);
  const within = (form: "literal" | "taken-out", tolerance: number): boolean[] =>
    data.chip.map(
      (point) =>
        Math.abs(solutionPower({ ...point, staticPower }, point.maxRate, { form }).power / point.power - 1) < tolerance,
    );
  const share = (task: Task, rate: number): number =>
    solutionPower({ ...pointAt(data, task, slow), staticPower }, rate).staticShare;
  const excess = tasks.map((task) => {
    const { maxRate, energy } = pointAt(data, task, slow);
    return staticPower / maxRate / energy;
  });
  const u575 = data.boards.find(
    ({ task, name, submitter }) => task === "keywords" && name.includes("U575") && submitter.startsWith("ST"),
  );
  const { energy, maxRate } = pointAt(data, "keywords", slow);
  const crossing =
    u575 === undefined
      ? undefined
      : crossoverRate(
          { energy, idlePower: staticPower, idleIncluded: true, latency: { mean: 1 / maxRate } },
          { energy: u575.energy, idlePower: assumedStop, idleIncluded: true, latency: { mean: 1 / u575.maxRate } },
        );
  return [
    {
      kind: "value",
      place,
      statement: "A chip has a static power that does not depend on the network: largest over smallest of three fits",
      published: 1,
      ours: Math.max(...statics) / Math.min(...statics),
      tolerance: 0.05,
      near: 0.2,
      unit: "times",
      why: `E = C V² + P t fitted to each network's two points: ${statics.map((value) => (value * 1e3).toFixed(3)).join(", ")} mW; one value for all leaves residuals below ${(100 * Math.max(...fit.residuals.map(Math.abs))).toFixed(2)} %.`,
    },
    {
      kind: "cases",
      place,
      statement:
        "Solution power is static power plus rate times measured inference energy (as printed, at the highest rate)",
      ours: `${excess.map((value) => `${(100 * value).toFixed(0)} %`).join(", ")} of the energy at ${slow} V is static`,
      holds: within("literal", 0.01),
      why: "A measured energy contains static power while it computes, so adding it again counts it twice. Held against measured power within 1 %, three networks at two voltages.",
    },
    {
      kind: "cases",
      place,
      statement: "Solution power is static power plus rate times dynamic inference energy (static power taken out)",
      holds: within("taken-out", 0.01),
      why: "The reading under which the formula gives the measured power at the highest rate, within 1 %.",
    },
    {
      kind: "cases",
      place,
      statement: "With infrequent inferences static power dominates",
      ours: tasks.map((task) => `${task} ${(100 * share(task, 1)).toFixed(0)} %`).join(", "),
      holds: tasks.map((task) => share(task, 1) > 0.5),
      why: `Share of static power at one inference a second, NDP120 at ${slow} V.`,
    },
    {
      kind: "cases",
      place,
      statement: "With frequent inferences inference energy dominates",
      ours: tasks
        .map((task) => `${task} ${(100 * (1 - share(task, pointAt(data, task, slow).maxRate))).toFixed(0)} %`)
        .join(", "),
      holds: tasks.map((task) => share(task, pointAt(data, task, slow).maxRate) < 0.5),
      why: `Share of dynamic power at the highest rate, NDP120 at ${slow} V.`,
    },
    {
      kind: "cases",
      place,
      statement: "Which chip draws less depends on the frame rate: power lines cross",
      ours:
        crossing === undefined
          ? "no crossing"
          : `at ${crossing.rate.toFixed(2)}/s, ${(crossing.power * 1e3).toFixed(2)} mW`,
      holds: [crossing !== undefined],
      assumed: true,
      why: `Keyword spotting on NDP120 at ${slow} V against NUCLEO-U575ZI-Q, whose power between inferences is assumed (20 µW): below the crossing the microcontroller draws less.`,
    },
    {
      kind: "untestable",
      place,
      statement: "Sensor and memory transfer add about the same on every architecture",
      why: "No such measurement is in the data; both are inputs of the calculation.",
    },
  ];
}

/** A neural chip against microcontrollers. */
function microcontrollers(data: StudyData): ClaimRow[] {
  const place = "Neural chips";
  const boards = data.boards.filter(({ task }) => task === "keywords");
  const vendor = boards.filter(({ submitter }) => submitter === "STMicroelectronics");
  const [low, high] = [pointAt(data, "keywords", slow), pointAt(data, "keywords", fast)];
  const energies = (list: readonly Board[]): number[] => list.map(({ energy }) => energy / low.energy);
  const rates = (list: readonly Board[], point = low): number[] => list.map(({ maxRate }) => point.maxRate / maxRate);
  const range = (values: readonly number[], digits = 0): string =>
    `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)} times`;
  const row = (
    statement: string,
    published: string,
    values: readonly number[],
    limit: number,
    why: string,
  ): ClaimRow => ({
    kind: "cases",
    place,
    statement,
    published,
    ours: range(values, limit === 10 ? 1 : 0),
    holds: values.map((value) => value > limit),
    why,
  });
  return [
    row(
      "More than 100 times less energy per inference than microcontrollers (boards of one vendor)",
      "> 100 times",
      energies(vendor),
      100,
      `Keyword spotting, MLPerf Tiny v1.1, NDP120 at ${slow} V against three boards that STMicroelectronics submitted.`,
    ),
    row(
      "More than 100 times less energy per inference than microcontrollers (every row with an energy)",
      "> 100 times",
      energies(boards),
      100,
      "The same against all submissions of the round: the same boards need up to twice as much with other software.",
    ),
    row(
      "More than 10 times the throughput of microcontrollers (boards of one vendor)",
      "> 10 times",
      rates(vendor),
      10,
      `Highest rates of keyword spotting in energy mode, NDP120 at ${slow} V, where the energies were taken.`,
    ),
    row(
      "More than 10 times the throughput of microcontrollers (every row with an energy)",
      "> 10 times",
      rates(boards),
      10,
      `The same against all submissions of the round, at ${slow} V.`,
    ),
    row(
      "More than 10 times the throughput of microcontrollers (at the chip's faster operating point)",
      "> 10 times",
      rates(boards, high),
      10,
      `At ${fast} V, where an inference takes ${(high.energy / low.energy).toFixed(2)} times the energy: both figures of the statement cannot be had at one operating point against the fastest board.`,
    ),
    {
      kind: "value",
      place,
      statement: "A microcontroller takes 7300 µJ for keyword spotting",
      published: 7300,
      ours: data.referenceKeywords * 1e6,
      tolerance: 150,
      near: 1500,
      unit: "µJ",
      why: "The benchmark's reference on an STM32L4R5, round v0.5; tuned software on the same board takes less than half of it.",
    },
    {
      kind: "value",
      place,
      statement: "The neural chip takes about 120 times less for it",
      published: 120,
      ours: data.referenceKeywords / low.energy,
      tolerance: 20,
      near: 150,
      unit: "times",
      why: `Against the reference's energy with NDP120 as measured at ${slow} V in round v1.1, which takes half of the 60 µJ first told.`,
    },
    {
      kind: "value",
      place,
      statement: "Keyword spotting takes 60 µJ on the neural chip",
      published: 60,
      ours: low.energy * 1e6,
      tolerance: 6,
      near: 30,
      unit: "µJ",
      why: "An early measurement by the vendor; the submitted one is lower.",
    },
    {
      kind: "untestable",
      place,
      statement: "An earlier chip listens for keywords at 140 µW with a network of 570,000 parameters",
      why: "NDP101 is in no table here.",
    },
  ];
}
