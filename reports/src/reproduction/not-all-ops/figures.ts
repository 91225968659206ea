import { type Figure, quantiles } from "@joulebook/core";
import { barFigure, seriesFigure } from "@joulebook/figures";
import type { Evidence } from "./claims.js";
import type { SampledNetwork } from "./iso-operations.js";
import { macThroughput, timedLayers, typeThroughput } from "./throughput.js";

const types = ["convolution", "dense", "max pooling"] as const;

/** The paper's five figures, and what is shown beside them. */
export function notAllOpsFigures(evidence: Evidence): readonly Figure[] {
  return [
    throughputByType(),
    throughputByShape(),
    isoEnergy(evidence),
    spreadDistribution(evidence),
    operationMix(evidence),
    footprints(evidence),
    proxy(evidence),
  ];
}

function throughputByType(): Figure {
  const layers = timedLayers.map(({ name, ops, milliseconds }) => ({ name, rate: ops / milliseconds / 1000 }));
  const rates = types.map((type) => typeThroughput(timedLayers, type) / 1e6);
  return barFigure(
    [
      { name: "by type", values: [...rates, ...layers.map(() => undefined)] },
      { name: "by layer", values: [...rates.map(() => undefined), ...layers.map(({ rate }) => rate)] },
    ],
    {
      id: "throughput-by-type",
      title: "Throughput by type of operation",
      caption: "CMSIS-NN's CIFAR-10 network on a Cortex-M7 at 216 MHz; two operations per MAC, nine per pooled value.",
      categories: [...types, ...layers.map(({ name }) => name)],
      value: { title: "Throughput", unit: "Mops/s" },
    },
  );
}

function throughputByShape(): Figure {
  const grid = Array.from({ length: 25 }, (_, step) => Math.round(8 * 2 ** (step / 3.5)));
  const kinds = ["pointwise-convolution", "dense", "convolution", "depthwise-convolution"] as const;
  return seriesFigure(
    kinds.map((kind) => ({
      name: kind,
      points: [...new Set(grid)].map((at) => ({ x: at, y: (2 * macThroughput(kind, at).value) / 1e6 })),
    })),
    {
      id: "throughput-by-shape",
      title: "Throughput by MACs per output",
      caption:
        "Convolution and dense: timed layers, interpolated on logarithmic axes and held flat beyond them. Depthwise and pointwise: assumed, fitted to other kernels.",
      x: { title: "MACs per output", unit: "1", log: true },
      y: { title: "Throughput", unit: "Mops/s", log: true },
    },
  );
}

function named(members: readonly SampledNetwork[]): readonly string[] {
  return members.map((_, index) => `DS-CNN ${index + 1}`);
}

function isoEnergy({ sets }: Evidence): Figure {
  const { members } = sets.extreme;
  const most = members.at(-1) as SampledNetwork;
  return barFigure(
    [
      { name: "operations", values: members.map(({ macs }) => (100 * macs) / most.macs) },
      { name: "energy", values: members.map(({ energy }) => (100 * energy) / most.energy) },
    ],
    {
      id: "iso-operations",
      title: "Five networks with equal operations",
      caption:
        "The widest spread found by search, relative to the network that needs most. Illustrative: not the paper's networks, and not trained.",
      categories: named(members),
      value: { title: "Relative to the largest energy", unit: "%" },
    },
  );
}

function spreadDistribution({ sets }: Evidence): Figure {
  const shares = Array.from({ length: 51 }, (_, step) => step / 50);
  const values = quantiles(
    sets.random.map(({ spread }) => spread),
    shares,
  );
  return seriesFigure(
    [
      {
        name: "random sets of five",
        drawn: "steps",
        points: shares.map((share, index) => ({ x: 100 * (values[index] as number), y: 100 * share })),
      },
    ],
    {
      id: "spread-distribution",
      title: "How far energies of networks with equal operations lie apart",
      caption: `Share of ${sets.random.length} random sets of five networks within 5 % of operations whose energies differ by less; dotted: the widest set found by search.`,
      x: { title: "Difference in energy, 1 - least / largest", unit: "%" },
      y: { title: "Share of the sets", unit: "%" },
      marks: [{ x: 100 * sets.extreme.spread, name: "widest" }],
    },
  );
}

function operationMix({ sets }: Evidence): Figure {
  const members = [sets.extreme.members[0], sets.extreme.members.at(-1)] as [SampledNetwork, SampledNetwork];
  const parts = ["convolution", "depthwise", "pointwise", "dense"] as const;
  return barFigure(
    parts.map((part) => ({ name: part, values: members.map((network) => (100 * network[part]) / network.macs) })),
    {
      id: "operation-mix",
      title: "Operations by type of two of them",
      caption: "The one that needs least energy and the one that needs most.",
      categories: ["least energy", "most energy"],
      value: { title: "Share of the MACs", unit: "%" },
      stacked: true,
    },
  );
}

function footprints({ models }: Evidence): Figure {
  return barFigure(
    [
      { name: "weights", values: models.map(({ weightBytes }) => weightBytes / 1000) },
      { name: "activations", values: models.map(({ activationBytes }) => activationBytes / 1000) },
    ],
    {
      id: "footprint",
      title: "Memory of keyword-spotting networks",
      caption: "One byte per weight and activation; activations are the largest input and output of one operation.",
      categories: models.map(({ name }) => name),
      value: { title: "Memory", unit: "KB" },
      stacked: true,
    },
  );
}

function proxy({ sample, sets }: Evidence): Figure {
  const inSet = new Set(sets.extreme.members.map(({ name }) => name));
  const point = ({ macs, energy, name }: SampledNetwork) => ({ x: macs / 1e6, y: energy * 1e3, text: name });
  return seriesFigure(
    [
      {
        name: "sampled networks",
        drawn: "markers",
        faint: true,
        points: sample.filter((_, index) => index % 8 === 0).map(point),
      },
      { name: "widest set of five", drawn: "markers", points: sample.filter(({ name }) => inSet.has(name)).map(point) },
    ],
    {
      id: "operations-and-energy",
      title: "Energy against operations",
      caption: "Every eighth of the sampled DS-CNNs on the Cortex-M7's table; energy at one assumed power.",
      x: { title: "MACs", unit: "M", log: true },
      y: { title: "Energy per inference", unit: "mJ", log: true },
    },
  );
}
