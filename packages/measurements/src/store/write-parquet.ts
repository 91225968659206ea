import type { TableColumn } from "../tables/table-columns.js";
import { type StoredColumn, storedColumns } from "../tables/stored-columns.js";

/** Rows of one row group: small enough that the rows of one device are found without reading the others. */
const groupRows = 25_000;

/**
 * The rows of a table as a Parquet file: the columns that have values, rows in order of device and model (so that a reader skips the row
 * groups of other devices), and the number of each row in its source.
 *
 * @param firstRow number of the first row within its dataset
 */
export async function parquetBytes(
  columns: ReadonlyMap<string, TableColumn>,
  rows: number,
  { firstRow, metadata }: { readonly firstRow: number; readonly metadata: Readonly<Record<string, string>> },
): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const order = rowOrder(columns, rows);
  const numbers = new Int32Array(rows);
  for (let at = 0; at < rows; at++) numbers[at] = (order[at] as number) + firstRow;
  const data = storedColumns.flatMap((column) => {
    const values = columns.get(column.name);
    const ordered = values === undefined ? undefined : orderedValues(column, values, order);
    return ordered === undefined
      ? []
      : [{ ...layouts[column.kind], ...ordered, name: column.name, statistics: sorted.has(column.name) }];
  });
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "row", data: numbers, type: "INT32", nullable: false, encoding: "PLAIN", statistics: false },
        ...data,
      ],
      rowGroupSize: groupRows,
      codec: "UNCOMPRESSED",
      statisticsTruncateLength: 256,
      kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      createdBy: "joulebook",
    }),
  );
}

/** The columns that rows are in the order of: only theirs tell row groups apart. */
const sorted: ReadonlySet<string> = new Set(["device", "model"]);

const layouts = {
  text: { type: "STRING", encoding: "RLE_DICTIONARY" },
  number: { type: "DOUBLE", encoding: "PLAIN" },
  integer: { type: "INT32" },
  flag: { type: "BOOLEAN" },
} as const;

/** Values of a column in order. A column in which every row has one says so: nothing is then written of which rows do. */
interface OrderedValues {
  readonly data: unknown[] | Float64Array;
  readonly nullable: boolean;
}

/** The values in order; undefined when no row has one. */
function orderedValues({ kind }: StoredColumn, column: TableColumn, order: Uint32Array): OrderedValues | undefined {
  const rows = order.length;
  if (column.kind === "number") {
    const { values } = column;
    let missing = 0;
    for (let row = 0; row < rows; row++) if (Number.isNaN(values[row])) missing += 1;
    if (missing === rows) return undefined;
    if (missing === 0 && kind === "number") {
      const data = new Float64Array(rows);
      for (let at = 0; at < rows; at++) data[at] = values[order[at] as number] as number;
      return { data, nullable: false };
    }
    const data: (number | null)[] = [];
    for (let at = 0; at < rows; at++) {
      const value = values[order[at] as number] as number;
      data.push(Number.isNaN(value) ? null : value);
    }
    return { data, nullable: missing > 0 };
  }
  const { codes, texts } = column;
  if (codes.every((code) => code === 0)) return undefined;
  const meanings: (string | boolean | null)[] = texts.map((text, code) =>
    code === 0 ? null : kind === "flag" ? text === "true" : text,
  );
  const data: (string | boolean | null)[] = [];
  for (let at = 0; at < rows; at++)
    data.push(meanings[codes[order[at] as number] as number] as string | boolean | null);
  return { data, nullable: codes.includes(0) };
}

/** Rows by device, then model, then their order in the source: two counting sorts. */
function rowOrder(columns: ReadonlyMap<string, TableColumn>, rows: number): Uint32Array {
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  return sortedBy(columns.get("device"), sortedBy(columns.get("model"), order));
}

function sortedBy(column: TableColumn | undefined, order: Uint32Array): Uint32Array {
  if (column?.kind !== "text") return order;
  const { codes, texts } = column;
  const byText = texts
    .map((_, code) => code)
    .toSorted((a, b) => (texts[a] === texts[b] ? 0 : (texts[a] as string) < (texts[b] as string) ? -1 : 1));
  const ranks = new Uint32Array(texts.length);
  byText.forEach((code, position) => {
    ranks[code] = position;
  });
  const starts = new Uint32Array(texts.length + 1);
  for (const row of order)
    starts[(ranks[codes[row] as number] as number) + 1] =
      (starts[(ranks[codes[row] as number] as number) + 1] as number) + 1;
  for (let rank = 0; rank < texts.length; rank++)
    starts[rank + 1] = (starts[rank + 1] as number) + (starts[rank] as number);
  const sorted = new Uint32Array(order.length);
  for (const row of order) {
    const rank = ranks[codes[row] as number] as number;
    sorted[starts[rank] as number] = row;
    starts[rank] = (starts[rank] as number) + 1;
  }
  return sorted;
}
