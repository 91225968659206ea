import type { CalledTable, CloudTable, EventGrid, WatchTable } from "./stage-tables.js";

/** Numbers per cell of a first stage, in this order; differences are those to the node a step further. */
const watching = { first: 0, again: 1, late: 2, firstStep: 3, againStep: 4 } as const;
const watchWidth = 5;

/** Numbers per cell of a called stage, in this order. */
const called = {
  /** Confirms and the cloud agrees; hands back unconfirmed, or confirmed without the cloud's consent. */
  confirms: 0,
  gives: 1,
  ends: 2,
  givesRunning: 3,
  phase: 4,
  during: 5,
  after: 6,
  stands: 7,
  asks: 8,
  confirmsStep: 9,
  givesStep: 10,
  givesRunningStep: 11,
} as const;
const calledWidth = 12;

/** Sums over the nodes of events, in the order that `pairSums` writes them. */
export const sums = {
  recall1: 0,
  time1: 1,
  recall2: 2,
  time2: 3,
  calls1: 4,
  calls2: 5,
  during1: 6,
  during2: 7,
  after1: 8,
  after2: 9,
  stands1: 10,
  stands2: 11,
  asks1: 12,
  asks2: 13,
  late: 14,
} as const;
export const sumsWidth = 15;

/** A first stage as a flat row of numbers. */
export function packedWatch({ first, again, handOver }: WatchTable, { cells, steps }: EventGrid): Float64Array {
  const packed = new Float64Array(cells.length * watchWidth);
  const kept = (column: Float64Array, node: number): number => (column[node] as number) * (handOver[node] as number);
  for (let cell = 0; cell < cells.length; cell++) {
    const [node, step] = [cells[cell] as number, steps[cell] as number];
    const at = cell * watchWidth;
    packed[at + watching.first] = kept(first, node);
    packed[at + watching.again] = kept(again, node);
    packed[at + watching.late] = (first[node] as number) * (1 - (handOver[node] as number));
    if (step < 0) continue;
    packed[at + watching.firstStep] = kept(first, step) - kept(first, node);
    packed[at + watching.againStep] = kept(again, step) - kept(again, node);
  }
  return packed;
}

/** A called stage, with the cloud behind it, as a flat row of numbers; and the sums that do not depend on the first stage. */
export interface PackedCalled {
  readonly nodes: Float64Array;
  /** There is a cloud that calls ask. */
  readonly asked: boolean;
  /** Of events that begin while it runs without handing back, and while it confirms another event. */
  readonly running: { readonly recall: number; readonly time: number };
  readonly joins: { readonly recall: number; readonly time: number };
}

export function packedCalled(table: CalledTable, cloud: CloudTable | undefined, grid: EventGrid): PackedCalled {
  const { cells, steps, weight, moment } = grid;
  const nodes = new Float64Array(cells.length * calledWidth);
  const agrees = (node: number): number => (cloud === undefined ? 1 : (cloud.agrees[node] as number));
  const confirms = (node: number): number => (table.confirms[node] as number) * agrees(node);
  const gives = (node: number): number => {
    const [unconfirmed, all] = [table.gives[node] as number, table.ends[node] as number];
    return unconfirmed + (all - unconfirmed) * (1 - agrees(node));
  };
  const givesRunning = (node: number): number => table.givesRunning[node] as number;
  for (let cell = 0; cell < cells.length; cell++) {
    const [node, step] = [cells[cell] as number, steps[cell] as number];
    const at = cell * calledWidth;
    nodes[at + called.confirms] = confirms(node);
    nodes[at + called.gives] = gives(node);
    nodes[at + called.ends] = table.ends[node] as number;
    nodes[at + called.givesRunning] = givesRunning(node);
    nodes[at + called.phase] = table.phase[node] as number;
    nodes[at + called.during] = table.during[node] as number;
    nodes[at + called.after] = table.after[node] as number;
    nodes[at + called.stands] = (table.stands[node] as number) * agrees(node);
    nodes[at + called.asks] = table.confirms[node] as number;
    if (step < 0) continue;
    nodes[at + called.confirmsStep] = confirms(step) - confirms(node);
    nodes[at + called.givesStep] = gives(step) - gives(node);
    nodes[at + called.givesRunningStep] = givesRunning(step) - givesRunning(node);
  }
  const running = { recall: 0, time: 0 };
  const joins = { recall: 0, time: 0 };
  for (let node = 0; node < weight.length; node++) {
    const found = (table.confirmsRunning[node] as number) * agrees(node);
    running.recall += (weight[node] as number) * found;
    running.time += (moment[node] as number) * found;
    joins.recall += (weight[node] as number) * (table.joins[node] as number);
    joins.time += (moment[node] as number) * (table.joins[node] as number);
  }
  return { nodes, asked: cloud !== undefined, running, joins };
}

