// Writes devices/cortex-m7-216mhz-cmsis-nn.json from the published layer times of CMSIS-NN (cortex-m7-layers.csv) and the
// Cortex-M7 rows at 216 MHz of MLPerf Tiny. Usage: node tools/cortex-m7.mjs
import { readFileSync } from "node:fs";
import { characterisedTable, throughputAt } from "@joulebook/hardware";
import { readDataset } from "@joulebook/measurements";
import { zooNetwork } from "@joulebook/network";
import { writeDevice } from "./write-device.mjs";

const clock = 216e6;
/** Dual 16-bit multiply-accumulate: no kernel of this core does more MACs per cycle. */
const fastest = 2 * clock;

const paper = { source: "cmsis-nn", unverified: true };
const layers = readFileSync(new URL("cortex-m7-layers.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .map(([, kind, macs, ops, outputs, ms]) => ({
    kind,
    counts: macs === "" ? "ops" : "macs",
    count: Number(macs === "" ? ops : macs),
    outputs: Number(outputs),
    latency: Number(ms) / 1e3,
    resolution: 1e-4,
    ...paper,
  }));
const table = characterisedTable(layers);
const convolution = table.find(({ kinds }) => kinds[0] === "convolution");

/** Throughput of convolution on the line through its points, also beyond them. */
function onLine(macsPerOutput) {
  const [a, b] = convolution.points;
  const slope = Math.log(b.throughput / a.throughput) / Math.log(b.macsPerOutput / a.macsPerOutput);
  return a.throughput * (macsPerOutput / a.macsPerOutput) ** slope;
}

/** Seconds that the convolutions of a network take by the table. */
function convolutionTime(network) {
  return network.layers
    .filter(({ kind }) => kind === "convolution")
    .reduce((sum, { macs, macsPerOutput }) => sum + macs / throughputAt(convolution.points, macsPerOutput).value, 0);
}

const names = { kws: "keyword-spotting", ic: "image-classification", vww: "visual-wake-words" };
const networks = Object.fromEntries(Object.keys(names).map((name) => [name, zooNetwork(`mlperf-tiny-${name}`)]));
const { measurements } = await readDataset("mlperf-tiny");
const submissions = new Map();
for (const { device, task, latency, configuration, source } of measurements) {
  if (device !== "disco-f746ng" || configuration.clock !== clock || latency === undefined) continue;
  const key = `${source.round} ${source.submitter} ${configuration.software}, system ${source.system}`;
  submissions.set(key, { ...submissions.get(key), [task]: latency.mean });
}
const complete = [...submissions].filter(([, times]) =>
  Object.values(names).every((task) => times[task] !== undefined),
);

/**
 * Times of a submission brought to the speed of CMSIS-NN by its convolutions (ResNet-8 is nothing else), less those of
 * the stem: what depthwise and pointwise convolutions take.
 */
const rows = complete.map(([name, times]) => {
  const scale = convolutionTime(networks.ic) / times[names.ic];
  return {
    name,
    scale,
    parts: ["kws", "vww"].map((network) => {
      const of = (kind) => networks[network].layers.filter((layer) => layer.kind === kind);
      return {
        time: times[names[network]] * scale - convolutionTime(networks[network]),
        depthwise: of("depthwise-convolution").reduce((sum, { macs }) => sum + macs, 0),
        // Pointwise seconds if it ran as fast as convolution at the same MACs per output.
        pointwise: of("pointwise-convolution").reduce(
          (sum, { macs, macsPerOutput }) => sum + macs / onLine(macsPerOutput),
          0,
        ),
      };
    }),
  };
});

/** Speed of pointwise over convolution at equal MACs per output, by least relative squares, for a depthwise throughput. */
function pointwiseFactor(parts, depthwise) {
  const terms = parts.map(({ time, depthwise: macs, pointwise }) => ({
    rest: 1 - macs / depthwise / time,
    share: pointwise / time,
  }));
  const dot = (value) => terms.reduce((sum, term) => sum + value(term), 0);
  const inverse = dot(({ rest, share }) => rest * share) / dot(({ share }) => share * share);
  return inverse > 0 ? 1 / inverse : Number.POSITIVE_INFINITY;
}

/** Least depthwise throughput at which pointwise convolution (at most 256 MACs per output) stays below the core's peak. */
function slowestDepthwise(parts) {
  const limit = fastest / onLine(256);
  let [low, high] = [1e5, fastest];
  for (let step = 0; step < 100; step++) {
    const middle = Math.sqrt(low * high);
    if (pointwiseFactor(parts, middle) > limit) low = middle;
    else high = middle;
  }
  return high;
}

