import { median, quantile, spearman } from "@joulebook/core";
import { memoryUse, networkBuilder } from "@joulebook/network";
import type { ClaimRow } from "../claim-row.js";
import { type IsoSet, setAt, type SampledNetwork } from "./iso-operations.js";
import type { KeywordModel } from "./keyword-models.js";
import { cortex, macThroughput, type TimedLayer, typeThroughput } from "./throughput.js";

/** What the claims are judged by. */
export interface Evidence {
  readonly timed: readonly TimedLayer[];
  readonly models: readonly KeywordModel[];
  readonly sample: readonly SampledNetwork[];
  readonly sets: { readonly random: readonly IsoSet[]; readonly extreme: IsoSet };
}

const assumedTable = "depthwise and pointwise throughput are fitted to other kernels, not measured with these";

/** Every statement of the paper that could be true or false. */
export function notAllOpsClaims({ timed, models, sample, sets }: Evidence): readonly ClaimRow[] {
  return [
    ...byType(timed),
    ...byShape(timed),
    ...isoOperations(sample, sets),
    ...memory(models),
    ...counts(timed, models),
  ];
}

function byType(timed: readonly TimedLayer[]): readonly ClaimRow[] {
  const types = ["convolution", "max pooling", "dense"] as const;
  const rates = types.map((type) => typeThroughput(timed, type));
  const [convolution = 0, pooling = 0, dense = 0] = rates;
  const rate = (name: string): number => {
    const { ops, milliseconds } = timed.find((layer) => layer.name === name) as TimedLayer;
    return (1000 * ops) / milliseconds;
  };
  const products = timed.filter(({ type }) => type !== "max pooling").reduce((sum, { ops }) => sum + ops, 0);
  return [
    {
      kind: "value",
      place: "Abstract, Fig. 1",
      statement: "Throughput differs by up to 5 times between types of operations",
      published: 5,
      ours: Math.max(...rates) / Math.min(...rates),
      tolerance: 1,
      near: 2,
      unit: "times",
      why: "Convolution over max pooling, from CMSIS-NN's layer times (printed to 0.1 ms).",
    },
    {
      kind: "cases",
      place: "Fig. 1",
      statement: "Max pooling has the lowest throughput",
      holds: [pooling < convolution, pooling < dense],
      ours: `${(pooling / 1e6).toFixed(1)} against ${(convolution / 1e6).toFixed(0)} and ${(dense / 1e6).toFixed(0)} Mops/s`,
      why: "Comparisons and branches have no SIMD instruction; the three pooling layers agree.",
    },
    {
      kind: "cases",
      place: "Sec. 2",
      statement: "Convolution is in general slower than the fully connected layer",
      holds: ["conv1", "conv2", "conv3"].map((name) => rate(name) < rate("dense")),
      why: "Two of three convolutions beat the dense layer, whose time of 0.1 ms is itself uncertain by half.",
    },
    {
      kind: "untestable",
      place: "Fig. 1",
      statement: "Average power is nearly the same for all types of operations",
      why: "No power by operation type was published, and no board was measured for it.",
    },
    {
      kind: "untestable",
      place: "Fig. 1",
      statement: "Energy per operation follows the inverse of the throughput",
      why: "It follows only if power is flat, which no data show; here energy is throughput times one assumed power.",
    },
    {
      kind: "range",
      place: "Sec. 2",
      statement: "Convolution and dense layers make up more than 90 % of the operations",
      low: 0.9,
      ours: products / timed.reduce((sum, { ops }) => sum + ops, 0),
      why: "On the CIFAR-10 network; the keyword-spotting networks have a row of their own.",
    },
  ];
}

