import type { Workload } from "./workload.js";

/** What a task reads and writes: places of pieces. */
interface Step {
  readonly node: number;
  readonly reads: readonly number[];
  readonly writes: number;
}

/**
 * Order of tiles: the first stack first; in it the deepest layer whose inputs are there, so that tiles run through a stack before the next ones
 * start; of one layer the first tile.
 *
 * Source: docs/equations.md#many-cores-shared-memory
 */
export function deepestFirst<Task extends Step>(
  tasks: readonly Task[],
  work: Workload,
  pieces: readonly { readonly tensor: number }[],
  weightRoom: number,
): readonly Task[] {
  const stacks = stacksOf(work, weightRoom);
  const given = pieces.map(({ tensor }) => work.tensors[tensor]?.producer === undefined);
  const waiting = tasks.map(({ reads }) => reads.filter((piece) => given[piece] !== true).length);
  const readers = pieces.map((): number[] => []);
  for (const [index, { reads }] of tasks.entries()) for (const piece of reads) readers[piece]?.push(index);
  const before = (one: number, other: number): boolean => {
    const [a, b] = [(tasks[one] as Task).node, (tasks[other] as Task).node];
    const later = (stacks[a] as number) - (stacks[b] as number);
    return later < 0 || (later === 0 && (a > b || (a === b && one < other)));
  };
  const ready = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  const order: Task[] = [];
  while (ready.length > 0) {
    let best = 0;
    for (let k = 1; k < ready.length; k++) if (before(ready[k] as number, ready[best] as number)) best = k;
    const [index = 0] = ready.splice(best, 1);
    const task = tasks[index] as Task;
    order.push(task);
    for (const reader of readers[task.writes] ?? []) {
      waiting[reader] = (waiting[reader] as number) - 1;
      if (waiting[reader] === 0) ready.push(reader);
    }
  }
  return order;
}

/** Stack of each node: consecutive nodes whose weights have room together. */
function stacksOf({ nodes }: Workload, weightRoom: number): readonly number[] {
  let [stack, held] = [0, 0];
  return nodes.map(({ weightBits }) => {
    if (held > 0 && held + weightBits > weightRoom) [stack, held] = [stack + 1, 0];
    held += weightBits;
    return stack;
  });
}
