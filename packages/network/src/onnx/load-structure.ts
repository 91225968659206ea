import { InputError } from "@joulebook/core";
import { badNetwork } from "../reading/bad-network.js";
import type { SparseBytes } from "../reading/sparse-bytes.js";
import { type Field, WireCursor, wire } from "./wire.js";

/** Fields of a message that are wanted however long they are: messages to look into, or payloads to keep whole. */
interface Wanted {
  readonly [field: number]: Wanted | "whole";
}

/** Payloads up to this long are always loaded, so that shapes kept in constants are known. */
const small = 64 * 1024;
const ahead = 256 * 1024;
const deepest = 100;

const tensor: Wanted = { 1: "whole", 8: "whole", 13: "whole" };
const sparse: Wanted = { 1: tensor };
const type: Wanted = { 1: "whole" };
const graph: { [field: number]: Wanted | "whole" } = { 2: "whole", 5: tensor, 11: "whole", 12: "whole", 13: "whole" };
const attribute: Wanted = { 1: "whole", 5: tensor, 6: graph, 10: tensor, 11: graph, 14: type, 21: "whole", 22: sparse };
const node: Wanted = { 1: "whole", 2: "whole", 3: "whole", 4: "whole", 5: attribute, 7: "whole", 8: "whole" };
graph[1] = node;
graph[15] = sparse;
const functionProto: Wanted = { 1: "whole", 4: "whole", 5: "whole", 7: node, 10: "whole", 11: attribute };
const model: Wanted = { 7: graph, 25: functionProto };

/**
 * Loads what an ONNX file says about its graph and passes over the weights: long payloads are never read. Field
 * numbers are those of onnx.proto.
 *
 * @throws InputError where the file is no chain of fields, or holds no graph
 */
export async function loadStructure(bytes: SparseBytes): Promise<void> {
  const open: { end: number; wanted: Wanted }[] = [{ end: bytes.size, wanted: model }];
  const cursor = new WireCursor(bytes, 0);
  let hasGraph = false;
  // Up to here there is no gap behind the cursor.
  let loaded = 0;
  const nextField = (end: number): Field => {
    try {
      return cursor.field(end);
    } catch (error) {
      if (hasGraph || !(error instanceof InputError)) throw error;
      throw noNetwork(`; read as ONNX, ${error.problems[0]?.message ?? "it is damaged"}`);
    }
  };
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    if (cursor.offset >= inner.end) {
      open.pop();
      continue;
    }
    const at = cursor.offset;
    const header = Math.min(20, inner.end - at);
    if (at + header > loaded) loaded = await bytes.load(at, header, ahead);
    const field = nextField(inner.end);
    if (field.wire !== wire.bytes) continue;
    if (open.length === 1 && field.number === 7) hasGraph = true;
    const length = field.end - field.start;
    const wanted = inner.wanted[field.number];
    if (length <= small || wanted === "whole") {
      if (field.end > loaded) loaded = await bytes.load(field.start, length, ahead);
    } else if (wanted !== undefined) {
      if (open.length > deepest) throw badNetwork(`graphs are nested more than ${deepest} deep`);
      open.push({ end: field.end, wanted });
      cursor.offset = field.start;
    }
  }
  if (!hasGraph) throw noNetwork(": it holds no graph");
}

function noNetwork(why: string): InputError {
  return badNetwork(`this is neither an ONNX nor a TFLite file${why}`, { expected: "an ONNX model or a TFLite file" });
}
