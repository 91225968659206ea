import { quoteInput } from "@joulebook/core";
import { product } from "../counting/loops.js";
import { badNetwork } from "../reading/bad-network.js";
import { checkShape } from "../reading/check-shape.js";
import { type PlannedGraph, type PlannedLayer, plannedMacs } from "../reading/planned-graph.js";
import type { Dimensions } from "./bind-dimensions.js";
import { elementBits, elementType, isIndexType } from "./element-types.js";
import { foldArithmetic } from "./fold-arithmetic.js";
import {
  type AttributeRecord,
  functionKey,
  type FunctionRecord,
  type GraphRecord,
  type ModelRecord,
  type NodeRecord,
  type ValueRecord,
} from "./messages.js";
import { constant, constantTensor, known } from "./make-value.js";
import { operands } from "./operands.js";
import { type NodeView, type Outcome, type OutputView, UnknownInput } from "./operator.js";
import { operatorRule } from "./operator-rules.js";
import { statedBits } from "./stated-bits.js";
import { orderNodes } from "./order-nodes.js";
import { recoveredShapes } from "./recover-weights.js";
import { Scope, type Value } from "./value.js";

const deepest = 50;
/** Nodes after functions are inlined; the largest language models have some ten thousands. */
const mostNodes = 100_000;
/** Inputs of all nodes together, functions inlined. */
const mostReads = 500_000;
/** Names bound on the way into functions and subgraphs. */
const mostBindings = 4_000_000;
/** Values that layers write, or that are read and nobody writes. */
const mostValues = 300_000;

/** Where nodes are evaluated: what their names mean. */
interface Place {
  readonly scope: Scope;
  /** Before the names of nodes, e.g. "block/". */
  readonly prefix: string;
  readonly opsets: ReadonlyMap<string, number>;
  /** Attributes of the calling node, inside a function. */
  readonly bound: ReadonlyMap<string, AttributeRecord>;
  /** Shapes that the file states. */
  readonly annotations: ReadonlyMap<string, ValueRecord>;
  readonly depth: number;
}

/** Counts of what happened on the way, for the notes. */
export interface EvaluationTally {
  folded: number;
  readonly missing: Set<string>;
  /** Missing weights whose shapes the layers around them tell. */
  readonly recovered: Set<string>;
  readonly unknownShapes: Set<string>;
  readonly onePass: Set<string>;
  readonly otherBranch: Set<string>;
}

/**
 * Walks a graph in running order: infers shapes, folds constants as far as shapes need them, and plans the layers.
 *
 * Functions are inlined; of If the more expensive branch is taken unless its condition is known; bodies of Loop and
 * Scan run once.
 */
export class GraphEvaluator {
  readonly tally: EvaluationTally = {
    folded: 0,
    missing: new Set(),
    recovered: new Set(),
    unknownShapes: new Set(),
    onePass: new Set(),
    otherBranch: new Set(),
  };
  readonly #model: ModelRecord;
  readonly #dimensions: Dimensions;
  #nodes = 0;
  #bindings = 0;
  #values = 0;
  #reads = 0;

  constructor(model: ModelRecord, dimensions: Dimensions) {
    this.#model = model;
    this.#dimensions = dimensions;
  }

