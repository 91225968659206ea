import { adamStep } from "../engine/adam.js";
import { buildEngine, type Engine, initialise } from "../engine/engine.js";
import { loadKernels } from "../kernels/load-kernels.js";
import { exitLosses } from "../loss/exit-losses.js";
import type { NetworkSpec } from "../network/network-spec.js";

/** How fast a network trains here. */
export interface TrainingSpeed {
  /** Images forward, back and updated per second of CPU time of this process. */
  readonly imagesPerCpuSecond: number;
  /** Multiply-accumulates of convolutions and dense layers, forward and back, per second of CPU time. */
  readonly macsPerCpuSecond: number;
  /** The same for multiplications and additions of 128-bit vectors in registers: the machine's peak without fused operations. */
  readonly peakMacsPerCpuSecond: number;
}

/** Trains `steps` batches of made-up images after two that warm up. */
export function trainingSpeed(
  network: NetworkSpec,
  { batch = 64, steps = 10 }: { readonly batch?: number; readonly steps?: number } = {},
): TrainingSpeed {
  const engine = buildEngine(network, { batch });
  initialise(engine, 0);
  engine.prepare();
  engine.inputValues().forEach((_, i, values) => {
    values[i] = ((i * 7919) % 256) / 255;
  });
  const labels = Array.from({ length: batch }, (_, b) => b % network.classes);
  const ones = engine.exits.map(() => 1);
  const step = (index: number): void => {
    engine.forward({ count: batch, training: true, seed: index });
    exitLosses(engine, labels, ones);
    engine.backward({ count: batch, seed: index });
    adamStep(engine, { rate: 0.001, l2: 0.001 }, index + 1);
    engine.prepare();
  };
  step(0);
  step(1);
  const seconds = cpuSeconds(() => {
    for (let index = 2; index < steps + 2; index++) step(index);
  });
  const rounds = 20_000_000;
  const { peak } = loadKernels();
  peak(rounds / 10);
  const peakSeconds = cpuSeconds(() => void peak(rounds));
  return {
    imagesPerCpuSecond: (steps * batch) / seconds,
    macsPerCpuSecond: (steps * batch * trainingMacs(engine)) / seconds,
    peakMacsPerCpuSecond: (rounds * 40) / peakSeconds,
  };
}

/** Forward, weight gradients and, where something before the layer is trained, input gradients: up to three times the forward count. */
function trainingMacs({ spec, operations, parameters }: Engine): number {
  return spec.nodes.reduce((sum, { name, kind, input }) => {
    const weight = parameters.list.find((parameter) => parameter.name === `${name}.weight`);
    const shape = operations.find((operation) => operation.name === name)?.output.shape;
    if (weight === undefined || shape === undefined) return sum;
    const perPlace = weight.shape.reduce((product, size) => product * size, 1);
    const forward = kind === "dense" ? perPlace : perPlace * shape.height * shape.width;
    return sum + forward * (input === "input" ? 2 : 3);
  }, 0);
}

function cpuSeconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
