import { InputError } from "@joulebook/core";

/** An early-exit network that somebody trained, as the table of arXiv 2512.04705's artefact says. */
export interface TrainedDesign {
  readonly id: string;
  readonly study: string;
  /** Blocks behind which exits stand, 0 to 9, and 11, the final one, last. */
  readonly exits: readonly number[];
  /** Dense layers of each exit's head. */
  readonly headLayers: readonly (1 | 2)[];
  /** One for all exits. */
  readonly threshold: number;
  readonly accuracy: number;
  /** Share of inputs that leave at each exit; they sum to 1 but for rounding. */
  readonly exitShares: readonly number[];
  readonly exitAccuracy: readonly number[];
}

const wanted = [
  "id",
  "study",
  "exits",
  "head_layers_flag",
  "threshold",
  "accuracy",
  "exit_ratios",
  "exit_accuracy",
] as const;

/**
 * Reads the table of trained designs.
 *
 * @throws InputError with the first missing column, or the first row whose lists do not fit
 */
export function trainedDesigns(text: string, file = "designs.csv"): TrainedDesign[] {
  const [head = "", ...rows] = text.split("\n").map((line) => line.trim());
  const columns = head.split(",");
  const missing = wanted.find((name) => !columns.includes(name));
  if (missing !== undefined)
    throw new InputError([{ code: "missing-column", message: `the table has no column ${missing}`, file, line: 1 }]);
  return rows.flatMap((row, index): TrainedDesign[] => {
    if (row === "") return [];
    const cells = row.split(",");
    const cell = (name: (typeof wanted)[number]): string => cells[columns.indexOf(name)] ?? "";
    const list = (name: (typeof wanted)[number]): number[] => cell(name).split(" ").map(Number);
    const [exits, flags, exitShares, exitAccuracy] = [
      list("exits"),
      list("head_layers_flag"),
      list("exit_ratios"),
      list("exit_accuracy"),
    ];
    const [threshold, accuracy] = [Number(cell("threshold")), Number(cell("accuracy"))];
    const numbers = [...exits, ...flags, ...exitShares, ...exitAccuracy, threshold, accuracy];
    const lengths = new Set([exits.length, flags.length, exitShares.length, exitAccuracy.length]);
    if (lengths.size !== 1 || !numbers.every(Number.isFinite))
      throw new InputError([
        {
          code: "bad-row",
          message: `row ${cell("id")}: exits, heads, ratios and accuracies do not fit`,
          file,
          line: index + 2,
        },
      ]);
    return [
      {
        id: cell("id"),
        study: cell("study"),
        exits,
        headLayers: flags.map((flag) => (flag === 1 ? 1 : 2)),
        threshold,
        accuracy,
        exitShares,
        exitAccuracy,
      },
    ];
  });
}
