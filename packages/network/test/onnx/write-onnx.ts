/** Writes small ONNX models for tests; field numbers are those of onnx.proto. */

type Bytes = readonly number[];

function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return bytes;
}

export function integerField(field: number, value: number): Bytes {
  return [...varint(field * 8), ...varint(value)];
}

export function bytesField(field: number, bytes: Bytes | Uint8Array): Bytes {
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}

export function textField(field: number, text: string): Bytes {
  return bytesField(field, new TextEncoder().encode(text));
}

export type AttributeValue =
  | number
  | string
  | readonly number[]
  | { readonly graph: Bytes }
  | { readonly tensor: Bytes }
  | { readonly refersTo: string };

function attribute(name: string, value: AttributeValue): Bytes {
  const start = textField(1, name);
  if (typeof value === "number") return [...start, ...integerField(3, value), ...integerField(20, 2)];
  if (typeof value === "string") return [...start, ...textField(4, value), ...integerField(20, 3)];
  if ("graph" in value) return [...start, ...bytesField(6, value.graph), ...integerField(20, 5)];
  if ("tensor" in value) return [...start, ...bytesField(5, value.tensor), ...integerField(20, 4)];
  if ("refersTo" in value) return [...start, ...textField(21, value.refersTo), ...integerField(20, 2)];
  return [...start, ...value.flatMap((item) => integerField(8, item)), ...integerField(20, 7)];
}

export interface NodeText {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly domain?: string;
  readonly name?: string;
}

function node({ op, inputs, outputs, attributes = {}, domain = "", name = "" }: NodeText): Bytes {
  return [
    ...inputs.flatMap((input) => textField(1, input)),
    ...outputs.flatMap((output) => textField(2, output)),
    ...(name === "" ? [] : textField(3, name)),
    ...textField(4, op),
    ...Object.entries(attributes).flatMap(([key, value]) => bytesField(5, attribute(key, value))),
    ...(domain === "" ? [] : textField(7, domain)),
  ];
}

/** A constant: values of 64-bit integers where given, else a shape without values. */
export function tensor(
  name: string,
  shape: readonly number[],
  {
    type = 1,
    values,
    location,
  }: { readonly type?: number; readonly values?: readonly number[]; readonly location?: string } = {},
): Bytes {
  const external =
    location === undefined
      ? []
      : [...bytesField(13, [...textField(1, "location"), ...textField(2, location)]), ...integerField(14, 1)];
  return [
    ...shape.flatMap((extent) => integerField(1, extent)),
    ...integerField(2, values === undefined ? type : 7),
    ...(values ?? []).flatMap((value) => integerField(7, value)),
    ...textField(8, name),
    ...external,
  ];
}

export function valueInfo(name: string, shape?: readonly (number | string)[], type = 1): Bytes {
  const extents = (shape ?? []).flatMap((extent) =>
    bytesField(1, typeof extent === "number" ? integerField(1, extent) : extent === "" ? [] : textField(2, extent)),
  );
  const shapePart = shape === undefined ? [] : bytesField(2, extents);
  return [...textField(1, name), ...bytesField(2, bytesField(1, [...integerField(1, type), ...shapePart]))];
}

export interface GraphText {
  readonly name?: string;
  readonly nodes: readonly NodeText[];
  readonly inputs?: readonly Bytes[];
  readonly outputs?: readonly string[];
  readonly constants?: readonly Bytes[];
}

export function graph({ name = "graph", nodes, inputs = [], outputs = [], constants = [] }: GraphText): Bytes {
  return [
    ...nodes.flatMap((item) => bytesField(1, node(item))),
    ...textField(2, name),
    ...constants.flatMap((item) => bytesField(5, item)),
    ...inputs.flatMap((item) => bytesField(11, item)),
    ...outputs.flatMap((item) => bytesField(12, valueInfo(item))),
  ];
}

/** A function of a model: nodes over named inputs and outputs. */
export function localFunction(
  domain: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  nodes: readonly NodeText[],
): Bytes {
  return [
    ...textField(1, name),
    ...inputs.flatMap((input) => textField(4, input)),
    ...outputs.flatMap((output) => textField(5, output)),
    ...nodes.flatMap((item) => bytesField(7, node(item))),
    ...textField(10, domain),
  ];
}

export function model(
  content: GraphText,
  { opset = 17, functions = [] }: { readonly opset?: number; readonly functions?: readonly Bytes[] } = {},
): Uint8Array {
  return Uint8Array.from([
    ...integerField(1, 8),
    ...bytesField(7, graph(content)),
    ...bytesField(8, integerField(2, opset)),
    ...functions.flatMap((item) => bytesField(25, item)),
  ]);
}