const all = rows.flatMap(({ parts }) => parts);
const quickest = onLine(9);
const slowest = slowestDepthwise(all);
const depthwise = Math.sqrt(slowest * quickest);
const range = {
  depthwise: { low: Math.min(...rows.map(({ parts }) => slowestDepthwise(parts))), high: quickest },
  factor: {
    low: Math.min(...rows.map(({ parts }) => pointwiseFactor(parts, quickest))),
    high: fastest / onLine(256),
  },
};
const factor = pointwiseFactor(all, depthwise);
for (const { name, scale, parts } of rows) {
  const times = parts.map(({ time }) => `${(time * 1e3).toFixed(1)} ms`).join(" and ");
  console.log(
    `${name}: convolutions ${scale.toFixed(2)} times as fast as CMSIS-NN; depthwise and pointwise of kws, vww: ${times}`,
  );
}
console.log(
  `depthwise ${depthwise / 1e6} M/s in ${JSON.stringify(range.depthwise)}, pointwise over convolution ${factor} in ${JSON.stringify(range.factor)}`,
);

const fitted = { source: "mlperf-tiny", assumed: true };
const interval = (low, high) => ({ low, high, level: 1, method: "declared" });
const kindsOf = {
  convolution: ["convolution", "grouped-convolution", "transposed-convolution"],
  dense: ["dense", "matrix-product", "attention", "lstm", "gru", "rnn", "svdf"],
};

writeDevice({
  schema: "joulebook/device@1",
  id: "cortex-m7-216mhz-cmsis-nn",
  title: "Arm Cortex-M7 at 216 MHz (NUCLEO-F746ZG) with CMSIS-NN",
  kind: "op-table",
  software: "CMSIS-NN (2018)",
  sources: {
    "cmsis-nn": {
      title:
        "L. Lai, N. Suda, V. Chandra, CMSIS-NN: Efficient Neural Network Kernels for Arm Cortex-M CPUs, arXiv 1801.06601",
      note: "Layer times of the CIFAR-10 network, printed to 0.1 ms and not checked against the printed table. Times of convolutions contain their ReLU: 96.8 ms by layer, 96.4 + 0.4 ms by type. Operations were recounted.",
    },
    "mlperf-tiny": {
      title: "MLPerf Tiny, Cortex-M7 at 216 MHz (DISCO-F746NG)",
      url: "https://github.com/mlcommons",
      licence: "Apache-2.0",
      note: `Latencies of keyword spotting and visual wake words with other kernels: ${complete.map(([name]) => name).join("; ")}. Each submission is brought to the speed of CMSIS-NN by its ResNet-8. Both networks mix depthwise and pointwise convolutions alike, so the rows fix their sum and hardly the split: it is taken in the geometric middle of what is possible if depthwise is no faster than convolution at equal MACs per output (as arXiv 1801.04326 states) and no kernel does more than 2 MACs per cycle. Pointwise throughput rises with MACs per output as that of convolution does. Not verified by MLCommons Association.`,
    },
    board: {
      title: "NUCLEO-F746ZG as arXiv 1801.04326 names it",
      note: "Cortex-M7, 216 MHz, 1 MB flash, 320 KB SRAM",
    },
    power: {
      title: "none: the papers give no power",
      note: "100 mA at 3.3 V, in the range of microcontrollers of this class; give your own with a device file",
    },
  },
  notes: [
    "Energy is average power times time. The power is assumed, so energies compare networks on this device; ratios do not depend on it.",
    "Kinds that the table lacks (average pooling, additions, softmax, moving data) have no cost here, and estimates say so.",
  ],
  clock: { value: clock, source: "board" },
  voltage: { value: 3.3, source: "power", assumed: true },
  flash: { value: 1024 * 1024, source: "board" },
  sram: { value: 320 * 1024, source: "board" },
  power: {
    value: 0.33,
    source: "power",
    assumed: true,
    interval: { low: 0.2, high: 0.5, level: 1, method: "declared" },
  },
  table: [
    ...table.map((entry) => ({ ...entry, kinds: kindsOf[entry.kinds[0]] ?? entry.kinds })),
    {
      kinds: ["depthwise-convolution"],
      counts: "macs",
      points: [
        {
          macsPerOutput: 9,
          throughput: depthwise,
          interval: interval(range.depthwise.low, range.depthwise.high),
          ...fitted,
        },
      ],
    },
    {
      kinds: ["pointwise-convolution"],
      counts: "macs",
      points: [8, 64, 256].map((macsPerOutput) => ({
        macsPerOutput,
        throughput: factor * onLine(macsPerOutput),
        interval: interval(range.factor.low * onLine(macsPerOutput), range.factor.high * onLine(macsPerOutput)),
        ...fitted,
      })),
    },
    {
      kinds: ["activation"],
      counts: "outputs",
      points: [
        {
          macsPerOutput: 1,
          // 45,056 ReLU results (32·32·32 + 16·16·32 + 8·8·64) in 0.4 ms.
          throughput: 45_056 / 4e-4,
          interval: { low: 45_056 / 4.5e-4, high: 45_056 / 3.5e-4, level: 1, method: "table" },
          ...paper,
        },
      ],
    },
  ],
});
