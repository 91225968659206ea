import { quoteInput } from "@joulebook/core";
import { badNetwork } from "../reading/bad-network.js";
import { checkShape } from "../reading/check-shape.js";
import { indexKinds } from "../reading/index-kinds.js";
import { listedNames } from "../reading/listed-names.js";
import {
  type PlannedGraph,
  type PlannedLayer,
  type PlannedValue,
  plannedMacs,
  type StoredConstant,
} from "../reading/planned-graph.js";
import type { Cost, CostRule, OperatorView } from "./operator.js";
import { productRules } from "./operators-products.js";
import { simpleRules } from "./operators-simple.js";
import { windowedRules } from "./operators-windowed.js";
import type { TfliteModel, TfliteOperator, TfliteSubgraph, TfliteTensor } from "./parse-tflite.js";
import { fusedActivations, isIndexTensor, tensorTypeBits } from "./schema.js";

const rules: ReadonlyMap<string, CostRule> = new Map(
  [productRules, simpleRules, windowedRules].flatMap((table) => Object.entries(table)),
);

const deepest = 30;
/** Operators and tensors, those of subgraphs once for every call. */
const mostWork = 1_000_000;

export interface TflitePlan extends PlannedGraph {
  readonly inputs: readonly PlannedValue[];
  readonly notes: readonly string[];
}

/** Plans the layers of the first subgraph; those of the others where it calls them. */
export function planTflite(model: TfliteModel): TflitePlan {
  const planner = new Planner(model);
  const [main] = model.subgraphs;
  if (main === undefined) throw badNetwork("the TFLite file has no graph");
  const values = planner.values(main);
  const plan = planner.graph(main, values, "", 0);
  const inputs = present(main.inputs, values);
  return { ...plan, inputs, notes: [...planner.notes(), ...openDimensions(main)] };
}

class Planner {
  readonly #model: TfliteModel;
  readonly #used: Set<TfliteSubgraph> = new Set();
  readonly #onePass: Set<string> = new Set();
  readonly #otherBranch: Set<string> = new Set();
  #variables = 0;
  #work = 0;

  constructor(model: TfliteModel) {
    this.#model = model;
  }

  values(graph: TfliteSubgraph): PlannedValue[] {
    return graph.tensors.map((tensor) => plannedValue(tensor));
  }

  graph(graph: TfliteSubgraph, values: readonly PlannedValue[], prefix: string, depth: number): PlannedGraph {
    if (depth > deepest) throw badNetwork(`subgraphs call each other more than ${deepest} deep`);
    this.#work += graph.operators.length + graph.tensors.length;
    if (this.#work > mostWork)
      throw badNetwork(`more than ${mostWork} operators and tensors with those of called subgraphs`);
    this.#used.add(graph);
    this.#variables += graph.tensors.filter(({ isVariable }) => isVariable).length;
    checkOrder(graph);
    const plan = { layers: [] as PlannedLayer[], unsupported: [] as string[] };
    for (const [index, operator] of graph.operators.entries()) {
      const name = `${prefix}${graph.tensors[operator.outputs[0] ?? -1]?.name || `${operator.op} ${index}`}`;
      try {
        this.#operator(operator, graph, values, name, depth, plan);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw badNetwork(`${quoteInput(operator.op)} ${quoteInput(name)}: ${error.message}`);
      }
    }
    return { ...plan, outputs: present(graph.outputs, values) };
  }

  #operator(
    operator: TfliteOperator,
    graph: TfliteSubgraph,
    values: readonly PlannedValue[],
    name: string,
    depth: number,
    plan: { layers: PlannedLayer[]; unsupported: string[] },
  ): void {
    const called = this.#called(operator, values, name, depth);
    if (called !== undefined) {
      for (const layer of called.layers) plan.layers.push(layer);
      for (const op of called.unsupported) plan.unsupported.push(op);
    }
    const cost = called === undefined ? costOf(operator, graph) : { kind: "control" as const };
    if (cost === undefined) plan.unsupported.push(operator.op);
    const fused = cost?.fusedAt === undefined ? undefined : fusedActivations[operator.options?.byte(cost.fusedAt) ?? 0];
    plan.layers.push({
      name,
      op: operator.op,
      kind: cost?.kind ?? "other",
      ...operands(operator, graph, values, cost),
      // What a called subgraph gives is handed on.
      ...(called === undefined ? {} : { inputs: called.outputs.filter(({ stored }) => stored === undefined) }),
      outputs: present(operator.outputs, values),
      ...(cost?.loops === undefined ? {} : { loops: cost.loops }),
      ...(cost?.terms === undefined ? {} : { terms: cost.terms }),
      ...(fused === undefined ? {} : { fused }),
    });
  }

