/**
 * Cycles of a directed graph, one for each knot of nodes that reach each other: the path from a node back to itself.
 *
 * @param {ReadonlyMap<string, readonly string[]>} graph successors of each node
 * @returns {string[][]} each with its first node repeated at the end
 */
export function cycles(graph) {
  /** @type {string[][]} */
  const found = [];
  /** @type {Map<string, "open" | "done">} */
  const state = new Map();
  /** @type {string[]} */
  const path = [];
  /** @param {string} node */
  const visit = (node) => {
    state.set(node, "open");
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      if (state.get(next) === "open") found.push([...path.slice(path.indexOf(next)), next]);
      else if (!state.has(next)) visit(next);
    }
    path.pop();
    state.set(node, "done");
  };
  for (const node of graph.keys()) if (!state.has(node)) visit(node);
  return found;
}
