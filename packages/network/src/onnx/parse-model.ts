import { badNetwork } from "../reading/bad-network.js";
import type { SparseBytes } from "../reading/sparse-bytes.js";
import {
  type AttributeRecord,
  type FunctionRecord,
  functionKey,
  type GraphRecord,
  type ModelRecord,
  type NodeRecord,
  type TensorRecord,
  type ValueRecord,
} from "./messages.js";
import { tensorData } from "./tensor-data.js";
import { eachField, type Field, type WireCursor, wire } from "./wire.js";

const deepest = 100;
const mostAxes = 64;
const mostIntegers = 65_536;
const mostNodes = 100_000;

/**
 * The records of an ONNX file whose structure has been loaded. Field numbers are those of onnx.proto.
 *
 * @throws InputError where a message is damaged
 */
export function parseModel(bytes: SparseBytes): ModelRecord {
  const parse = new Parser(bytes);
  let producer = "";
  let version = "";
  let graph: GraphRecord | undefined;
  let isTraining = false;
  const opsets = new Map<string, number>();
  const functions = new Map<string, FunctionRecord>();
  eachField(bytes, 0, bytes.size, (field, cursor) => {
    if (field.number === 2) producer = cursor.text(field);
    else if (field.number === 3) version = cursor.text(field);
    else if (field.number === 7 && field.wire === wire.bytes) graph = parse.graph(field, 0);
    else if (field.number === 8) parse.opset(field, opsets);
    else if (field.number === 20) isTraining = true;
    else if (field.number === 25) {
      const [key, record] = parse.functionProto(field);
      functions.set(key, record);
    }
  });
  if (graph === undefined) throw badNetwork("the file has no graph", { expected: "an ONNX model" });
  return { producer: `${producer} ${version}`.trim(), opsets, graph, functions, isTraining };
}

/** One method per message. */
class Parser {
  readonly #bytes: SparseBytes;
  #nodes = 0;
  constructor(bytes: SparseBytes) {
    this.#bytes = bytes;
  }

  #each(message: Field, visit: (field: Field, cursor: WireCursor) => void): void {
    if (message.wire === wire.bytes) eachField(this.#bytes, message.start, message.end, visit);
  }

