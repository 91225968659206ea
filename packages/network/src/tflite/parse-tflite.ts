import { quoteInput } from "@joulebook/core";
import { badNetwork } from "../reading/bad-network.js";
import type { SparseBytes } from "../reading/sparse-bytes.js";
import { type FlatTable, rootTable } from "./flat-table.js";
import { builtinName, slots } from "./schema.js";

export interface TfliteModel {
  readonly version: number;
  readonly description: string;
  readonly subgraphs: readonly TfliteSubgraph[];
}

export interface TfliteSubgraph {
  readonly name: string;
  readonly tensors: readonly TfliteTensor[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly operators: readonly TfliteOperator[];
}

export interface TfliteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Number of TensorType. */
  readonly type: number;
  readonly isConstant: boolean;
  /** State that is kept between runs. */
  readonly isVariable: boolean;
  /** Axes that the file leaves open. */
  readonly openAxes: readonly number[];
}

export interface TfliteOperator {
  readonly op: string;
  readonly isCustom: boolean;
  /** Indices of tensors; -1 for one that is left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: FlatTable | undefined;
}

/** Number of buffers of the file. */
export function bufferCount(bytes: SparseBytes): number {
  return rootTable(bytes).count(slots.model.buffers);
}

/** Whether a buffer holds anything: what is in it is constant. */
export function isFilled(bytes: SparseBytes, index: number): boolean {
  const { model, buffer } = slots;
  const table = rootTable(bytes).item(model.buffers, index);
  return table.byteLength(buffer.data) > 0 || table.uint64(buffer.size) > 0;
}

/**
 * The records of a TFLite file. Offsets are followed only inside the file, weights are not touched.
 *
 * @param filled which buffers hold anything
 * @throws InputError where the file is damaged or an index leads nowhere
 */
export function parseTflite(bytes: SparseBytes, filled: readonly boolean[]): TfliteModel {
  const root = rootTable(bytes);
  const { model } = slots;
  const codes = root.tables(model.operatorCodes).map(operatorName);
  const subgraphs = root.tables(model.subgraphs).map((table) => subgraph(table, codes, filled));
  if (subgraphs.length === 0) throw badNetwork("the TFLite file has no graph");
  return { version: root.int32(model.version), description: root.text(model.description), subgraphs };
}

interface OperatorName {
  readonly op: string;
  readonly isCustom: boolean;
}

function operatorName(table: FlatTable): OperatorName {
  const { deprecatedBuiltin, custom, builtin } = slots.operatorCode;
  // Files from before version 3a have the code in a byte; later ones fill both as far as it goes.
  const code = Math.max(table.int32(builtin), table.byte(deprecatedBuiltin));
  const op = builtinName(code);
  return op === "CUSTOM" ? { op: table.text(custom) || op, isCustom: true } : { op, isCustom: false };
}

function subgraph(table: FlatTable, codes: readonly OperatorName[], filled: readonly boolean[]): TfliteSubgraph {
  const { subgraph: at } = slots;
  const tensors = table.tables(at.tensors).map((item) => tensor(item, filled));
  const operators = table.tables(at.operators).map((item) => operator(item, codes));
  const lists = [table.int32s(at.inputs), table.int32s(at.outputs), ...operators.flatMap((o) => [o.inputs, o.outputs])];
  for (const list of lists) {
    const wrong = list.find((index) => index < -1 || index >= tensors.length);
    if (wrong !== undefined) throw badNetwork(`the file is damaged: tensor ${wrong} of ${tensors.length}`);
  }
  const [inputs = [], outputs = []] = lists;
  return { name: table.text(at.name), tensors, inputs, outputs, operators };
}

function tensor(table: FlatTable, filled: readonly boolean[]): TfliteTensor {
  const { tensor: at } = slots;
  const name = table.text(at.name);
  const shape = table.int32s(at.shape);
  const signature = table.int32s(at.shapeSignature);
  const index = table.int32(at.buffer);
  if (index < 0 || (index !== 0 && index >= filled.length))
    throw badNetwork(`the file is damaged: tensor ${quoteInput(name)} is in buffer ${index} of ${filled.length}`);
  const isConstant = filled[index] === true || table.int32(at.externalBuffer) !== 0;
  return {
    name,
    shape,
    type: table.byte(at.type),
    isConstant,
    isVariable: table.boolean(at.isVariable),
    openAxes: signature.flatMap((extent, axis) => (extent === -1 ? [axis] : [])),
  };
}

function operator(table: FlatTable, codes: readonly OperatorName[]): TfliteOperator {
  const { operator: at } = slots;
  const index = table.int32(at.code);
  const code = codes[index];
  if (code === undefined) throw badNetwork(`the file is damaged: operator code ${index} of ${codes.length}`);
  return {
    ...code,
    inputs: table.int32s(at.inputs),
    outputs: table.int32s(at.outputs),
    options: table.table(at.options),
  };
}