/**
 * Sums of two stages over the nodes of events; nothing in them depends on the rate of events, nothing is allocated.
 * Events that begin while the first stage watches have a 1, those that begin while the second runs a 2.
 */
export function pairSums(watch: Float64Array, packed: PackedCalled, grid: EventGrid, into: Float64Array): void {
  const { nodes, running } = packed;
  const { weight, moment, cells, steps } = grid;
  let [recall1, recall2, time1, time2] = [0, running.recall, 0, running.time];
  for (let cell = 0, w = 0, c = 0; cell < cells.length; cell++, w += watchWidth, c += calledWidth) {
    const node = cells[cell] as number;
    const share = weight[node] as number;
    const m = moment[node] as number;
    const first = watch[w + watching.first] as number;
    const again = watch[w + watching.again] as number;
    const confirms = nodes[c + called.confirms] as number;
    const gives = nodes[c + called.gives] as number;
    const givesRunning = nodes[c + called.givesRunning] as number;
    // g₁ G / (1 − g B), and the same after a hand-back.
    const endless = 1 / (1 - again * gives);
    const repeated = confirms * endless;
    const found1 = first * repeated;
    const found2 = givesRunning * again * repeated;
    if ((steps[cell] as number) < 0) {
      time1 += m * found1;
      time2 += m * found2;
    } else {
      // The differences of both to a step further, by the rules of products and quotients.
      const confirmsStep = nodes[c + called.confirmsStep] as number;
      const againStep = watch[w + watching.againStep] as number;
      const slope = (againStep * gives + again * (nodes[c + called.givesStep] as number)) * endless;
      time1 -=
        m * (((watch[w + watching.firstStep] as number) * confirms + first * confirmsStep) * endless + found1 * slope);
      time2 -=
        m *
        (((nodes[c + called.givesRunningStep] as number) * again + givesRunning * againStep) * repeated +
          givesRunning * again * confirmsStep * endless +
          found2 * slope);
    }
    recall1 += share * found1;
    recall2 += share * found2;
  }
  into[sums.recall1] = recall1;
  into[sums.time1] = time1;
  into[sums.recall2] = recall2;
  into[sums.time2] = time2;
  callSums(watch, packed, grid, into);
}

/** Calls of an event, frames during and after it, and how long its alarm stands. */
function callSums(
  watch: Float64Array,
  { nodes, asked }: PackedCalled,
  { weight, cells }: EventGrid,
  into: Float64Array,
): void {
  let [calls1, calls2, during1, during2, after1, after2] = [0, 0, 0, 0, 0, 0];
  let [stands1, stands2, asks1, asks2, late] = [0, 0, 0, 0, 0];
  for (let cell = 0, w = 0, c = 0; cell < cells.length; cell++, w += watchWidth, c += calledWidth) {
    const again = watch[w + watching.again] as number;
    const repeats = (weight[cells[cell] as number] as number) / (1 - again * (nodes[c + called.ends] as number));
    const begun1 = (watch[w + watching.first] as number) * repeats;
    const begun2 = (nodes[c + called.phase] as number) * repeats;
    calls1 += begun1;
    calls2 += begun2;
    const during = nodes[c + called.during] as number;
    during1 += begun1 * during;
    during2 += begun2 * during;
    const after = nodes[c + called.after] as number;
    after1 += begun1 * after;
    after2 += begun2 * after;
    const stands = nodes[c + called.stands] as number;
    stands1 += begun1 * stands;
    stands2 += begun2 * stands;
    late += (watch[w + watching.late] as number) * repeats;
    if (!asked) continue;
    const asks = nodes[c + called.asks] as number;
    asks1 += begun1 * asks;
    asks2 += begun2 * asks;
  }
  into[sums.calls1] = calls1;
  into[sums.calls2] = calls2;
  into[sums.during1] = during1;
  into[sums.during2] = during2;
  into[sums.after1] = after1;
  into[sums.after2] = after2;
  into[sums.stands1] = stands1;
  into[sums.stands2] = stands2;
  into[sums.asks1] = asks1;
  into[sums.asks2] = asks2;
  into[sums.late] = late;
}
