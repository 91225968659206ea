import { type MemoryGraph, type Step, stepOf } from "./memory-graph.js";

/** A layer that may run, what it would add, and how it came to be ready. */
interface Ready extends Step {
  readonly layer: number;
  /** Counts up as layers become ready or cheaper: the highest is the newest. */
  readonly turn: number;
}

type Rule = (a: Ready, b: Ready) => number;

/** Which of the ready layers runs next; none of the three is best on every graph. */
const rules: readonly Rule[] = [
  (a, b) => a.growth - b.growth || a.lift - b.lift || a.layer - b.layer,
  (a, b) => a.lift - b.lift || a.growth - b.growth || a.layer - b.layer,
  (a, b) => b.turn - a.turn,
];

/** Running orders by simple rules: they take time for layers and edges only, however wide the graph is. */
export function greedyOrders(graph: MemoryGraph): readonly (readonly number[])[] {
  return rules.map((rule) => greedyOrder(graph, rule));
}

function greedyOrder(graph: MemoryGraph, rule: Rule): readonly number[] {
  const left = Int32Array.from(graph.readers, (readers) => readers.length);
  const waiting = Int32Array.from(graph.needs, (needs) => needs.length);
  const isLast = (tensor: number): boolean => left[tensor] === 1;
  const current: (Ready | undefined)[] = graph.needs.map(() => undefined);
  // What lifts neither the maximum nor what is held runs first, whatever the rule says.
  const byRule = new Heap(rule);
  const byGrowth = new Heap((a, b) => a.growth - b.growth || a.lift - b.lift || a.layer - b.layer);
  let turn = 0;
  const offer = (layer: number): void => {
    const ready = { layer, turn: turn++, ...stepOf(graph, layer, isLast) };
    current[layer] = ready;
    byRule.push(ready);
    byGrowth.push(ready);
  };
  const isCurrent = (ready: Ready): boolean => current[ready.layer] === ready;
  for (const [layer, needs] of waiting.entries()) if (needs === 0) offer(layer);
  const order: number[] = [];
  let live = graph.start;
  let peak = live;
  while (order.length < graph.count) {
    const cheapest = byGrowth.top(isCurrent);
    const isFree = cheapest !== undefined && cheapest.growth <= 0 && live + cheapest.lift <= peak;
    const next = isFree ? cheapest : byRule.top(isCurrent);
    if (next === undefined) throw new Error("bestOrder: the network has a cycle");
    const { layer, lift, growth } = next;
    current[layer] = undefined;
    order.push(layer);
    peak = Math.max(peak, live + lift);
    live += growth;
    for (const tensor of graph.reads[layer] as readonly number[]) {
      left[tensor] = (left[tensor] as number) - 1;
      // Whoever reads it last frees it: that layer has become cheaper.
      if (left[tensor] !== 1) continue;
      const last = graph.readers[tensor]?.find((reader) => current[reader] !== undefined);
      if (last !== undefined) offer(last);
    }
    for (const other of graph.feeds[layer] as readonly number[]) {
      waiting[other] = (waiting[other] as number) - 1;
      if (waiting[other] === 0) offer(other);
    }
  }
  return order;
}

class Heap {
  readonly #items: Ready[] = [];
  readonly #rule: Rule;

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  push(item: Ready): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#rule(item, items[parent] as Ready) >= 0) break;
      items[at] = items[parent] as Ready;
      at = parent;
    }
    items[at] = item;
  }

  /** The first item that still holds; those before it are dropped. */
  top(holds: (item: Ready) => boolean): Ready | undefined {
    for (;;) {
      const [first] = this.#items;
      if (first === undefined || holds(first)) return first;
      this.#drop();
    }
  }

  #drop(): void {
    const items = this.#items;
    const item = items.pop() as Ready;
    if (items.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#rule(items[child + 1] as Ready, items[child] as Ready) < 0) child++;
      if (this.#rule(items[child] as Ready, item) >= 0) break;
      items[at] = items[child] as Ready;
      at = child;
    }
    items[at] = item;
  }
}
