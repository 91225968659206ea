/** An accuracy read out of a benchmark's own line of text. */
export interface ReadAccuracy {
  readonly accuracy: number;
  readonly metric: string;
}

/**
 * Accuracy in a line as MLPerf's accuracy scripts print it: SQuAD F1 (JSON, per cent) or mAP (per cent). Undefined when the line holds
 * none, as where a submission kept another line of the log.
 *
 * @example readAccuracyText("mAP=22.881") // => { accuracy: 0.22881, metric: "mAP" }
 */
export function readAccuracyText(text: string): ReadAccuracy | undefined {
  const f1 = text.match(/"f1":\s*(\d+(?:\.\d+)?)/)?.[1];
  if (f1 !== undefined) return { accuracy: Number(f1) / 100, metric: "F1" };
  const precision = text.match(/^mAP=(\d+(?:\.\d+)?)/)?.[1];
  if (precision !== undefined) return { accuracy: Number(precision) / 100, metric: "mAP" };
  return undefined;
}
