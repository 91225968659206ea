import type { Network } from "@joulebook/core";
import { assembleNetwork } from "../reading/assemble-network.js";
import { badNetwork } from "../reading/bad-network.js";
import type { ByteSource } from "../reading/byte-source.js";
import { cleanName } from "../reading/clean-name.js";
import { listedNames } from "../reading/listed-names.js";
import type { ReadOptions } from "../reading/read-options.js";
import { MissingBytes, SparseBytes } from "../reading/sparse-bytes.js";
import { Dimensions } from "./bind-dimensions.js";
import { type EvaluationTally, GraphEvaluator } from "./evaluate-graph.js";
import { loadStructure } from "./load-structure.js";
import type { GraphRecord, ModelRecord } from "./messages.js";
import { parseModel } from "./parse-model.js";

/**
 * Reads a network from an ONNX file, without its weights.
 *
 * @throws InputError if the file is damaged, cyclic, or contradicts itself
 */
export async function readOnnx(source: ByteSource, options: ReadOptions = {}): Promise<Network> {
  const model = await readModel(source);
  const dimensions = new Dimensions(options.dims);
  const evaluator = new GraphEvaluator(model, dimensions);
  const plan = evaluator.evaluate();
  const notes = [...dimensions.notes(), ...notesOf(evaluator.tally), ...modelNotes(model)];
  return assembleNetwork(options.name ?? (cleanName(model.graph.name) || "network"), plan, sourceOf(model), notes);
}

function sourceOf({ producer, opsets }: ModelRecord): NonNullable<Network["source"]> {
  const opset = opsets.get("");
  return {
    format: "onnx",
    ...(producer === "" ? {} : { producer: cleanName(producer) }),
    ...(opset === undefined ? {} : { version: `opset ${opset}` }),
  };
}

async function readModel(source: ByteSource): Promise<ModelRecord> {
  const bytes = new SparseBytes(source);
  await loadStructure(bytes);
  bytes.lookAgain();
  try {
    return parseModel(bytes);
  } catch (error) {
    if (error instanceof MissingBytes) throw badNetwork(`the file is damaged near byte ${error.offset}`);
    throw error;
  }
}

function notesOf(tally: EvaluationTally): readonly string[] {
  const notes: string[] = [];
  if (tally.folded > 0) notes.push(`operators on constants alone are done before the network runs: ${tally.folded}`);
  if (tally.missing.size > 0)
    notes.push(
      `read but never made, taken as inputs: ${listedNames(tally.missing)}; where their shapes are unknown, what reads them is not counted`,
    );
  if (tally.recovered.size > 0)
    notes.push(`weights that are not in the file, their shapes told by their layers: ${tally.recovered.size}`);
  if (tally.unknownShapes.size > 0)
    notes.push(`shapes unknown at ${listedNames(tally.unknownShapes)}: counts and memory are lower bounds`);
  if (tally.onePass.size > 0)
    notes.push(`the body of each loop is counted for one pass: ${listedNames(tally.onePass)}`);
  if (tally.otherBranch.size > 0)
    notes.push(`of each If the branch of more MACs is counted: ${listedNames(tally.otherBranch)}`);
  return notes;
}

function modelNotes({ graph, isTraining }: ModelRecord): readonly string[] {
  const notes: string[] = [];
  const outside = externalLocations(graph);
  const count = graph.initialisers.filter(({ external }) => external !== undefined).length;
  if (count > 0) notes.push(`constants in other files, which are not needed and not opened: ${count}`);
  if (outside.length > 0)
    notes.push(`locations of constants outside the model's folder: ${listedNames(new Set(outside))}`);
  if (isTraining) notes.push("the training part of the file is not counted");
  return notes;
}

function externalLocations({ initialisers }: GraphRecord): readonly string[] {
  return initialisers.flatMap(({ external }) =>
    external !== undefined && /^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)|:\/\//.test(external) ? [external] : [],
  );
}
