/** What an example was used for: to train the network, to choose thresholds, or to report. */
export type TraceSplit = "train" | "val" | "test";

/**
 * What a network with exits answered, example by example and exit by exit. On disk it is CSV (.gz) with the columns
 * of `traceColumns`; here it is columns, where per-exit values of example n and exit k stand at n * exits + k.
 */
export interface Trace {
  readonly exits: number;
  /** Number of classes; undefined where neither logits nor the source say. */
  readonly classes?: number;
  readonly split: readonly TraceSplit[];
  /** Number of the example in its data set. */
  readonly example: Int32Array;
  /** True class, from 0. */
  readonly label: Int32Array;
  /** Share of the network's filters in use, where the trace has several widths. */
  readonly width?: Float64Array;
  /** Class with the largest probability at each exit. */
  readonly predicted: Int32Array;
  /** Largest softmax probability at each exit, in [0, 1]. */
  readonly confidence: Float64Array;
  /** Entropy of the probabilities in nats. */
  readonly entropy?: Float64Array;
  /** Largest less second-largest probability, in [0, 1]. */
  readonly margin?: Float64Array;
  /** Scores before softmax: class c of exit k of example n at (n * exits + k) * classes + c. */
  readonly logits?: Float64Array;
}

/** What the columns of a trace hold. */
export interface TraceLayout {
  /** Number of exits K, at least 1; the last one always answers. */
  readonly exits: number;
  /** Number of classes whose logits are stored; undefined without logits. */
  readonly classes?: number;
  readonly entropy: boolean;
  readonly margin: boolean;
  readonly width: boolean;
}
