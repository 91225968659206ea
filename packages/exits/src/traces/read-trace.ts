import {
  InputError,
  type Problem,
  quoteInput,
  type Trace,
  type TraceHeader,
  traceLayout,
  type TraceSplit,
} from "@joulebook/core";

export interface ReadTraceOptions {
  readonly file?: string;
  /** Number of classes where the trace holds no logits; labels and answers must be below it. */
  readonly classes?: number;
}

/** More problems than this are counted, not listed. */
const listed = 20;

/**
 * Reads a trace from CSV text: one row per example, columns as `traceColumns` names them.
 *
 * @throws InputError (exit code 3) with every problem by `file:line:column`: missing values, numbers out of range, labels
 * outside the classes, an example twice in a split or in two splits
 */
export function readTrace(text: string, { file, classes }: ReadTraceOptions = {}): Trace {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  while (lines.at(-1) === "") lines.pop();
  const header = (lines[0] ?? "").split(",").map((cell) => cell.trim());
  const layout = traceLayout(header, file === undefined ? {} : { file });
  const known = classes ?? layout.classes;
  const rows = lines.length - 1;
  if (rows < 1)
    throw new InputError([
      { code: "no-examples", message: "the trace has no rows", ...(file === undefined ? {} : { file }) },
    ]);
  const reader = new RowReader(layout, rows, known, file);
  for (let row = 0; row < rows; row++) reader.read(lines[row + 1] as string, row);
  return reader.finish();
}

const splits: readonly TraceSplit[] = ["train", "val", "test"];

class RowReader {
  readonly #layout: TraceHeader;
  readonly #classes: number | undefined;
  readonly #file: string | undefined;
  readonly #problems: Problem[] = [];
  #more = 0;
  readonly #split: TraceSplit[] = [];
  readonly #seen = new Map<string, number>();
  readonly #columns: {
    readonly example: Int32Array;
    readonly label: Int32Array;
    readonly predicted: Int32Array;
    readonly confidence: Float64Array;
    readonly entropy?: Float64Array;
    readonly margin?: Float64Array;
    readonly logits?: Float64Array;
    readonly width?: Float64Array;
  };
  constructor(layout: TraceHeader, rows: number, classes: number | undefined, file: string | undefined) {
    this.#layout = layout;
    this.#classes = classes;
    this.#file = file;
    const { exits, entropy, margin, width } = layout;
    this.#columns = {
      example: new Int32Array(rows),
      label: new Int32Array(rows),
      predicted: new Int32Array(rows * exits),
      confidence: new Float64Array(rows * exits),
      ...(entropy ? { entropy: new Float64Array(rows * exits) } : {}),
      ...(margin ? { margin: new Float64Array(rows * exits) } : {}),
      ...(layout.classes === undefined ? {} : { logits: new Float64Array(rows * exits * layout.classes) }),
      ...(width ? { width: new Float64Array(rows) } : {}),
    };
  }

  read(line: string, row: number): void {
    const cells = line.split(",");
    const { position, exits, classes } = this.#layout;
    if (cells.length !== position.size) {
      this.#fault(row, 0, "gap", `the row has ${cells.length} values for ${position.size} columns`);
      return;
    }
    const split = (cells[position.get("split") as number] ?? "").trim();
    if (!splits.some((one) => one === split)) {
      this.#fault(
        row,
        position.get("split") as number,
        "bad-split",
        `the split is ${quoteInput(split)}`,
        splits.join(", "),
      );
    }
    this.#split.push(split as TraceSplit);
    const { example, label, predicted, confidence, entropy, margin, logits, width } = this.#columns;
    const most = this.#classes === undefined ? 1e6 : this.#classes - 1;
    example[row] = this.#whole(cells, row, "i", 0, 2 ** 31 - 1);
    label[row] = this.#whole(cells, row, "label", 0, most);
    if (width !== undefined) width[row] = this.#number(cells, row, "width", 0, 1);
    for (let k = 1; k <= exits; k++) {
      const at = row * exits + k - 1;
      predicted[at] = this.#whole(cells, row, `p${k}`, 0, most);
      confidence[at] = this.#number(cells, row, `c${k}`, 0, 1);
      if (entropy !== undefined) entropy[at] = this.#number(cells, row, `h${k}`, 0, 64);
      if (margin !== undefined) margin[at] = this.#number(cells, row, `m${k}`, 0, 1);
      if (logits === undefined || classes === undefined) continue;
      for (let c = 0; c < classes; c++) {
        logits[at * classes + c] = this.#number(cells, row, `z${k}_${c}`, -1e6, 1e6);
      }
    }
    this.#once(row, split, example[row] as number, width?.[row]);
  }

  /** An example belongs to one split, and stands in it once (once per width). */
  #once(row: number, split: string, example: number, width: number | undefined): void {
    const key = width === undefined ? `${example}` : `${example} ${width}`;
    // The training images of a run are numbered apart from its test images; validation ones come from the training set.
    const group = split === "test" ? "test" : "train";
    const before = this.#seen.get(`${group} ${key}`);
    if (before === undefined) this.#seen.set(`${group} ${key}`, row);
    else {
      const other = this.#split[before];
      const [code, what] =
        other === split ? ["repeated-example", "stands twice"] : ["overlapping-splits", `is in ${other} too`];
      this.#fault(
        row,
        this.#layout.position.get("i") as number,
        code as string,
        `example ${example} of ${split} ${what} (line ${before + 2})`,
      );
    }
  }

  #number(cells: readonly string[], row: number, name: string, least: number, most: number): number {
    const column = this.#layout.position.get(name) as number;
    const text = (cells[column] ?? "").trim();
    const value = text === "" ? Number.NaN : Number(text);
    if (!(value >= least && value <= most)) {
      this.#fault(row, column, "bad-value", `${name} is ${quoteInput(text)}`, `a number from ${least} to ${most}`);
    }
    return value;
  }

  #whole(cells: readonly string[], row: number, name: string, least: number, most: number): number {
    const value = this.#number(cells, row, name, least, most);
    if (value >= least && value <= most && !Number.isInteger(value)) {
      this.#fault(row, this.#layout.position.get(name) as number, "bad-value", `${name} is ${value}`, "a whole number");
    }
    return value;
  }

  #fault(row: number, column: number, code: string, message: string, expected?: string): void {
    if (this.#problems.length >= listed) {
      this.#more++;
      return;
    }
    this.#problems.push({
      code,
      message,
      ...(this.#file === undefined ? {} : { file: this.#file }),
      line: row + 2,
      column: column + 1,
      ...(expected === undefined ? {} : { expected }),
    });
  }

  finish(): Trace {
    if (this.#more > 0) this.#problems.push({ code: "more-problems", message: `and ${this.#more} more problems` });
    if (this.#problems.length > 0) throw new InputError(this.#problems);
    return {
      exits: this.#layout.exits,
      ...(this.#classes === undefined ? {} : { classes: this.#classes }),
      split: this.#split,
      ...this.#columns,
    };
  }
}
