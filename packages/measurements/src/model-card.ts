import type { Bytes, Fraction, Macs, Source } from "@joulebook/core";

/** Published accuracy and size of a model: no device, no energy. */
export interface ModelCard {
  /** `<dataset>:<row>`, and the precision where one row holds several. */
  readonly id: string;
  /** Canonical name (see `canonicalModelName`), by which tables are joined. */
  readonly model: string;
  /** Name as the source writes it, with its pretrained tag. */
  readonly name: string;
  /** Pretrained weights, where the source names several of one model. */
  readonly weights?: string;
  readonly task: string;
  /** Data that the accuracy was measured on, e.g. "ImageNet-1K". */
  readonly evaluation: string;
  readonly precision?: string;
  readonly top1?: Fraction;
  readonly top5?: Fraction;
  /** Other scores by name, in the source's unit. */
  readonly scores?: Readonly<Record<string, number>>;
  readonly params?: number;
  readonly macs?: Macs;
  readonly fileSize?: Bytes;
  /** Square input side in pixels. */
  readonly inputResolution?: number;
  readonly source: Source;
}
