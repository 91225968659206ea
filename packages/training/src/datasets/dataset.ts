import type { Shape } from "../network/network-spec.js";

/** Images as bytes, height-width-channel, one after the other, with their classes. */
export interface ImageSet {
  readonly count: number;
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** A data set as the trainer reads it. */
export interface Dataset {
  readonly name: DatasetName;
  /** How results made from it must be labelled, e.g. "CIFAR-10 (JPEG copy)". */
  readonly label: string;
  readonly shape: Shape;
  readonly classes: number;
  /** Pixel value that becomes 1. */
  readonly scale: number;
  /** What turned files into pixels, e.g. "jpeg-js 0.4.4". */
  readonly decoder: string;
  readonly train: ImageSet;
  readonly test: ImageSet;
}

export const datasetNames = ["cifar10", "cifar10-jpeg", "digits"] as const;
export type DatasetName = (typeof datasetNames)[number];
