import { Called, Watching } from "../kernels/pair-layout.js";
import type { CalledTable, CloudTable, EventGrid, WatchTable } from "./stage-tables.js";

/** Cells are kept two side by side, so that the kernel takes both at once; an odd last one stands beside zeros. */
export function pairsOf({ cells }: Pick<EventGrid, "cells">): number {
  return Math.ceil(cells.length / 2);
}

function placeOf(cell: number, place: number, width: number): number {
  return ((cell >> 1) * width + place) * 2 + (cell & 1);
}

/** A first stage as a flat row of numbers. */
export function packedWatch({ first, again, handOver }: WatchTable, grid: EventGrid): Float64Array {
  const { cells, steps } = grid;
  const packed = new Float64Array(pairsOf(grid) * 2 * Watching.width);
  const kept = (column: Float64Array, node: number): number => (column[node] as number) * (handOver[node] as number);
  for (let cell = 0; cell < cells.length; cell++) {
    const node = cells[cell] as number;
    const step = steps[cell] as number;
    const set = (place: Watching, value: number): void => {
      packed[placeOf(cell, place, Watching.width)] = value;
    };
    set(Watching.first, kept(first, node));
    set(Watching.again, kept(again, node));
    set(Watching.late, (first[node] as number) * (1 - (handOver[node] as number)));
    if (step < 0) continue;
    set(Watching.firstStep, kept(first, step) - kept(first, node));
    set(Watching.againStep, kept(again, step) - kept(again, node));
  }
  return packed;
}

/** A called stage, with the cloud behind it, as a flat row of numbers; and the sums that do not depend on the first stage. */
export interface PackedCalled {
  readonly nodes: Float64Array;
  /** Of events that begin while it runs without handing back, and while it confirms another event. */
  readonly running: { readonly recall: number; readonly time: number };
  readonly joins: { readonly recall: number; readonly time: number };
}

export function packedCalled(table: CalledTable, cloud: CloudTable | undefined, grid: EventGrid): PackedCalled {
  const { cells, steps, weight, moment, life } = grid;
  const nodes = new Float64Array(pairsOf(grid) * 2 * Called.width);
  const agrees = (node: number): number => (cloud === undefined ? 1 : (cloud.agrees[node] as number));
  const confirms = (node: number): number => (table.confirms[node] as number) * agrees(node);
  const gives = (node: number): number => {
    const unconfirmed = table.gives[node] as number;
    return unconfirmed + ((table.ends[node] as number) - unconfirmed) * (1 - agrees(node));
  };
  for (let cell = 0; cell < cells.length; cell++) {
    const node = cells[cell] as number;
    const step = steps[cell] as number;
    const set = (place: Called, value: number): void => {
      nodes[placeOf(cell, place, Called.width)] = value;
    };
    const share = weight[node] as number;
    const m = moment[node] as number;
    const met = share * (table.phase[node] as number);
    const confirmed = confirms(node);
    const givesRunning = table.givesRunning[node] as number;
    set(Called.gives, gives(node));
    set(Called.ends, table.ends[node] as number);
    set(Called.found, share * confirmed);
    set(Called.life, share * confirmed * (life[node] as number));
    set(Called.foundRunning, share * confirmed * givesRunning);
    set(Called.calls, share);
    set(Called.callsRunning, met);
    for (const name of ["during", "after", "stands", "asks"] as const) {
      const amount =
        name === "asks"
          ? (table.confirms[node] as number)
          : (table[name][node] as number) * (name === "stands" ? agrees(node) : 1);
      set(Called[name], share * amount);
      set(Called[`${name}Running`], met * amount);
    }
    if (step < 0) {
      set(Called.time, m * confirmed);
      set(Called.timeRunning, m * confirmed * givesRunning);
      continue;
    }
    // The time is minus a difference: of products, by the rules of products and quotients.
    const confirmedStep = confirms(step) - confirmed;
    set(Called.givesStep, gives(step) - gives(node));
    set(Called.time, -m * confirmedStep);
    set(Called.timeStep, -m * confirmed);
    set(
      Called.timeRunning,
      -m * (confirmed * ((table.givesRunning[step] as number) - givesRunning) + confirmedStep * givesRunning),
    );
    set(Called.timeRunningStep, -m * confirmed * givesRunning);
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
  return { nodes, running, joins };
}
