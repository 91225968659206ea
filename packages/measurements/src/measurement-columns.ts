/** What a cell of a column must hold. */
export interface ColumnRule {
  readonly name: string;
  /** What the column means, for messages and guides. */
  readonly title: string;
  readonly kind: "text" | "number" | "integer" | "time" | "choice";
  /** The column must be there and no cell of it empty. */
  readonly required?: boolean;
  /** Numbers must be above 0 (the default) or may be 0. */
  readonly zero?: boolean;
  readonly max?: number;
  readonly choices?: readonly string[];
}

const text = (name: string, title: string, more: Partial<ColumnRule> = {}): ColumnRule => ({
  name,
  title,
  kind: "text",
  ...more,
});
const number = (name: string, title: string, more: Partial<ColumnRule> = {}): ColumnRule => ({
  name,
  title,
  kind: "number",
  ...more,
});

/**
 * The columns of a user's table of measurements: those of the MLPerf table (../data/mlperf-inference-edge-open), and some that it
 * lacks. Besides the required ones a row needs `model_id` or `model`, and `energy_per_inference_j` or both `avg_power_w` and
 * `qps_with_overhead`.
 */
export const measurementColumns: readonly ColumnRule[] = [
  text("device", "Board", { required: true }),
  text("model_id", "Canonical model id"),
  text("model", "Model name"),
  number("accuracy_top1_percent", "Top-1 accuracy in per cent", { required: true, zero: true, max: 100 }),
  number("mean_latency_ms", "Mean latency of one inference in ms", { required: true }),
  number("energy_per_inference_j", "Energy of one inference in J"),
  number("avg_power_w", "Mean power while inferring in W"),
  number("qps_with_overhead", "Inferences per second"),
  text("backend", "Inference runtime"),
  text("framework", "Runtime with its version"),
  text("precision", "fp32, int8 ..."),
  text("family", "Model family"),
  text("task", "Task; image-classification when absent"),
  text("unit", "Part of the board that computes: cpu, gpu, npu"),
  text("power_mode", "Power mode"),
  number("width_multiplier", "Width multiplier"),
  number("input_resolution", "Input side in px", { kind: "integer" }),
  number("macs_millions", "Multiply-accumulates in millions"),
  number("params_millions", "Parameters in millions"),
  number("accuracy_images", "Images of the accuracy run", { kind: "integer" }),
  ...["p50", "p90", "p99", "min", "max"].map((name) => number(`${name}_latency_ms`, `Latency (${name}) in ms`)),
  number("min_power_w", "Smallest power in the window in W", { zero: true }),
  number("max_power_w", "Largest power in the window in W"),
  number("pre_power_w", "Power before the window in W", { zero: true }),
  number("post_power_w", "Power after the window in W, taken as idle power", { zero: true }),
  number("idle_power_w", "Idle power in W", { zero: true }),
  number("power_samples", "Power samples in the window", { kind: "integer" }),
  number("window_s", "Length of the window in s"),
  number("energy_window_j", "Energy of the window in J"),
  text("energy_basis", "Where the energy was measured", {
    kind: "choice",
    choices: ["wall", "board", "rail", "counter", "model"],
  }),
  text("idle_included", "Whether the energy contains idle power", { kind: "choice", choices: ["true", "false"] }),
  number("threads", "Threads", { kind: "integer" }),
  number("batch", "Batch size", { kind: "integer" }),
  number("memory_bytes", "Largest memory in use in bytes"),
  number("price", "Price in a unit of your own", { zero: true }),
  text("round", "Round or campaign of the test"),
  text("submitter", "Who measured"),
  text("division", "Division"),
  text("system", "System"),
  text("system_name_as_submitted", "System name"),
  text("processor", "Processor"),
  text("hw_notes", "Notes on the hardware"),
  text("weight_data_types", "Data types of the weights"),
  text("input_data_types", "Data types of the input"),
  text("weights_source", "Where the weights came from"),
  text("test_datetime_utc", "Time of the test", { kind: "time" }),
  text("valid", "Whether the run is valid", { kind: "choice", choices: ["VALID"] }),
];