  /** The graph of the model; inputs that are initialisers too are constants. */
  evaluate(): PlannedGraph<Value> & { readonly inputs: readonly Value[] } {
    const { graph, opsets } = this.#model;
    const constants = new Set(graph.initialisers.map(({ name }) => name));
    const scope = new Scope();
    const inputs = graph.inputs
      .filter(({ name }) => !constants.has(name))
      .map((record) => {
        const shape = this.#dimensions.bind(record);
        if (shape === undefined) this.tally.unknownShapes.add(record.name);
        const value = known(record.name, record.type, shape);
        scope.set(record.name, value);
        return value;
      });
    this.#dimensions.checkUsed();
    const place = { scope, prefix: "", opsets, bound: new Map(), annotations: annotationsOf(graph), depth: 0 };
    return { ...this.#graph(graph, place), inputs };
  }

  #graph(graph: GraphRecord, place: Place): PlannedGraph<Value> {
    if (place.depth > deepest) throw badNetwork(`graphs and functions are nested more than ${deepest} deep`);
    this.#bind(graph.inputs.length + graph.initialisers.length + graph.values.length + graph.outputs.length);
    for (const tensor of graph.initialisers) place.scope.set(tensor.name, constant(tensor, tensor.name));
    const plan = this.#run(graph.nodes, place);
    return { ...plan, outputs: graph.outputs.map(({ name }) => this.#find(name, place)) };
  }

  #made(): void {
    this.#values += 1;
    if (this.#values > mostValues) throw badNetwork(`the graph has more than ${mostValues} values`);
  }

  /** Counts names bound, so that functions that call each other in great numbers end in an error rather than in a wait. */
  #bind(count: number): void {
    this.#bindings += count;
    if (this.#bindings > mostBindings)
      throw badNetwork(`functions and subgraphs take more than ${mostBindings} values`);
  }

  #run(
    nodes: readonly NodeRecord[],
    place: Place,
  ): { readonly layers: PlannedLayer[]; readonly unsupported: string[] } {
    const plan = { layers: [] as PlannedLayer[], unsupported: [] as string[] };
    for (const { inputs } of nodes) this.#reads += inputs.length;
    if (this.#reads > mostReads) throw badNetwork(`the nodes of the graph read more than ${mostReads} inputs`);
    for (const node of orderNodes(nodes)) {
      if (++this.#nodes > mostNodes)
        throw badNetwork(`the graph has more than ${mostNodes} nodes with its functions inlined`);
      try {
        this.#node(node, place, plan);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw badNetwork(`${opName(node)} ${quoteInput(nodeName(node, place))}: ${error.message}`);
      }
    }
    return plan;
  }

  #node(node: NodeRecord, place: Place, plan: { layers: PlannedLayer[]; unsupported: string[] }): void {
    const attributes = boundAttributes(node, place);
    if (node.op === "Constant" && node.domain === "") return this.#constant(node, attributes, place);
    const called = this.#model.functions.get(functionKey(node.domain, node.op, node.overload));
    if (called !== undefined) return this.#call(node, called, attributes, place, plan);
    const inputs = node.inputs.map((name) => (name === "" ? undefined : this.#find(name, place)));
    if (node.domain === "" && node.op === "If" && this.#branch(node, inputs[0], attributes, place, plan)) return;
    if (
      node.domain === "" &&
      (node.op === "Loop" || node.op === "Scan") &&
      this.#repeat(node, inputs, attributes, place, plan)
    )
      return;
    const view: NodeView = {
      op: node.op,
      name: nodeName(node, place),
      opset: place.opsets.get(node.domain) ?? 0,
      inputs,
      outputs: node.outputs.length,
      attributes,
    };
    this.#apply(node, this.#withWeights(node, view, place), place, plan);
  }

  /** Fills in weights that the file leaves out, where the layer tells their shapes. */
  #withWeights(node: NodeRecord, view: NodeView, place: Place): NodeView {
    const isMissing = (name: string): boolean => this.tally.missing.has(name) || this.tally.recovered.has(name);
    if (!node.inputs.some(isMissing)) return view;
    const annotation = place.annotations.get(node.outputs[0] ?? "");
    const shapes = recoveredShapes(view, annotation && this.#dimensions.annotated(annotation));
    const inputs = view.inputs.map((value, index) => {
      const shape = shapes[index];
      const name = node.inputs[index] ?? "";
      if (value === undefined || value.shape !== undefined || shape === undefined || !isMissing(name)) return value;
      const weight = constant({ name, shape, type: value.type || elementType.float }, name);
      place.scope.set(name, weight);
      this.tally.missing.delete(name);
      this.tally.recovered.add(name);
      return weight;
    });
    return { ...view, inputs };
  }

  #apply(
    node: NodeRecord,
    view: NodeView,
    place: Place,
    plan: { layers: PlannedLayer[]; unsupported: string[] },
  ): void {
    const outcome = this.#outcome(node, view);
    const isConstant = outcome?.uncounted !== true && isKnownBefore(view, outcome);
    const outputs = node.outputs.map((name, index) => this.#output(name, view, outcome, index, isConstant, place));
    for (const [index, name] of node.outputs.entries()) if (name !== "") place.scope.set(name, outputs[index] as Value);
    if (isConstant) {
      this.tally.folded += 1;
      return;
    }
    if (outcome === undefined || outcome.uncounted === true) plan.unsupported.push(opName(node));
    plan.layers.push({
      name: view.name,
      op: opName(node),
      kind: outcome?.kind ?? "other",
      outputs: outputs.filter((_, index) => node.outputs[index] !== ""),
      ...operands(view, outcome),
      ...(outcome?.loops === undefined ? {} : { loops: outcome.loops }),
      ...(outcome?.terms === undefined ? {} : { terms: outcome.terms }),
      ...(outcome?.loops === undefined ? {} : statedBits(view)),
      ...(outcome?.fused === undefined ? {} : { fused: outcome.fused }),
    });
  }

  /** What the operator's rule says; undefined where there is no rule, or a shape or a value that it needs is unknown. */
  #outcome(node: NodeRecord, view: NodeView): Outcome | undefined {
    const rule = operatorRule(node.domain, node.op);
    try {
      return rule?.(view);
    } catch (error) {
      if (!(error instanceof UnknownInput)) throw error;
      this.tally.unknownShapes.add(view.name);
      return undefined;
    }
  }

  #output(
    name: string,
    view: NodeView,
    outcome: Outcome | undefined,
    index: number,
    isConstant: boolean,
    place: Place,
  ): Value {
    this.#made();
    const inferred: OutputView | undefined = outcome?.outputs[index];
    const annotation = place.annotations.get(name);
    const shape = inferred?.shape ?? (annotation && this.#dimensions.annotated(annotation));
    const type = (inferred?.type ?? 0) || (annotation?.type ?? 0);
    if (shape !== undefined) checkShape(name, shape);
    else if (name !== "") this.tally.unknownShapes.add(name);
    if (!isConstant) return known(name, type, shape);
    const data = inferred?.data ?? (index === 0 && shape !== undefined ? foldArithmetic(view, shape, type) : undefined);
    const from = index === 0 && outcome?.rearranges !== undefined ? view.inputs[outcome.rearranges]?.stored : undefined;
    return {
      ...known(name, type, shape),
      constant: true,
      ...(data !== undefined && shape !== undefined && data.length === product(shape) ? { data } : {}),
      stored: from ?? {
        name,
        shape: shape ?? [0],
        bits: elementBits(type),
        isIndex: isIndexType(type),
        isComputed: true,
      },
    };
  }

  #find(name: string, place: Place): Value {
    const value = place.scope.find(name);
    if (value !== undefined) return value;
    this.#made();
    this.tally.missing.add(name);
    const annotation = place.annotations.get(name);
    const missing = known(name, annotation?.type ?? 0, annotation && this.#dimensions.annotated(annotation));
    place.scope.set(name, missing);
    return missing;
  }

  #constant(node: NodeRecord, attributes: ReadonlyMap<string, AttributeRecord>, place: Place): void {
    const [name = ""] = node.outputs;
    const tensor = constantTensor(attributes, name);
    place.scope.set(name, tensor === undefined ? known(name, 0, undefined) : constant(tensor, name));
  }

  #call(
    node: NodeRecord,
    called: FunctionRecord,
    attributes: ReadonlyMap<string, AttributeRecord>,
    place: Place,
    plan: { layers: PlannedLayer[]; unsupported: string[] },
  ): void {
    if (place.depth > deepest) throw badNetwork(`functions call each other more than ${deepest} deep`);
    this.#bind(called.inputs.length + called.outputs.length + called.defaults.size + node.outputs.length);
    const scope = new Scope();
    for (const [index, name] of called.inputs.entries()) {
      const given = node.inputs[index];
      if (given !== undefined && given !== "") scope.set(name, this.#find(given, place));
    }
    const inner: Place = {
      scope,
      prefix: `${nodeName(node, place).slice(0, 512)}/`,
      opsets: called.opsets.size === 0 ? place.opsets : called.opsets,
      bound: new Map([...called.defaults, ...attributes]),
      annotations: new Map(),
      depth: place.depth + 1,
    };
    const { layers, unsupported } = this.#run(called.nodes, inner);
    append(plan.layers, layers);
    append(plan.unsupported, unsupported);
    for (const [index, name] of node.outputs.entries()) {
      const result = called.outputs[index];
      if (name !== "" && result !== undefined) place.scope.set(name, this.#find(result, inner));
    }
  }

  /** Of an If the branch that runs, where its condition is known, else the one of more MACs. */
  #branch(
    node: NodeRecord,
    condition: Value | undefined,
    attributes: ReadonlyMap<string, AttributeRecord>,
    place: Place,
    plan: { layers: PlannedLayer[]; unsupported: string[] },
  ): boolean {
    const graphs = ["then_branch", "else_branch"].map((name) => attributes.get(name)?.graph);
    const [first, second] = graphs.map((graph) =>
      graph === undefined ? undefined : this.#inner(graph, node, [], place),
    );
    if (first === undefined || second === undefined) return false;
    const decided = condition?.data?.[0];
    const taken =
      decided !== undefined
        ? decided === 0
          ? second
          : first
        : plannedMacs(second) > plannedMacs(first)
          ? second
          : first;
    if (decided === undefined) this.tally.otherBranch.add(nodeName(node, place));
    append(plan.layers, taken.layers);
    append(plan.unsupported, taken.unsupported);
    for (const [index, name] of node.outputs.entries()) {
      const result = taken.outputs[index];
      if (name !== "" && result !== undefined) place.scope.set(name, result);
    }
    return true;
  }

  /** The body of a Loop or Scan, once; its results then become the outputs. */
  #repeat(
    node: NodeRecord,
    inputs: readonly (Value | undefined)[],
    attributes: ReadonlyMap<string, AttributeRecord>,
    place: Place,
    plan: { layers: PlannedLayer[]; unsupported: string[] },
  ): boolean {
    const body = attributes.get("body")?.graph;
    if (body === undefined || (node.op === "Scan" && (place.opsets.get("") ?? 9) < 9)) return false;
    const isLoop = node.op === "Loop";
    const scanned = isLoop ? 0 : (attributes.get("num_scan_inputs")?.i ?? 0);
    const states = isLoop ? inputs.slice(2) : inputs.slice(0, Math.max(0, inputs.length - scanned));
    const sequences = isLoop ? [] : inputs.slice(inputs.length - scanned);
    const steps = isLoop ? inputs[0]?.data?.[0] : sequences[0]?.shape?.[0];
    const iteration = isLoop
      ? [known("iteration", elementType.int64, []), known("condition", elementType.bool, [])]
      : [];
    const given = [
      ...iteration,
      // Values of the body's own: those of every later pass are computed.
      ...states.map((state) => known(state?.name ?? "", state?.type ?? 0, state?.shape)),
      ...sequences.map((value) => known(value?.name ?? "", value?.type ?? 0, value?.shape?.slice(1))),
    ];
    const entering = [...states, ...sequences].filter((value) => value !== undefined);
    plan.layers.push(control(`${nodeName(node, place)}/body`, node.op, entering, given));
    const { layers, outputs, unsupported } = this.#inner(body, node, given, place);
    const results = isLoop ? outputs.slice(1) : outputs;
    const made = node.outputs.map((name, index) => {
      const result = results[index];
      const isStacked = index >= states.length;
      const shape = result?.shape && (isStacked ? [Math.max(0, steps ?? 1), ...result.shape] : result.shape);
      if (shape !== undefined) checkShape(name, shape);
      return known(name, result?.type ?? 0, shape);
    });
    for (const [index, name] of node.outputs.entries()) if (name !== "") place.scope.set(name, made[index] as Value);
    append(plan.layers, layers);
    append(plan.unsupported, unsupported);
    plan.layers.push(
      control(
        nodeName(node, place),
        node.op,
        results,
        made.filter((_, index) => node.outputs[index] !== ""),
      ),
    );
    this.tally.onePass.add(nodeName(node, place));
    return true;
  }

  #inner(graph: GraphRecord, node: NodeRecord, given: readonly Value[], place: Place): PlannedGraph<Value> {
    const scope = new Scope(place.scope);
    for (const [index, record] of graph.inputs.entries()) {
      scope.set(record.name, given[index] ?? known(record.name, record.type, this.#dimensions.annotated(record)));
    }
    const prefix = `${nodeName(node, place).slice(0, 512)}/`;
    return this.#graph(graph, { ...place, scope, prefix, annotations: annotationsOf(graph), depth: place.depth + 1 });
  }
}

/** Whether a node's results are known before the network runs: all its inputs are, or its rule says the values. */
function isKnownBefore(view: NodeView, outcome: Outcome | undefined): boolean {
  if (outcome === undefined) return false;
  if (outcome.outputs[0]?.data !== undefined) return true;
  const present = view.inputs.filter((value) => value !== undefined);
  return present.length > 0 && present.every((value) => value?.constant === true);
}

/** Hands values over between a loop and its body. */
function control(name: string, op: string, read: readonly Value[], outputs: readonly Value[]): PlannedLayer {
  const inputs = [...new Set(read.filter(({ constant: isConstant }) => isConstant !== true))];
  return { name, op, kind: "control", inputs, parameters: [], settings: [], outputs };
}

function annotationsOf(graph: GraphRecord): ReadonlyMap<string, ValueRecord> {
  return new Map([...graph.values, ...graph.outputs].map((record) => [record.name, record]));
}

function boundAttributes(node: NodeRecord, place: Place): ReadonlyMap<string, AttributeRecord> {
  if (place.bound.size === 0 && place.depth === 0) return node.attributes;
  const attributes = new Map<string, AttributeRecord>();
  for (const [name, attribute] of node.attributes) {
    const { refersTo } = attribute;
    const value = refersTo === undefined ? attribute : place.bound.get(refersTo);
    if (value !== undefined) attributes.set(name, value);
  }
  return attributes;
}

function nodeName(node: NodeRecord, place: Place): string {
  return `${place.prefix}${node.name || node.outputs[0] || node.op}`;
}

function opName({ domain, op }: NodeRecord): string {
  return domain === "" ? op : `${domain}.${op}`;
}

function append<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}