  graph(message: Field, depth: number): GraphRecord {
    if (depth > deepest) throw badNetwork(`graphs are nested more than ${deepest} deep`);
    const graph = {
      name: "",
      nodes: [] as NodeRecord[],
      initialisers: [] as TensorRecord[],
      inputs: [] as ValueRecord[],
      outputs: [] as ValueRecord[],
      values: [] as ValueRecord[],
    };
    this.#each(message, (field, cursor) => {
      if (field.number === 1) graph.nodes.push(this.#node(field, depth));
      else if (field.number === 2) graph.name = cursor.text(field);
      else if (field.number === 5) graph.initialisers.push(this.#tensor(field));
      else if (field.number === 11) graph.inputs.push(this.#value(field));
      else if (field.number === 12) graph.outputs.push(this.#value(field));
      else if (field.number === 13) graph.values.push(this.#value(field));
      else if (field.number === 15) graph.initialisers.push(this.#sparseTensor(field));
    });
    return graph;
  }

  opset(message: Field, into: Map<string, number>): void {
    let domain = "";
    let version = 0;
    this.#each(message, (field, cursor) => {
      if (field.number === 1) domain = cursor.text(field);
      else if (field.number === 2) version = field.value;
    });
    into.set(domain === "ai.onnx" ? "" : domain, version);
  }

  functionProto(message: Field): readonly [string, FunctionRecord] {
    let name = "";
    let domain = "";
    let overload = "";
    const inputs: string[] = [];
    const outputs: string[] = [];
    const nodes: NodeRecord[] = [];
    const opsets = new Map<string, number>();
    const defaults = new Map<string, AttributeRecord>();
    this.#each(message, (field, cursor) => {
      if (field.number === 1) name = cursor.text(field);
      else if (field.number === 4) inputs.push(cursor.text(field));
      else if (field.number === 5) outputs.push(cursor.text(field));
      else if (field.number === 7) nodes.push(this.#node(field, 0));
      else if (field.number === 9) this.opset(field, opsets);
      else if (field.number === 10) domain = cursor.text(field);
      else if (field.number === 11) {
        const attribute = this.#attribute(field, 0);
        defaults.set(attribute.name, attribute);
      } else if (field.number === 13) overload = cursor.text(field);
    });
    return [functionKey(domain, name, overload), { name, inputs, outputs, nodes, opsets, defaults }];
  }

  #node(message: Field, depth: number): NodeRecord {
    if (++this.#nodes > mostNodes) throw badNetwork(`the file has more than ${mostNodes} nodes`);
    let name = "";
    let op = "";
    let domain = "";
    let overload = "";
    const inputs: string[] = [];
    const outputs: string[] = [];
    const attributes = new Map<string, AttributeRecord>();
    this.#each(message, (field, cursor) => {
      if (field.number === 1) inputs.push(cursor.text(field));
      else if (field.number === 2) outputs.push(cursor.text(field));
      else if (field.number === 3) name = cursor.text(field);
      else if (field.number === 4) op = cursor.text(field);
      else if (field.number === 5) {
        const attribute = this.#attribute(field, depth);
        attributes.set(attribute.name, attribute);
      } else if (field.number === 7) domain = cursor.text(field);
      else if (field.number === 8) overload = cursor.text(field);
    });
    return { name, op, domain: domain === "ai.onnx" ? "" : domain, overload, inputs, outputs, attributes };
  }

  #attribute(message: Field, depth: number): AttributeRecord {
    const attribute: { -readonly [Key in keyof AttributeRecord]: AttributeRecord[Key] } = { name: "" };
    let ints: number[] | undefined;
    let floats: number[] | undefined;
    this.#each(message, (field, cursor) => {
      if (field.number === 1) attribute.name = cursor.text(field);
      else if (field.number === 2 && field.wire === wire.fixed32) attribute.f = this.#float(field.start);
      else if (field.number === 3) attribute.i = field.value;
      else if (field.number === 4 && field.end - field.start <= mostIntegers) attribute.s = cursor.text(field);
      else if (field.number === 5) attribute.tensor = this.#tensor(field);
      else if (field.number === 6) attribute.graph = this.graph(field, depth + 1);
      else if (field.number === 7) (floats ??= []).push(...this.#floats(field));
      else if (field.number === 8 && this.#bytes.has(field.start, field.end - field.start)) {
        ints ??= [];
        // One by one: a spread of a long list overflows the stack.
        for (const value of cursor.integers(field, mostIntegers - ints.length)) ints.push(value);
      } else if (field.number === 21) attribute.refersTo = cursor.text(field);
    });
    if (ints !== undefined) attribute.ints = ints;
    if (floats !== undefined) attribute.floats = floats;
    return attribute;
  }

  #float(offset: number): number {
    const { buffer, byteOffset } = this.#bytes.slice(offset, 4);
    return new DataView(buffer, byteOffset, 4).getFloat32(0, true);
  }

  #floats(field: Field): readonly number[] {
    if (field.wire === wire.fixed32) return [this.#float(field.start)];
    const count = Math.min(1024, Math.floor((field.end - field.start) / 4));
    if (field.wire !== wire.bytes || !this.#bytes.has(field.start, 4 * count)) return [];
    return Array.from({ length: count }, (_, index) => {
      this.#bytes.step();
      return this.#float(field.start + 4 * index);
    });
  }

  #tensor(message: Field): TensorRecord {
    let name = "";
    let type = 0;
    const shape: number[] = [];
    const payloads: Field[] = [];
    let location: string | undefined;
    let isExternal = false;
    this.#each(message, (field, cursor) => {
      if (field.number === 1) shape.push(...this.#extents(field, cursor));
      else if (field.number === 2) type = field.value;
      else if (field.number === 8) name = cursor.text(field);
      else if (field.number === 13) location = this.#externalLocation(field) ?? location;
      else if (field.number === 14) isExternal = field.value === 1;
      else if (payloads.length <= mostAxes) payloads.push(field);
      if (shape.length > mostAxes) throw badNetwork(`a tensor has more than ${mostAxes} axes`);
    });
    const external = isExternal ? (location ?? "") : undefined;
    const data = external === undefined ? tensorData(this.#bytes, type, shape, payloads) : undefined;
    return {
      name,
      shape,
      type,
      ...(data === undefined ? {} : { data }),
      ...(external === undefined ? {} : { external }),
    };
  }

  /** A sparse tensor counts by its dense shape. */
  #sparseTensor(message: Field): TensorRecord {
    let values: TensorRecord | undefined;
    const shape: number[] = [];
    this.#each(message, (field, cursor) => {
      if (field.number === 1) values = this.#tensor(field);
      else if (field.number === 3) shape.push(...this.#extents(field, cursor));
    });
    return { name: values?.name ?? "", type: values?.type ?? 0, shape };
  }

  #extents(field: Field, cursor: WireCursor): readonly number[] {
    return cursor.integers(field, mostAxes + 1);
  }

  #externalLocation(message: Field): string | undefined {
    let key = "";
    let value = "";
    this.#each(message, (field, cursor) => {
      if (field.number === 1) key = cursor.text(field);
      else if (field.number === 2) value = cursor.text(field);
    });
    return key === "location" ? value : undefined;
  }

  /** A ValueInfoProto; of types only tensors have a shape. */
  #value(message: Field): ValueRecord {
    let name = "";
    let type = 0;
    let shape: (number | string)[] | undefined;
    this.#each(message, (field, cursor) => {
      if (field.number === 1) name = cursor.text(field);
      else if (field.number === 2)
        this.#each(field, (kind) => {
          if (kind.number !== 1) return;
          this.#each(kind, (part) => {
            if (part.number === 1) type = part.value;
            else if (part.number === 2) shape = this.#shape(part);
          });
        });
    });
    return { name, type, ...(shape === undefined ? {} : { shape }) };
  }

  #shape(message: Field): (number | string)[] {
    const shape: (number | string)[] = [];
    this.#each(message, (dimension) => {
      if (dimension.number !== 1) return;
      let extent: number | string = "";
      this.#each(dimension, (field, cursor) => {
        if (field.number === 1) extent = field.value;
        else if (field.number === 2) extent = cursor.text(field);
      });
      shape.push(extent);
      if (shape.length > mostAxes) throw badNetwork(`a tensor has more than ${mostAxes} axes`);
    });
    return shape;
  }
}
