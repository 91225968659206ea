import { quoteInput } from "@joulebook/core";
import { badNetwork } from "../reading/bad-network.js";
import type { GraphRecord, NodeRecord } from "./messages.js";

/**
 * Nodes in an order in which every value is made before it is read; a file that is in order stays as it is.
 *
 * @throws InputError that names a cycle
 */
export function orderNodes(nodes: readonly NodeRecord[]): readonly NodeRecord[] {
  const maker = new Map<string, number>();
  for (const [index, { outputs }] of nodes.entries()) {
    for (const output of outputs) if (output !== "" && !maker.has(output)) maker.set(output, index);
  }
  const needs = nodes.map((node) => [
    ...new Set(readNames(node).flatMap((name) => (maker.has(name) ? [maker.get(name) as number] : []))),
  ]);
  if (needs.every((list, index) => list.every((need) => need < index))) return nodes;
  const feeds: number[][] = nodes.map(() => []);
  const open = needs.map((list) => list.length);
  for (const [index, list] of needs.entries()) for (const need of list) feeds[need]?.push(index);
  const ready = open.flatMap((count, index) => (count === 0 ? [index] : []));
  const order: number[] = [];
  for (let at = 0; at < ready.length; at++) {
    const index = ready[at] as number;
    order.push(index);
    for (const next of feeds[index] ?? []) {
      open[next] = (open[next] as number) - 1;
      if (open[next] === 0) ready.push(next);
    }
  }
  if (order.length < nodes.length) throw cycle(nodes, needs, new Set(order));
  return order.map((index) => nodes[index] as NodeRecord);
}

/** Names that a node reads, those that its subgraphs take from outside among them. */
function readNames(node: NodeRecord): readonly string[] {
  const graphs = [...node.attributes.values()].flatMap(({ graph }) => (graph === undefined ? [] : [graph]));
  return [...node.inputs.filter((name) => name !== ""), ...graphs.flatMap(capturedNames)];
}

function capturedNames(graph: GraphRecord): readonly string[] {
  const own = new Set([
    ...graph.inputs.map(({ name }) => name),
    ...graph.initialisers.map(({ name }) => name),
    ...graph.nodes.flatMap(({ outputs }) => outputs),
  ]);
  const read = [...graph.nodes.flatMap(readNames), ...graph.outputs.map(({ name }) => name)];
  return read.filter((name) => !own.has(name));
}

function cycle(
  nodes: readonly NodeRecord[],
  needs: readonly (readonly number[])[],
  done: ReadonlySet<number>,
): ReturnType<typeof badNetwork> {
  const path: number[] = [];
  let index = nodes.findIndex((_, at) => !done.has(at));
  while (!path.includes(index) && path.length < 100) {
    path.push(index);
    index = (needs[index] ?? []).find((need) => !done.has(need)) ?? index;
  }
  const round = path.slice(Math.max(0, path.indexOf(index))).toReversed();
  const start = round.indexOf(Math.min(...round));
  const shown = [...round.slice(start), ...round.slice(0, start)]
    .slice(0, 5)
    .map((at) => quoteInput(nodes[at]?.name || nodes[at]?.outputs[0] || nodes[at]?.op || ""));
  const more = round.length > shown.length ? ` and ${round.length - shown.length} more` : "";
  return badNetwork(`the graph has a cycle through ${shown.join(", ")}${more}`, { expected: "an acyclic graph" });
}
