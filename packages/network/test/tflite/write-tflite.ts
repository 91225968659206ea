/** Writes small TFLite files for tests: tables are laid out from the root on, so that every offset points forward. */

export type FlatField =
  | { readonly byte: number }
  | { readonly int: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly bytes: readonly number[] }
  | { readonly table: FlatFields }
  | { readonly tables: readonly FlatFields[] };

/** Fields by slot. */
export type FlatFields = readonly (FlatField | undefined)[];

export function flatFile(root: FlatFields, identifier = "TFL3"): Uint8Array {
  const bytes: number[] = [0, 0, 0, 0, ...new TextEncoder().encode(identifier)];
  const put = (at: number, value: number): void => {
    for (let index = 0; index < 4; index++) bytes[at + index] = (value >>> (8 * index)) & 0xff;
  };
  const word = (value: number): number => {
    while (bytes.length % 4 !== 0) bytes.push(0);
    bytes.push(0, 0, 0, 0);
    put(bytes.length - 4, value);
    return bytes.length - 4;
  };
  const vector = (length: number, write: () => void): number => {
    const at = word(length);
    write();
    return at;
  };
  const write = (field: FlatField): number => {
    if ("text" in field) {
      const text = new TextEncoder().encode(field.text);
      return vector(text.length, () => bytes.push(...text, 0));
    }
    if ("bytes" in field) return vector(field.bytes.length, () => field.bytes.forEach((value) => bytes.push(value)));
    if ("ints" in field) return vector(field.ints.length, () => field.ints.forEach((value) => word(value)));
    if ("table" in field) return table(field.table);
    if ("tables" in field) {
      let slots: number[] = [];
      const at = vector(field.tables.length, () => {
        slots = field.tables.map(() => word(0));
      });
      for (const [index, item] of field.tables.entries()) {
        const slot = slots[index] as number;
        put(slot, table(item) - slot);
      }
      return at;
    }
    throw new Error("not an offset");
  };
  const table = (fields: FlatFields): number => {
    while (bytes.length % 4 !== 0) bytes.push(0);
    const vtable = bytes.length;
    const short = (value: number): void => {
      bytes.push(value & 0xff, value >> 8);
    };
    short(4 + 2 * fields.length);
    short(4 + 4 * fields.length);
    for (const [index, field] of fields.entries()) short(field === undefined ? 0 : 4 + 4 * index);
    const at = word(0);
    put(at, at - vtable);
    const slots = fields.map((field) =>
      word(field === undefined ? 0 : "int" in field ? field.int : "byte" in field ? field.byte : 0),
    );
    for (const [index, field] of fields.entries()) {
      if (field === undefined || "int" in field || "byte" in field) continue;
      const slot = slots[index] as number;
      put(slot, write(field) - slot);
    }
    return at;
  };
  put(0, table(root));
  return Uint8Array.from(bytes);
}

export interface TensorText {
  readonly shape: readonly number[];
  /** TensorType; default int8. */
  readonly type?: number;
  /** Constant, in a buffer of one byte or in one of those given. */
  readonly constant?: boolean | number;
  readonly variable?: boolean;
  readonly name?: string;
}

export interface OperatorText {
  /** Number of a builtin operator, or the name of a custom one. */
  readonly op: number | string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options?: FlatFields;
}

export interface SubgraphText {
  readonly tensors: readonly TensorText[];
  readonly operators: readonly OperatorText[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

const custom = 32;

export function tflite(...subgraphs: readonly SubgraphText[]): Uint8Array {
  return tfliteFile(subgraphs, [[1]]);
}

/** @param buffers contents of the buffers from 1 on */
export function tfliteFile(subgraphs: readonly SubgraphText[], buffers: readonly (readonly number[])[]): Uint8Array {
  const codes = [...new Set(subgraphs.flatMap(({ operators }) => operators.map(({ op }) => op)))];
  return flatFile([
    { int: 3 },
    {
      tables: codes.map(
        (op): FlatFields =>
          typeof op === "string"
            ? [{ byte: custom }, { text: op }, undefined, { int: custom }]
            : [{ byte: Math.min(op, 127) }, undefined, undefined, { int: op }],
      ),
    },
    {
      tables: subgraphs.map(
        ({ tensors, operators, inputs, outputs }): FlatFields => [
          {
            tables: tensors.map(
              ({ shape, type = 9, constant = false, variable = false, name }, index): FlatFields => [
                { ints: shape },
                { byte: type },
                { int: Number(constant) },
                { text: name ?? `t${index}` },
                undefined,
                { byte: variable ? 1 : 0 },
              ],
            ),
          },
          { ints: inputs },
          { ints: outputs },
          {
            tables: operators.map(
              ({ op, inputs: read, outputs: written, options }): FlatFields => [
                { int: codes.indexOf(op) },
                { ints: read },
                { ints: written },
                undefined,
                options === undefined ? undefined : { table: options },
              ],
            ),
          },
          { text: "main" },
        ],
      ),
    },
    { text: "test" },
    { tables: [[], ...buffers.map((content): FlatFields => [{ bytes: content }])] },
  ]);
}