function byShape(timed: readonly TimedLayer[]): readonly ClaimRow[] {
  const grid = [9, 16, 32, 64, 128, 256, 512, 800];
  const order = ["pointwise-convolution", "dense", "convolution", "depthwise-convolution"] as const;
  const ordered = grid.flatMap((at) => {
    const rates = order.map((kind) => macThroughput(kind, at).value);
    return rates.slice(1).map((rate, index) => rate <= (rates[index] as number));
  });
  const conv = grid.map((at) => macThroughput("convolution", at).value);
  const time = (name: string): TimedLayer => timed.find((layer) => layer.name === name) as TimedLayer;
  return [
    {
      kind: "cases",
      place: "Fig. 2",
      statement:
        "At equal MACs per output throughput falls from 1x1 convolution over dense and convolution to depthwise",
      holds: ordered,
      assumed: true,
      why: `Neighbours compared at ${grid.length} points; one dense point was timed, and ${assumedTable}.`,
    },
    {
      kind: "cases",
      place: "Fig. 2",
      statement: "Throughput rises with MACs per output",
      holds: conv.slice(1).map((rate, index) => rate >= (conv[index] as number)),
      why: "Convolution, interpolated between the timed shapes of 75 and 800 MACs per output and held beyond them.",
    },
    {
      kind: "value",
      place: "Fig. 2",
      statement: "The same type differs twofold by shape alone: conv2 against conv1",
      published: 2,
      ours: time("conv2").ops / time("conv2").milliseconds / (time("conv1").ops / time("conv1").milliseconds),
      tolerance: 0.1,
      unit: "times",
      why: "306 against 156 Mops/s at 800 and 75 MACs per output: the type alone does not tell the throughput.",
    },
    {
      kind: "untestable",
      place: "Fig. 2",
      statement: "Depthwise convolution is slowest because of its image-to-column overhead",
      why: "A cause inside the kernels; no profile of them is published.",
    },
    {
      kind: "untestable",
      place: "Sec. 2",
      statement: "Other platforms (GPU, FPGA, DSP, accelerators) have other throughputs by type",
      why: "Their tables were not published; a device file takes any.",
    },
  ];
}

function isoOperations(sample: readonly SampledNetwork[], sets: Evidence["sets"]): readonly ClaimRow[] {
  const spreads = sets.random.map(({ spread }) => spread);
  const { members } = sets.extreme;
  const [least, most] = [members[0], members.at(-1)] as [SampledNetwork, SampledNetwork];
  const share = (network: SampledNetwork): number => network.depthwise / network.macs;
  const perMac = (network: SampledNetwork): number => network.energy / network.macs;
  const narrow = sets.random.flatMap(
    ({ members: five }) =>
      spearman(
        five.map(({ macs }) => macs),
        five.map(({ energy }) => energy),
      ) ?? [],
  );
  const wide =
    spearman(
      sample.map(({ macs }) => macs),
      sample.map(({ energy }) => energy),
    ) ?? 0;
  const typical = setAt(sets.random, 0.9);
  return [
    {
      kind: "range",
      place: "Fig. 3",
      statement: "Five networks with equal operations differ in energy by 25 to 30 %",
      low: 0.25,
      high: 0.3,
      ours: typical.spread,
      tolerance: 0.02,
      near: 0.15,
      assumed: true,
      interval: { low: quantile(spreads, 0.05), high: quantile(spreads, 0.95), level: 0.9, method: "table" },
      why: `The 90 % quantile over ${spreads.length} random sets of five within 5 % (interval: the middle 90 %; median ${(100 * median(spreads)).toFixed(0)} %); ${assumedTable}.`,
    },
    {
      kind: "range",
      place: "Fig. 3",
      statement: "There are five networks with equal operations whose energy differs by 25 % or more",
      low: 0.25,
      ours: sets.extreme.spread,
      assumed: true,
      why: `The widest of ${spreads.length} windows, found by searching ${sample.length} networks; ${assumedTable}.`,
    },
    {
      kind: "untestable",
      place: "Fig. 3",
      statement: "The five networks are about equally accurate",
      why: "The five layouts are not printed and the networks found by search were not trained.",
    },
    {
      kind: "cases",
      place: "Fig. 4",
      statement: "The network that needs more energy has the larger share of depthwise operations",
      holds: [share(most) > share(least)],
      ours: `${(100 * share(most)).toFixed(1)} against ${(100 * share(least)).toFixed(1)} %`,
      assumed: true,
      why: `The ends of the widest set; ${assumedTable}.`,
    },
    {
      kind: "value",
      place: "Fig. 4",
      statement: "Its overall throughput is 30 % lower",
      published: 0.3,
      ours: 1 - most.macs / most.energy / (least.macs / least.energy),
      tolerance: 0.05,
      near: 0.35,
      assumed: true,
      why: `At one power throughput is operations over energy, so it is the spread of the widest set found; ${assumedTable}.`,
    },
    {
      kind: "cases",
      place: "Sec. 3",
      statement: "Within networks of equal operations energy per operation rises with the depthwise share",
      holds: sets.random.map(({ members: five }) => (spearman(five.map(share), five.map(perMac)) ?? 0) > 0),
      assumed: true,
      why: `Rank correlation above 0 in each random set; ${assumedTable}.`,
    },
    {
      kind: "value",
      place: "Sec. 3",
      statement: "30 % less throughput is 30 % more time and energy",
      published: 0.3,
      ours: 1 / 0.7 - 1,
      tolerance: 0.01,
      near: 0.2,
      why: "Arithmetic: at 0.7 of the throughput the time is 1/0.7, which is 43 % more.",
    },
    {
      kind: "cases",
      place: "Sec. 1",
      statement:
        "Operations are a fair proxy for energy among very different networks and a poor one among similar ones",
      holds: [wide > 0.9, median(narrow) < 0.7],
      ours: `rank correlation ${wide.toFixed(2)} over all, ${median(narrow).toFixed(2)} (median) within 5 %`,
      assumed: true,
      why: `Over ${sample.length} networks, and over the random sets; ${assumedTable}.`,
    },
  ];
}