  /** Layers of the subgraph that runs: of IF the branch of more MACs, of WHILE condition and body once. */
  #called(
    { op, isCustom, inputs, options }: TfliteOperator,
    values: readonly PlannedValue[],
    name: string,
    depth: number,
  ): PlannedGraph | undefined {
    if (isCustom || (op !== "IF" && op !== "WHILE")) return undefined;
    const given = inputs.map((index) => values[index]);
    const first = this.#run(options?.int32(0) ?? 0, op === "IF" ? given.slice(1) : given, name, depth);
    const second = this.#run(options?.int32(1) ?? 0, op === "IF" ? given.slice(1) : given, name, depth);
    if (op === "WHILE") {
      this.#onePass.add(name);
      return {
        layers: [...first.layers, ...second.layers],
        outputs: second.outputs,
        unsupported: [...first.unsupported, ...second.unsupported],
      };
    }
    this.#otherBranch.add(name);
    return plannedMacs(second) > plannedMacs(first) ? second : first;
  }

  #run(index: number, given: readonly (PlannedValue | undefined)[], name: string, depth: number): PlannedGraph {
    const graph = this.#model.subgraphs[index];
    if (graph === undefined)
      throw badNetwork(`${quoteInput(name)} calls subgraph ${index} of ${this.#model.subgraphs.length}`);
    const values = this.values(graph);
    for (const [position, tensor] of graph.inputs.entries()) {
      const value = given[position];
      if (tensor >= 0 && value !== undefined) values[tensor] = value;
    }
    return this.graph(graph, values, `${name.slice(0, 512)}/`, depth + 1);
  }

  notes(): readonly string[] {
    const notes: string[] = [];
    if (this.#variables > 0) notes.push(`state kept between runs is taken as inputs: ${this.#variables} tensors`);
    if (this.#onePass.size > 0)
      notes.push(`condition and body of each WHILE are counted for one pass: ${listedNames(this.#onePass)}`);
    if (this.#otherBranch.size > 0)
      notes.push(`of each IF the branch of more MACs is counted: ${listedNames(this.#otherBranch)}`);
    const unused = this.#model.subgraphs.filter((graph) => !this.#used.has(graph)).length;
    if (unused > 0)
      notes.push(`not counted, because the first subgraph does not run them: ${unused} of the other subgraphs`);
    return notes;
  }
}

function costOf({ op, isCustom, inputs, outputs, options }: TfliteOperator, graph: TfliteSubgraph): Cost | undefined {
  if (isCustom) return undefined;
  const view: OperatorView = {
    inputs: inputs.map((index) => graph.tensors[index]),
    outputs: outputs.flatMap((index) => graph.tensors[index] ?? []),
    options,
  };
  return rules.get(op)?.(view);
}

function operands(
  { inputs }: TfliteOperator,
  graph: TfliteSubgraph,
  values: readonly PlannedValue[],
  cost: Cost | undefined,
): Pick<PlannedLayer, "inputs" | "parameters" | "settings"> {
  const read = new Set<PlannedValue>();
  const parameters: StoredConstant[] = [];
  const settings: StoredConstant[] = [];
  for (const [position, index] of inputs.entries()) {
    const value = values[index];
    if (value === undefined || graph.tensors[index] === undefined) continue;
    const { stored } = value;
    if (stored === undefined) read.add(value);
    else if (cost?.parameters?.includes(position) === true && !(stored.isIndex && indexKinds.has(cost.kind)))
      parameters.push(stored);
    else settings.push(stored);
  }
  return { inputs: [...read], parameters, settings };
}

function plannedValue({ name, shape, type, isConstant }: TfliteTensor): PlannedValue {
  const bits = tensorTypeBits(type);
  checkShape(name, shape);
  if (!isConstant) return { name, shape, bits };
  return { name, shape, bits, stored: { name, shape, bits, isIndex: isIndexTensor(type) } };
}

/**
 * Operators must be stored in running order.
 *
 * @throws InputError if one reads what a later one writes
 */
function checkOrder({ operators, tensors }: TfliteSubgraph): void {
  const writer = new Map<number, number>();
  for (const [index, { outputs }] of operators.entries()) {
    for (const output of outputs) {
      if (output < 0) continue;
      if (writer.has(output)) throw badNetwork(`tensor ${quoteInput(tensors[output]?.name ?? "")} is written twice`);
      writer.set(output, index);
    }
  }
  for (const [index, { inputs, op }] of operators.entries()) {
    const late = inputs.find((input) => (writer.get(input) ?? -1) >= index);
    if (late !== undefined && tensors[late]?.isVariable !== true) {
      throw badNetwork(
        `${quoteInput(op)} reads ${quoteInput(tensors[late]?.name ?? "")} before it is written: the graph is cyclic or out of order`,
      );
    }
  }
}

function openDimensions({ tensors, inputs }: TfliteSubgraph): readonly string[] {
  const open = inputs.flatMap((index) => {
    const tensor = tensors[index];
    return (tensor?.openAxes ?? []).map(
      (axis) => `${quoteInput(tensor?.name ?? "")} axis ${axis} (${tensor?.shape[axis] ?? 1})`,
    );
  });
  return open.length === 0 ? [] : [`not fixed by the file, taken as stored: ${open.slice(0, 8).join(", ")}`];
}

function present(indices: readonly number[], values: readonly PlannedValue[]): readonly PlannedValue[] {
  return indices.flatMap((index) => values[index] ?? []);
}
