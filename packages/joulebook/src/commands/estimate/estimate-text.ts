import {
  type EstimatedOperation,
  type EstimatedPoint,
  type EstimateDocument,
  formatBytes,
  formatColumn,
  formatDuration,
  formatEnergy,
  formatNumber,
  formatPercent,
  type Interval,
  type MemoryNeed,
  pointLabel,
} from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { countColumn, quantityColumn } from "../../command-line/number-columns.js";
import { textTable } from "../../command-line/text-table.js";
import { staticSource } from "./static-source.js";
import { shortened } from "../network/shortened.js";

/** Layers that are printed; the others are in the document. */
const shownLayers = 300;

type Body = DocumentBody<EstimateDocument>;

export interface EstimateTextOptions {
  /** Stages each from the allocation that suits it best, instead of those of one allocation. */
  readonly leastStages?: boolean;
}

/** An estimate for people: totals with their ranges, kinds, memories, layers. */
export function estimateText(document: Body, { leastStages = false }: EstimateTextOptions = {}): string {
  const { network, device, deviceKind, energy, latency, latencyCycles, interval, before, layers, notes } = document;
  const left = layers.length - shownLayers;
  return [
    [
      `${printable(network)} on ${printable(device)}, estimated (${deviceKind})`,
      `energy per inference: ${formatEnergy(energy)}${rangeText(interval.energy, formatEnergy)}`,
      staticText(document),
      pointText(document),
      ...(latency === undefined
        ? []
        : [`latency: ${formatDuration(latency)}${rangeText(interval.latency, formatDuration)}`]),
      ...(latencyCycles === undefined ? [] : [`cycles: ${latencyCycles}`]),
      ...(before === undefined
        ? []
        : [`without options: ${formatEnergy(before.energy)}, ${formatDuration(before.latency)}`]),
    ].join("\n"),
    operationText(document),
    kindTable(document),
    trafficTable(document),
    accessTable(document),
    splitTable(document),
    coreTable(document),
    leastStages && document.leastStages !== undefined
      ? `stages, each from the allocation that suits it best (no machine runs them all):\n${stageTable(document.leastStages)}`
      : stageTable(document.stages),
    exitsText(document),
    memoryText(document),
    layerTable(document),
    ...(left > 0 ? [`and ${left} more layers (--json lists all)`] : []),
    notes.map((note) => `note: ${printable(note)}`).join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** What leaks and how that is known, or why it is not. */
function staticText({ energy, static: leak }: Body): string {
  const source = staticSource(leak);
  if (leak.energy === undefined) return `of it static (leakage): ${source}`;
  const share = formatPercent(energy === 0 ? 0 : leak.energy / energy);
  return `of it static (leakage): ${formatEnergy(leak.energy)}, ${share} (${source})`;
}

/** The point that the figures are of. */
function pointText({ operatingPoint }: Body): string {
  const { name, voltage, clock } = operatingPoint;
  if (name === undefined && voltage === undefined && clock === undefined) return "operating point: not stated";
  return `operating point: ${name === undefined ? pointLabel(operatingPoint) : namedPoint({ ...operatingPoint, name })}`;
}

function namedPoint({ name, voltage, clock }: EstimatedPoint): string {
  return voltage === undefined ? printable(name) : `${printable(name)} (${pointLabel({ voltage, clock })})`;
}

/** The same inference at an operating point, and what a deadline allows. */
function operationText({ operation, energy, latency = 0 }: Body): string {
  if (operation === undefined) return "";
  const { base, point, pace } = operation;
  const head = [
    `at ${namedPoint(point)}: ${formatEnergy(operation.energy)} in ${formatDuration(operation.latency)}${partsText(operation)}`,
    ...ratioText(operation),
    `the figures above are at ${namedPoint(base)}: ${formatEnergy(energy)} in ${formatDuration(latency)}; compare figures at one point only`,
  ];
  if (pace === undefined) return head.join("\n");
  const { paces, raceToIdle, slowAndLow, best } = pace;
  const roles = (name: string): string =>
    [
      name === best ? "cheapest" : "",
      name === raceToIdle ? "race to idle" : "",
      name === slowAndLow ? "slow and low" : "",
    ]
      .filter((one) => one !== "")
      .join(", ");
  return [
    ...head,
    textTable([
      { title: `Done by ${formatDuration(pace.deadline)} at`, cells: paces.map((one) => printable(one.point)) },
      quantityColumn(
        "Energy until then",
        paces.map((one) => one.energy),
        "J",
      ),
      quantityColumn(
        "Time",
        paces.map((one) => one.latency),
        "s",
      ),
      { title: "", cells: paces.map((one) => roles(one.point)) },
    ]),
  ].join("\n");
}

function partsText({ dynamicEnergy, staticEnergy, ownSupplyEnergy }: EstimatedOperation): string {
  const own = ownSupplyEnergy === undefined ? "" : `, main memory ${formatEnergy(ownSupplyEnergy)}`;
  if (dynamicEnergy === undefined || staticEnergy === undefined) return ", static (leakage) not known";
  return `, dynamic ${formatEnergy(dynamicEnergy)}, static ${formatEnergy(staticEnergy)}${own}`;
}

/** What a power mode's figures rest on. */
function ratioText({ base, point, ratios }: EstimatedOperation): readonly string[] {
  if (ratios === undefined || base.name === point.name) return [];
  const { energy, time, compared } = ratios;
  const text = ({ value, low, high }: typeof energy): string =>
    low === high ? formatNumber(value) : `${formatNumber(value)} (${formatNumber(low)} to ${formatNumber(high)})`;
  return [
    `by what ${compared} other ${compared === 1 ? "inference" : "inferences"} took in both modes: energy ${text(energy)} times, time ${text(time)} times; that this holds here is assumed`,
  ];
}

function rangeText(interval: Interval | undefined, format: (value: number) => string): string {
  if (interval === undefined) return "";
  const kind = interval.level === 1 ? "bounds" : formatPercent(interval.level, { decimals: 0 });
  return ` (${format(interval.low)} to ${format(interval.high)}, ${kind}, ${interval.method})`;
}

function kindTable({ byKind, energy, overhead }: Body): string {
  const rows = [
    ...Object.entries(byKind).map(([kind, cost]) => ({ ...cost, kind, layers: `${cost.layers}` })),
    ...(overhead === undefined ? [] : [{ kind: "(no layer)", layers: "", macs: 0, ...overhead }]),
  ];
  const joules = formatColumn(
    rows.map((row) => row.energy),
    "J",
  );
  const seconds = formatColumn(
    rows.map((row) => row.latency),
    "s",
  );
  return textTable([
    { title: "Kind", cells: rows.map(({ kind }) => kind) },
    { title: "Layers", cells: rows.map(({ layers }) => layers), align: "right" },
    countColumn(
      "MACs",
      rows.map(({ macs }) => (macs === 0 ? undefined : macs)),
    ),
    { title: `Energy (${joules.unit})`, cells: known(rows, joules.cells), align: "right" },
    {
      title: "Share",
      cells: rows.map((row) => (row.energy === undefined || energy === 0 ? "" : formatPercent(row.energy / energy))),
      align: "right",
    },
    { title: `Latency (${seconds.unit})`, cells: known(rows, seconds.cells), align: "right" },
  ]);
}

/** What nobody characterised is unknown, not 0. */
function known(rows: readonly { readonly energy?: number }[], cells: readonly string[]): readonly string[] {
  return rows.map(({ energy }, index) => (energy === undefined ? "unknown" : (cells[index] ?? "")));
}

/** Energy by memory and operand of an accelerator, summed over the layers. */
function accessTable({ layers, energy }: Body): string {
  const sums = new Map<string, { memory: string; operand: string; energy: number }>();
  for (const { accesses = [] } of layers) {
    for (const { memory, operand, energy: joules } of accesses) {
      const key = `${memory} ${operand}`;
      sums.set(key, { memory, operand, energy: (sums.get(key)?.energy ?? 0) + joules });
    }
  }
  if (sums.size === 0) return "";
  const macs = layers.reduce((sum, { macEnergy = 0 }) => sum + macEnergy, 0);
  const rows = [{ memory: "(MACs)", operand: "", energy: macs }, ...sums.values()];
  return textTable([
    { title: "Memory", cells: rows.map(({ memory }) => printable(memory)) },
    { title: "Operand", cells: rows.map(({ operand }) => operand) },
    quantityColumn(
      "Energy",
      rows.map((row) => row.energy),
      "J",
    ),
    { title: "Share", cells: rows.map((row) => formatPercent(energy === 0 ? 0 : row.energy / energy)), align: "right" },
  ]);
}

/** Energy on several cores by where it goes. */
function splitTable({ energySplit, energy }: Body): string {
  if (energySplit === undefined) return "";
  const rows = [
    ["MACs", energySplit.mac],
    ["memories on the chip", energySplit.onChip],
    ["main memory", energySplit.offChip],
    ["links", energySplit.links],
    ["leakage", energySplit.static],
  ] as const;
  return textTable([
    { title: "Energy of", cells: rows.map(([name]) => name) },
    quantityColumn(
      "Energy",
      rows.map(([, joules]) => joules),
      "J",
    ),
    {
      title: "Share",
      cells: rows.map(([, joules]) => formatPercent(energy === 0 ? 0 : joules / energy)),
      align: "right",
    },
  ]);
}

/** What each core does. */
function coreTable({ cores = [], latencyCycles = 0 }: Body): string {
  if (cores.length === 0) return "";
  return textTable([
    { title: "Core", cells: cores.map(({ id }) => printable(id)) },
    { title: "Role", cells: cores.map(({ role }) => role) },
    { title: "Busy cycles", cells: cores.map(({ busyCycles }) => String(busyCycles)), align: "right" },
    {
      title: "Share",
      cells: cores.map(({ busyCycles }) => formatPercent(latencyCycles === 0 ? 0 : busyCycles / latencyCycles)),
      align: "right",
    },
    { title: "Peak memory", cells: cores.map((core) => formatBytes(core.peakMemoryBytes)), align: "right" },
  ]);
}

/** Stages of an early-exit network; the last columns are until and with the exit. */
function stageTable(stages: Body["stages"] = []): string {
  if (stages.length === 0) return "";
  return textTable([
    { title: "Exit", cells: stages.map((_, index) => String(index + 1)), align: "right" },
    quantityColumn(
      "Energy",
      stages.map((stage) => stage.energy),
      "J",
    ),
    { title: "Cycles", cells: stages.map(({ latencyCycles }) => String(latencyCycles)), align: "right" },
    quantityColumn(
      "Until here",
      stages.map((stage) => stage.cumulativeEnergy),
      "J",
    ),
    { title: "Cycles", cells: stages.map((stage) => String(stage.cumulativeLatencyCycles)), align: "right" },
    {
      title: "E x T (J cycles)",
      cells: stages.map(({ cumulativeEnergy, cumulativeLatencyCycles }) =>
        product(cumulativeEnergy * cumulativeLatencyCycles),
      ),
      align: "right",
    },
  ]);
}

/** Means over where inputs leave, and the static networks beside them. */
function exitsText({ exits }: Body): string {
  if (exits === undefined) return "";
  const { shares, factor, meanEnergy, meanLatencyCycles, meanOfProducts, productOfMeans } = exits;
  const { leastMeanOfProducts, optimism, baselines } = exits;
  const scaled = factor === undefined ? "" : ` (given shares scaled by ${Number(factor.toPrecision(6))} to sum to one)`;
  return [
    `inputs leave at exits 1 to ${shares.length} in shares ${shares.map((share) => Number(share.toFixed(4))).join(", ")}${scaled}`,
    `mean per inference: ${formatEnergy(meanEnergy)}, ${Math.round(meanLatencyCycles)} cycles`,
    `energy x delay: E[E T] ${product(meanOfProducts)} J cycles, E[E] E[T] ${product(productOfMeans)}`,
    ...(leastMeanOfProducts === undefined || optimism === undefined
      ? []
      : [
          `with each stage from the allocation that suits it best: E[E T] ${product(leastMeanOfProducts)}, so one allocation costs ${formatPercent(optimism)} more`,
        ]),
    textTable([
      { title: "Without early exits", cells: baselines.map(({ name }) => baselineNames[name]) },
      quantityColumn(
        "Energy",
        baselines.map((one) => one.energy),
        "J",
      ),
      { title: "Cycles", cells: baselines.map(({ latencyCycles }) => String(latencyCycles)), align: "right" },
      { title: "E x T (J cycles)", cells: baselines.map((one) => product(one.energyDelay)), align: "right" },
      {
        title: "Reduction",
        cells: baselines.map(({ reduction }) => `${reduction.toFixed(2)}x`),
        align: "right",
      },
    ]),
  ].join("\n");
}

const baselineNames = {
  "all-exits": "all exits always evaluated",
  backbone: "backbone with its last exit alone",
} as const;

/** Three significant digits and more. */
function product(value: number): string {
  return value >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}

/** What moves at each memory; beside it, where options were asked for, what moved without them. */
function trafficTable({ traffic = [], before }: Body): string {
  if (traffic.length === 0) return "";
  const moved = ({ read, written }: { readonly read: number; readonly written: number }): number => read + written;
  const without = before?.traffic;
  return textTable([
    { title: "Memory", cells: traffic.map(({ memory }) => printable(memory)) },
    quantityColumn(
      "Read",
      traffic.map(({ read }) => read),
      "B",
    ),
    quantityColumn(
      "Written",
      traffic.map(({ written }) => written),
      "B",
    ),
    quantityColumn(
      "Energy",
      traffic.map((row) => row.energy),
      "J",
    ),
    ...(without === undefined
      ? []
      : [
          quantityColumn("Moved without options", without.map(moved), "B"),
          quantityColumn(
            "Energy without",
            without.map((row) => row.energy),
            "J",
          ),
        ]),
  ]);
}

function memoryText({ memory, fits }: Body): string {
  return [
    `weights: ${formatBytes(memory.weightBytes)}${needText(fits.flash, "flash")}`,
    `activations: ${formatBytes(memory.peakActivationBytes)} at the peak, ${formatBytes(memory.arenaBytes)} as planned${needText(fits.sram, "SRAM")}`,
  ].join("\n");
}

function needText({ available, fits, shortfall = 0 }: MemoryNeed, name: string): string {
  if (available === undefined) return "";
  const size = formatBytes(available);
  return fits === true ? `; fits ${size} of ${name}` : `; ${formatBytes(shortfall)} more than the ${size} of ${name}`;
}

function layerTable({ layers }: Body): string {
  const rows = layers.slice(0, shownLayers);
  const joules = formatColumn(
    rows.map((row) => row.energy),
    "J",
  );
  const seconds = formatColumn(
    rows.map((row) => row.latency),
    "s",
  );
  return textTable([
    { title: "Layer", cells: rows.map(({ name }) => shortened(printable(name))) },
    { title: "Kind", cells: rows.map(({ kind }) => kind) },
    countColumn(
      "MACs",
      rows.map(({ macs }) => (macs === 0 ? undefined : macs)),
    ),
    { title: `Energy (${joules.unit})`, cells: known(rows, joules.cells), align: "right" },
    { title: `Latency (${seconds.unit})`, cells: known(rows, seconds.cells), align: "right" },
    {
      title: "Cycles",
      cells: rows.map(({ latencyCycles }) => (latencyCycles === undefined ? "" : String(latencyCycles))),
      align: "right",
    },
    {
      title: "Core",
      cells: rows.some(({ core }) => core !== undefined) ? rows.map(({ core = "" }) => printable(core)) : [],
    },
    {
      title: "From cycle",
      cells: rows.some(({ core }) => core !== undefined)
        ? rows.map(({ startCycle }) => (startCycle === undefined ? "" : String(startCycle)))
        : [],
      align: "right",
    },
    {
      title: "Busy",
      cells: rows.map(({ utilisation }) => (utilisation === undefined ? "" : formatPercent(utilisation.whole))),
      align: "right",
    },
    {
      title: "",
      cells: rows.some(({ extrapolated }) => extrapolated === true)
        ? rows.map(({ extrapolated }) => (extrapolated === true ? "extrapolated" : ""))
        : [],
    },
  ]);
}