function memory(models: readonly KeywordModel[]): readonly ClaimRow[] {
  const shares = models.map(({ activationBytes, total }) => activationBytes / total);
  const four = models.filter(({ family, size }) => ["dnn", "cnn", "lstm", "ds-cnn"].includes(family) && size === "m");
  const shown = four.map(({ activationBytes, total }) => activationBytes / total);
  const { flash, sram } = cortex();
  const pairs = models.flatMap((a, index) => models.slice(index + 1).map((b) => [a, b] as const));
  const inverted = (one: keyof KeywordModel, other: keyof KeywordModel): number =>
    pairs.filter(
      ([a, b]) => ((a[one] as number) - (b[one] as number)) * ((a[other] as number) - (b[other] as number)) < 0,
    ).length;
  const alike = pairs.filter(([a, b]) => Math.abs(a.weightBytes / b.weightBytes - 1) < 0.05);
  const factor = Math.max(
    ...alike.map(([a, b]) => Math.max(a.activationBytes / b.activationBytes, b.activationBytes / a.activationBytes)),
  );
  return [
    {
      kind: "value",
      place: "Fig. 5",
      statement: "The smallest share of activations in the memory is 1 %",
      published: 0.01,
      ours: Math.min(...shares),
      tolerance: 0.005,
      near: 0.01,
      why: "Over seven families in three sizes; dense networks have less.",
    },
    {
      kind: "value",
      place: "Fig. 5",
      statement: "The largest share of activations in the memory is 30 %",
      published: 0.3,
      ours: Math.max(...shares),
      tolerance: 0.03,
      near: 0.15,
      why: "The small DS-CNN has 41 %; the figure cannot have shown it.",
    },
    {
      kind: "value",
      place: "Fig. 5",
      statement: "Of the middle sizes the largest share is about 30 %",
      published: 0.3,
      ours: Math.max(...shown),
      tolerance: 0.03,
      why: "DS-CNN M: the sizes that the figure probably shows.",
    },
    {
      kind: "cases",
      place: "Sec. 3",
      statement: "Parameters alone do not order networks by the memory they need",
      holds: [inverted("params", "total") > 0],
      ours: `${inverted("params", "total")} of ${pairs.length} pairs are inverted`,
      why: "Pairs of keyword-spotting networks where the one with fewer parameters needs more memory.",
    },
    {
      kind: "cases",
      place: "Sec. 2",
      statement: "Operations alone do not order networks by their energy",
      holds: [inverted("ops", "energy") > 0],
      ours: `${inverted("ops", "energy")} of ${pairs.length} pairs are inverted`,
      assumed: true,
      why: `Pairs where the network with fewer operations needs more energy; ${assumedTable}.`,
    },
    {
      kind: "range",
      place: "Sec. 3",
      statement: "Networks with the same weights can have activations of very different size",
      low: 2,
      ours: factor,
      unit: "times",
      published: "very different",
      why: `Among ${alike.length} pairs whose weights lie within 5 %; twice is taken as very different.`,
    },
    {
      kind: "cases",
      place: "Sec. 3",
      statement: "The board has 1 MB of flash and 320 KB of SRAM",
      holds: [flash?.value === 1_048_576, sram?.value === 327_680],
      why: "NUCLEO-F746ZG, as its device file says.",
    },
    {
      kind: "range",
      place: "Sec. 3",
      statement: "Graphs with many forward edges can raise the concurrent activations about tenfold",
      low: 10,
      ours: densePeak(24) / chainPeak(24),
      unit: "times",
      published: "about 10",
      near: 3,
      why: "24 equal layers, each tensor kept for a last concatenation, against the plain chain.",
    },
    {
      kind: "untestable",
      place: "Sec. 3",
      statement: "Searched architectures of the literature raise concurrent activations about tenfold",
      why: "The architectures meant are not named.",
    },
  ];
}

