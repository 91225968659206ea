import type { Network } from "@joulebook/core";
import { networkBuilder } from "../build/network-builder.js";
import { dsCnn, type DsCnnLayer } from "./ds-cnn.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

export type KeywordFamily = "dnn" | "cnn" | "ds-cnn" | "basic-lstm" | "lstm" | "gru" | "crnn";
export type KeywordSize = "s" | "m" | "l";

const families: Readonly<Record<KeywordFamily, (size: KeywordSize, options: ZooOptions) => Network>> = {
  dnn,
  cnn,
  "ds-cnn": (size, options) => dsCnn({ ...options, layers: dsCnnSizes[size] }),
  "basic-lstm": basicLstm,
  lstm,
  gru,
  crnn,
};

/**
 * A keyword-spotting network of "Hello Edge" in one of its three sizes: 12 classes from one second of speech, 10
 * coefficients per frame of 20 or 40 ms; one byte per weight, bias and activation unless the options say otherwise.
 * Source: docs/equations.md#keyword-spotting (arXiv 1711.07128; sizes from its published training commands)
 *
 * @example keywordNetwork("dnn", "s").layers.map(({ macs }) => macs) // => [36000, 20736, 20736, 1728]
 */
export function keywordNetwork(family: KeywordFamily, size: KeywordSize, options: ZooOptions = {}): Network {
  return families[family](size, { name: `${family}-${size}`, ...options });
}

const classes = 12;
/** Frames of 20 and of 40 ms in a second, with windows of 40 ms. */
const frames = { fine: 49, coarse: 25 } as const;
const coefficients = 10;

const separable = (filters: number, stride: readonly [number, number]): DsCnnLayer => ({
  filters,
  kernel: [3, 3],
  stride,
});

const dsCnnSizes: Readonly<Record<KeywordSize, readonly DsCnnLayer[]>> = {
  s: [{ filters: 64, kernel: [10, 4], stride: [2, 2] }, ...repeated(4, separable(64, [1, 1]))],
  m: [
    { filters: 172, kernel: [10, 4], stride: [2, 1] },
    separable(172, [2, 2]),
    ...repeated(3, separable(172, [1, 1])),
  ],
  l: [
    { filters: 276, kernel: [10, 4], stride: [2, 1] },
    separable(276, [2, 2]),
    ...repeated(4, separable(276, [1, 1])),
  ],
};

function repeated(times: number, layer: DsCnnLayer): readonly DsCnnLayer[] {
  return Array.from({ length: times }, () => layer);
}

function dnn(size: KeywordSize, options: ZooOptions): Network {
  const units = { s: 144, m: 256, l: 436 }[size];
  const b = networkBuilder(options.name ?? "", options);
  let x = b.input([frames.coarse * coefficients]);
  for (let layer = 0; layer < 3; layer++) x = b.dense(x, { units, activation: "relu" });
  return b.finish([b.dense(x, { units: classes })]);
}

/** Two convolutions, a linear bottleneck and a dense layer. */
function cnn(size: KeywordSize, options: ZooOptions): Network {
  const [first, second, linear, units] = (
    { s: [28, 30, 16, 128], m: [64, 48, 16, 128], l: [60, 76, 58, 128] } as const
  )[size];
  const b = networkBuilder(options.name ?? "", options);
  const common = { kernel: [10, 4], padding: "valid", activation: "relu", ...normalised(options) } as const;
  let x = b.convolution(b.input([frames.fine, coefficients, 1]), { filters: first, ...common });
  x = b.convolution(x, { filters: second, stride: [2, 1], ...common });
  x = b.dense(b.flatten(x), { units: linear });
  x = b.dense(x, { units, activation: "relu", ...normalised(options) });
  return b.finish([b.dense(x, { units: classes })]);
}

function basicLstm(size: KeywordSize, options: ZooOptions): Network {
  const units = { s: 118, m: 214, l: 344 }[size];
  const b = networkBuilder(options.name ?? "", options);
  const x = b.lstm(b.input([frames.fine, coefficients]), { units });
  return b.finish([b.dense(x, { units: classes })]);
}

/** With peepholes and a projected state; the small one reads coarser frames. */
function lstm(size: KeywordSize, options: ZooOptions): Network {
  const [projection, units] = ({ s: [98, 144], m: [130, 280], l: [188, 500] } as const)[size];
  const b = networkBuilder(options.name ?? "", options);
  const steps = size === "s" ? frames.coarse : frames.fine;
  const x = b.lstm(b.input([steps, coefficients]), { units, projection, peepholes: true });
  return b.finish([b.dense(x, { units: classes })]);
}

/** One layer; the small one reads coarser frames. */
function gru(size: KeywordSize, options: ZooOptions): Network {
  const units = { s: 154, m: 250, l: 400 }[size];
  const b = networkBuilder(options.name ?? "", options);
  const steps = size === "s" ? frames.coarse : frames.fine;
  const x = b.gru(b.input([steps, coefficients]), { units });
  return b.finish([b.dense(x, { units: classes })]);
}

/** A convolution, two recurrent layers and a dense one. */
function crnn(size: KeywordSize, options: ZooOptions): Network {
  const { filters, stride, cells, units } = (
    {
      s: { filters: 48, stride: [2, 2], cells: 60, units: 84 },
      m: { filters: 128, stride: [2, 2], cells: 76, units: 164 },
      l: { filters: 100, stride: [2, 1], cells: 136, units: 188 },
    } as const
  )[size];
  const b = networkBuilder(options.name ?? "", options);
  const image = b.input([frames.fine, coefficients, 1]);
  let x = b.convolution(image, { filters, kernel: [10, 4], stride, padding: "valid", activation: "relu" });
  const [, steps = 1, bands = 1] = x.shape;
  x = b.reshape(x, [1, steps, bands * filters]);
  x = b.gru(x, { units: cells, sequences: true });
  x = b.gru(x, { units: cells });
  x = b.dense(x, { units, activation: "relu" });
  return b.finish([b.dense(x, { units: classes })]);
}
