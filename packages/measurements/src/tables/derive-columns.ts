import type { Notice } from "../notice.js";
import type { TableColumn } from "./table-columns.js";

/** Columns with what follows from them, and what had to be assumed. */
export interface DerivedColumns {
  readonly columns: ReadonlyMap<string, TableColumn>;
  readonly notices: readonly Notice[];
}

const defaultTask = "image-classification";

/**
 * Adds what a table leaves to its reader: an energy from power and rate (or latency) where none is printed, said to be derived; the network
 * of a model whose name ends with its precision; the task.
 */
export function deriveColumns(columns: ReadonlyMap<string, TableColumn>, rows: number): DerivedColumns {
  const derived = new Map(columns);
  const notices: Notice[] = [];
  const task = filledTexts(columns.get("task"), rows, defaultTask);
  derived.set("task", task.column);
  if (task.filled > 0)
    notices.push({
      code: "assumed-task",
      message: `${task.filled} rows name no task: they are taken as ${defaultTask}; say another with --set task=...`,
      count: task.filled,
    });
  if (!columns.has("network")) derived.set("network", networks(columns, rows));
  addEnergies(derived, rows, notices);
  const energy = derived.get("energy_j");
  if (energy !== undefined && !derived.has("energy_basis"))
    notices.push({
      code: "unstated-basis",
      message:
        "no column energy_basis: where the energies were measured stays open; say it with --set energy_basis=board (wall, board, rail, counter, model)",
      count: rows,
    });
  return { columns: derived, notices };
}

function filledTexts(
  column: TableColumn | undefined,
  rows: number,
  text: string,
): { readonly column: TableColumn; readonly filled: number } {
  if (column?.kind !== "text")
    return { column: { kind: "text", codes: new Uint32Array(rows).fill(1), texts: ["", text] }, filled: rows };
  const { codes, texts } = column;
  const filled = codes.reduce((count, code) => count + (code === 0 ? 1 : 0), 0);
  if (filled === 0) return { column, filled };
  return {
    column: { kind: "text", codes: codes.map((code) => (code === 0 ? texts.length : code)), texts: [...texts, text] },
    filled,
  };
}

function networks(columns: ReadonlyMap<string, TableColumn>, rows: number): TableColumn {
  const model = columns.get("model");
  const precision = columns.get("precision");
  if (model?.kind !== "text") return { kind: "text", codes: new Uint32Array(rows), texts: [""] };
  if (precision?.kind !== "text") return model;
  const codes = new Uint32Array(rows);
  const texts = [...model.texts];
  const shortened = new Map<number, number>();
  const known = new Map(texts.map((text, code) => [text, code]));
  for (let row = 0; row < rows; row++) {
    const pair = (model.codes[row] as number) * precision.texts.length + (precision.codes[row] as number);
    let code = shortened.get(pair);
    if (code === undefined) {
      const name = model.texts[model.codes[row] as number] as string;
      const ending = precision.texts[precision.codes[row] as number] as string;
      const network = ending !== "" && name.endsWith(`-${ending}`) ? name.slice(0, -ending.length - 1) : name;
      code = known.get(network) ?? texts.push(network) - 1;
      known.set(network, code);
      shortened.set(pair, code);
    }
    codes[row] = code;
  }
  return { kind: "text", codes, texts };
}

/** E = P / f; E = P·t where no rate is stated and one input is computed at a time. */
function addEnergies(columns: Map<string, TableColumn>, rows: number, notices: Notice[]): void {
  const numbers = (name: string): Float64Array | undefined => {
    const column = columns.get(name);
    return column?.kind === "number" ? column.values : undefined;
  };
  const power = numbers("power_w");
  const rate = numbers("throughput_per_s");
  const latency = numbers("latency_s");
  const batch = numbers("batch");
  if (power === undefined || (rate === undefined && latency === undefined)) return;
  const energy = numbers("energy_j")?.slice() ?? new Float64Array(rows).fill(Number.NaN);
  const ways = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!Number.isNaN(energy[row])) continue;
    const watts = power[row] as number;
    const perSecond = rate?.[row] ?? Number.NaN;
    const single = batch === undefined || Number.isNaN(batch[row]) || batch[row] === 1;
    const value = Number.isNaN(perSecond)
      ? single
        ? watts * (latency?.[row] ?? Number.NaN)
        : Number.NaN
      : watts / perSecond;
    if (Number.isNaN(value)) continue;
    energy[row] = value;
    ways[row] = Number.isNaN(perSecond) ? 2 : 1;
    count += 1;
  }
  if (count === 0) return;
  columns.set("energy_j", { kind: "number", values: energy });
  columns.set(
    "energy_derivation",
    marked(columns.get("energy_derivation"), ways, ["mean power / throughput", "mean power x mean latency"]),
  );
  columns.set(
    "energy_quality",
    marked(
      columns.get("energy_quality"),
      ways.map((way) => Math.min(way, 1)),
      ["derived"],
    ),
  );
  notices.push({
    code: "derived-energy",
    message: `${count} rows print no energy: it is derived from their power, and marked so`,
    count,
  });
}

/** The texts, with the given ones in the rows that are marked with 1, 2 ... */
function marked(column: TableColumn | undefined, marks: Uint32Array, added: readonly string[]): TableColumn {
  const texts = column?.kind === "text" ? column.texts : [""];
  const codes = marks.map((mark, row) =>
    mark > 0 ? texts.length + mark - 1 : column?.kind === "text" ? (column.codes[row] as number) : 0,
  );
  return { kind: "text", codes, texts: [...texts, ...added] };
}