function chainPeak(layers: number): number {
  const b = networkBuilder("chain", {});
  let x = b.input([16, 16, 16]);
  for (let layer = 0; layer < layers; layer++) x = b.convolution(x, { filters: 16, kernel: 1 });
  return memoryUse(b.finish([x])).peak;
}

function densePeak(layers: number): number {
  const b = networkBuilder("dense", {});
  let x = b.input([16, 16, 16]);
  const kept = Array.from({ length: layers }, () => (x = b.convolution(x, { filters: 16, kernel: 1 })));
  return memoryUse(b.finish([b.concat(kept)])).peak;
}

function counts(timed: readonly TimedLayer[], models: readonly KeywordModel[]): readonly ClaimRow[] {
  const recounted = models.filter(({ family }) => family === "dnn" || family === "cnn" || family === "ds-cnn");
  const shares = models.map(({ network }) => {
    const all = network.layers.reduce((sum, { ops }) => sum + ops, 0);
    return network.layers.reduce((sum, { macs }) => sum + 2 * macs, 0) / all;
  });
  return [
    {
      kind: "value",
      place: "Fig. 1 (source)",
      statement: "The CIFAR-10 network has 24.7 million operations",
      published: 24.7,
      ours: timed.reduce((sum, { ops }) => sum + ops, 0) / 1e6,
      tolerance: 0.05,
      unit: "M",
      why: "Two per MAC, nine per pooled value: 24,697,856.",
    },
    {
      kind: "value",
      place: "Fig. 1 (source)",
      statement: "Its weights take 87 KB",
      published: 87,
      ours: timed.reduce((sum, { weights }) => sum + weights, 0) / 1024,
      tolerance: 0.5,
      unit: "KiB",
      why: "89,440 bytes without biases; the printed KB are of 1,024 bytes here.",
    },
    {
      kind: "value",
      place: "Fig. 1 (source)",
      statement: "One inference takes 99.1 ms",
      published: 99.1,
      ours: timed.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
      tolerance: 0.05,
      unit: "ms",
      why: "The sum of the printed layer times.",
    },
    {
      kind: "cases",
      place: "Fig. 5 (source)",
      statement: "Memory is one byte per weight and the largest input and output of one operation",
      holds: recounted.map(({ total, printedKb }) => Math.abs(total / 1000 - printedKb) <= 0.11),
      why: "Feed-forward networks of Hello Edge: printed KB (of 1,000 bytes) against ours, to 0.1 KB.",
    },
    {
      kind: "cases",
      place: "Fig. 5 (source)",
      statement: "The printed operations are two per MAC",
      holds: recounted.map(({ ops, printedOps }) => Math.abs(ops / printedOps - 1) < 0.02),
      why: "Within 2 %; the rest are additions of biases.",
    },
    {
      kind: "cases",
      place: "Sec. 2",
      statement: "Convolution and dense layers make up more than 90 % of the operations of keyword-spotting networks",
      holds: shares.map((share) => share > 0.9),
      why: "Products against all operations counted, over 21 networks, depthwise and recurrent products included.",
    },
  ];
}
