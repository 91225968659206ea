import type { Device, Network } from "@joulebook/core";
import { estimate } from "@joulebook/hardware";
import { dsCnn, type DsCnnLayer } from "@joulebook/network";
import type { Design, Parameter } from "@joulebook/search";
import type { Evaluator, Quantity, ReportedQuantity } from "../evaluator.js";

const parameters: readonly Parameter[] = [
  { name: "filters", kind: "integer", low: 16, high: 320, step: 4 },
  { name: "blocks", kind: "integer", low: 1, high: 8 },
  { name: "timeStride", kind: "integer", low: 1, high: 2 },
  { name: "frequencyStride", kind: "integer", low: 1, high: 2 },
  { name: "secondStride", kind: "integer", low: 1, high: 2 },
];

const quantities: readonly Quantity[] = [
  { name: "energy", unit: "J", meaning: "energy of an inference" },
  { name: "latency", unit: "s", meaning: "latency of an inference" },
  { name: "macs", unit: "1", meaning: "MACs of an inference: what it computes, no measure of accuracy" },
  { name: "params", unit: "1", meaning: "weights and biases" },
  { name: "weightBytes", unit: "B", meaning: "weights in flash" },
  { name: "arenaBytes", unit: "B", meaning: "activations in SRAM as planned" },
];

/**
 * Judges DS-CNN keyword spotters (Hello Edge's family: a 10 x 4 convolution, then 3 x 3 depthwise-separable blocks) by
 * what they cost on a device. Nobody trained them here, so there is no accuracy: the default objectives are most MACs
 * for least energy, within the device's flash and SRAM.
 */
export function keywordEvaluator(device: Device): Evaluator {
  const { flash, sram } = device;
  const seen = new Set<string>();
  for (const { code, message } of estimate(
    keywordSpotter({ filters: 64, blocks: 4, timeStride: 2, frequencyStride: 2, secondStride: 1 }),
    device,
  ).notices)
    if (code !== "note") seen.add(message);
  return {
    kind: "keyword-spotter",
    parameters,
    quantities,
    objectives: [
      { quantity: "macs", direction: "maximise" },
      { quantity: "energy", direction: "minimise" },
    ],
    constraints: [
      ...(flash === undefined ? [] : [{ name: "flash", quantity: "weightBytes", atMost: flash.value }]),
      ...(sram === undefined ? [] : [{ name: "SRAM", quantity: "arenaBytes", atMost: sram.value }]),
    ],
    evaluate: (design) => {
      const network = keywordSpotter(design);
      const { energy, latency, latencyCycles = 0, memory } = estimate(network, device);
      return {
        energy,
        // Cycles where the device has no clock.
        latency: latency ?? latencyCycles,
        macs: network.layers.reduce((sum, layer) => sum + layer.macs, 0),
        params: network.layers.reduce((sum, layer) => sum + layer.params, 0),
        weightBytes: memory.weightBytes,
        arenaBytes: memory.arenaBytes,
      };
    },
    report: (design): ReportedQuantity[] => {
      const {
        energy,
        latency,
        latencyCycles = 0,
        energyInterval,
        latencyInterval,
      } = estimate(keywordSpotter(design), device);
      return [
        { quantity: "energy", value: energy, ...(energyInterval === undefined ? {} : { interval: energyInterval }) },
        {
          quantity: "latency",
          value: latency ?? latencyCycles,
          ...(latencyInterval === undefined ? {} : { interval: latencyInterval }),
        },
      ];
    },
    notices: ["accuracy is not known: nobody trained these networks", ...seen],
  };
}

/**
 * The DS-CNN of a design, 8 bits.
 *
 * @example keywordSpotter({ filters: 64, blocks: 4, timeStride: 2, frequencyStride: 2, secondStride: 1 }).layers.reduce((sum, { macs }) => sum + macs, 0) // => 2656768
 */
export function keywordSpotter(design: Design): Network {
  const { filters, blocks, timeStride, frequencyStride, secondStride } = design as Readonly<Record<string, number>>;
  const layers: DsCnnLayer[] = [
    { filters: filters as number, kernel: [10, 4], stride: [timeStride as number, frequencyStride as number] },
    ...Array.from({ length: blocks as number }, (_, index): DsCnnLayer => {
      const stride = index === 0 ? (secondStride as number) : 1;
      return { filters: filters as number, kernel: [3, 3], stride: [stride, stride] };
    }),
  ];
  return dsCnn({ layers });
}
