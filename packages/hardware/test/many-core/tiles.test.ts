import { type AcceleratorDevice, type Network, type Random, random } from "@joulebook/core";
import { networkBuilder } from "@joulebook/network";
import { beforeAll, describe, expect, it } from "vitest";
import {
  manyCoreProblem,
  type ManyCoreProblem,
  nodeCosts,
  type NodeCosts,
  searchAllocation,
  type TileGrid,
} from "../../src/index.js";
import { type Tasks, tileTasks } from "../../src/many-core/tiles.js";
import { workload, type Workload } from "../../src/many-core/workload.js";
import { quadCore, quadMapping } from "./quad-core.js";

let device: AcceleratorDevice;
let costs: NodeCosts;
beforeAll(async () => {
  ({ device } = await quadCore());
  costs = nodeCosts(device, { convention: "sound" });
});

const bits = { backbone: 8, heads: 8 };

/** Convolutions and a pooling with drawn kernels, strides, dilations and padding, and an addition. */
function drawnNetwork(stream: Random): Network {
  const b = networkBuilder("drawn");
  const side = 7 + stream.integer(8);
  let x = b.convolution(b.input([side, side + stream.integer(5), 2]), { filters: 4, kernel: 1, bias: false });
  for (let layer = 0; layer < 3; layer++) {
    const kernel: [number, number] = [1 + stream.integer(3), 1 + stream.integer(3)];
    const padding = stream.pick(["same", "valid"] as const);
    x = b.convolution(x, { filters: 4, kernel, stride: 1 + stream.integer(2), padding, bias: false });
  }
  return b.finish([b.add(x, b.depthwise(x, { kernel: 3, bias: false }))]);
}

/** Every position of the input that a node's results at [from, to) read along one axis, one by one. */
function positionsRead(work: Workload, node: number, axis: "rows" | "columns", [from, to]: readonly [number, number]) {
  const { kind, parts } = work.nodes[node] as Workload["nodes"][number];
  const read = new Set<number>();
  for (let at = from; at < to; at++) {
    if (kind === "elementwise") read.add(at);
    else {
      const loops = parts[0]?.loops as (typeof parts)[number]["loops"];
      const place = loops.output.length - (axis === "rows" ? 2 : 1);
      for (let tap = 0; tap < (loops.kernel[place] ?? 1); tap++) {
        const position =
          at * (loops.stride[place] ?? 1) + tap * (loops.dilation[place] ?? 1) - (loops.padding.before[place] ?? 0);
        if (position >= 0 && position < (loops.input[place] ?? 1)) read.add(position);
      }
    }
  }
  return read;
}

/** The tile that holds a position, for each tile of a tensor by the task that writes it. */
function tilesOfTensor({ tasks, pieces }: Tasks, tensor: number) {
  return pieces.flatMap((piece, index) => {
    const task = piece.tensor === tensor ? tasks[piece.producer ?? -1] : undefined;
    return task === undefined ? [] : [{ piece: index, rows: task.rows, columns: task.columns }];
  });
}

describe("tiles", () => {
  it("read the tiles under their windows, all of them and no others, as trying every position says", () => {
    const stream = random(11, "tiles");
    let overlaps = 0;
    for (let round = 0; round < 40; round++) {
      const work = workload(drawnNetwork(stream), { bits });
      const grid = { rows: 1 + stream.integer(4), columns: 1 + stream.integer(4) };
      const all = tileTasks(work, grid);
      for (const task of all.tasks) {
        const { rows, columns, node } = task;
        const inputs = work.nodes[node]?.inputs ?? [];
        if (rows === undefined || columns === undefined || inputs.includes(0)) continue;
        const [y, x] = [positionsRead(work, node, "rows", rows), positionsRead(work, node, "columns", columns)];
        const wanted = inputs.flatMap((input) =>
          tilesOfTensor(all, input).flatMap(({ piece, rows: r, columns: c }) => {
            const inside = (read: ReadonlySet<number>, span: readonly [number, number] | undefined): boolean =>
              span === undefined || [...read].some((at) => at >= span[0] && at < span[1]);
            return inside(y, r) && inside(x, c) ? [piece] : [];
          }),
        );
        expect(task.reads.toSorted((a, b) => a - b)).toEqual([...new Set(wanted)].toSorted((a, b) => a - b));
        // What lies between the first and the last position read is the window that the tile's cost is for.
        const spread = (read: ReadonlySet<number>): number => Math.max(...read) - Math.min(...read) + 1;
        if (y.size > 0 && x.size > 0) {
          expect(task.extent?.rows.input).toBe(spread(y));
          expect(task.extent?.columns.input).toBe(spread(x));
        }
      }
      overlaps += all.pieces.filter(({ consumers, producer }) => producer !== undefined && consumers.length > 1).length;
    }
    expect(overlaps).toBeGreaterThan(100);
  });

  it("are read by their neighbours' readers, too, where windows overlap: by hand for a kernel of three on four tiles of eight", () => {
    const b = networkBuilder("halo");
    const x = b.convolution(b.input([8, 8, 1]), { filters: 1, kernel: 1, bias: false });
    const work = workload(b.finish([b.convolution(x, { filters: 1, kernel: 3, bias: false })]), { bits });
    const { tasks } = tileTasks(work, { rows: 4, columns: 4 });
    const place = ({ rows = [0, 0], columns = [0, 0] }: (typeof tasks)[number]): number => rows[0] * 8 + columns[0];
    const readers = tasks.filter(({ node }) => node === 1).toSorted((a, b) => place(a) - place(b));
    // Tiles of 2 x 2: a corner reads 2 x 2 tiles, an edge 2 x 3, the inside 3 x 3; windows are 3 x 3, 3 x 4 and 4 x 4 positions.
    const counts = readers.map(({ reads }) => reads.length);
    expect(counts).toEqual([4, 6, 6, 4, 6, 9, 9, 6, 6, 9, 9, 6, 4, 6, 6, 4]);
    const windows = readers.map(({ extent }) => (extent?.rows.input ?? 0) * (extent?.columns.input ?? 0));
    expect(windows).toEqual([9, 12, 12, 9, 12, 16, 16, 12, 12, 16, 16, 12, 9, 12, 12, 9]);
    // Windows together are 10 x 10 + ... = (3 + 4 + 4 + 3)² positions of 64: 3.06 times as many, each computed once.
    expect(windows.reduce((sum, one) => sum + one, 0)).toBe(14 ** 2);
    expect(tasks.filter(({ node }) => node === 0)).toHaveLength(16);
  });

  it("refuse grids that are none", () => {
    const work = workload(drawnNetwork(random(1, "grid")), { bits });
    expect(() => tileTasks(work, { rows: 0, columns: 1 })).toThrow("rows must be a whole number from 1, got 0");
    expect(() => tileTasks(work, { rows: 1, columns: 1.5 })).toThrow("columns must be a whole number from 1, got 1.5");
  });
});

/** Three 3 x 3 layers of 16 channels on 16 x 16: maps of 4,096 bytes. */
function chain(): Network {
  const b = networkBuilder("chain");
  let x = b.input([16, 16, 3]);
  for (let layer = 0; layer < 3; layer++) x = b.convolution(x, { filters: 16, kernel: 3, bias: false });
  return b.finish([x]);
}

function problemOf(tiles: TileGrid, spread = false): ManyCoreProblem {
  return manyCoreProblem(chain(), device, {
    convention: "sound",
    mapping: quadMapping(),
    bits,
    costs,
    tiles,
    stacks: "whole",
    spread,
  });
}

const grids: readonly TileGrid[] = [
  { rows: 1, columns: 1 },
  { rows: 4, columns: 1 },
  { rows: 2, columns: 2 },
  { rows: 4, columns: 4 },
];

describe("a schedule of tiles on one core", () => {
  it("moves weights, input and result over the edge of main memory once, and no intermediate", () => {
    // Weights 9 x (3 + 16 + 16) x 16, input 16 x 16 x 3, result 16 x 16 x 16 bytes.
    const bytes = 9 * 35 * 16 + 768 + 4096;
    for (const tiles of grids) {
      const { schedule, allowed } = problemOf(tiles);
      const made = schedule(allowed.map(() => 0));
      expect(made.offChipBits).toBe(8 * bytes);
      expect(made.moves.filter(({ kind }) => kind === "activation" || kind === "eviction")).toEqual([]);
    }
  });

  it("holds at its fullest moment what its tasks' times say: each tile from its start to its last reader's end", () => {
    for (const tiles of grids) {
      const { schedule, allowed, work } = problemOf(tiles);
      const made = schedule(allowed.map(() => 0));
      const { tasks, pieces } = tileTasks(work, tiles);
      const lives = pieces.map(({ bits: size, producer, consumers, result }) => {
        const written = producer === undefined ? made.moves.find(({ kind }) => kind === "input") : made.nodes[producer];
        const move = result ? made.moves.filter(({ kind }) => kind === "result") : [];
        const sent = move[tasks.slice(0, producer).filter(({ node }) => node === tasks[producer ?? -1]?.node).length];
        const ends = consumers.map((reader) => made.nodes[reader]?.end ?? 0);
        return { size, from: written?.start ?? 0, to: Math.max(written?.end ?? 0, sent?.end ?? 0, ...ends) };
      });
      const at = (time: number): number =>
        lives.reduce((sum, { size, from, to }) => sum + (from <= time && time < to ? size : 0), 0);
      const fullest = Math.max(...lives.map(({ from }) => at(from)));
      expect(made.cores[0]?.peakBits).toBeCloseTo(fullest, 6);
    }
  });

  it("needs less memory the finer the tiles, though windows overlap, and readers start before writers end", () => {
    const peaks = grids.map((tiles) => {
      const { schedule, allowed } = problemOf(tiles);
      const { cores, nodes } = schedule(allowed.map(() => 0));
      // The window of a quarter reaches into the three others: only finer tiles let readers start early.
      if (tiles.rows > 2) {
        const last = nodes.findLast(({ node }) => node === 0)?.end ?? 0;
        expect(nodes.find(({ node }) => node === 1)?.start).toBeLessThan(last);
      }
      return cores[0]?.peakBits ?? 0;
    });
    // Layer by layer: two maps of 4,096 bytes at once.
    expect(peaks[0]).toBe(2 * 8 * 4096);
    expect(peaks[1]).toBeLessThan(peaks[0] as number);
    expect(peaks[3]).toBeLessThan(peaks[2] as number);
  });

  it("sends each tile to another core once, whatever windows overlap there", () => {
    const { schedule, allowed } = problemOf({ rows: 4, columns: 4 });
    const made = schedule(allowed.map((_, node) => node % 2));
    const sent = made.moves.filter(({ kind }) => kind === "activation");
    // Two maps of sixteen tiles change cores: 2 x 4,096 bytes.
    expect(sent).toHaveLength(32);
    expect(sent.reduce((sum, move) => sum + move.bits, 0)).toBe(2 * 8 * 4096);
  });
});

describe("tiles of a layer on several cores", () => {
  const four = { rows: 4, columns: 1 };

  it("have a place in the allocation for each row of tiles, the same as one for the layer where all are alike", () => {
    const [together, apart] = [problemOf(four), problemOf(four, true)];
    expect([together.allowed.length, apart.allowed.length]).toEqual([3, 12]);
    expect(apart.units).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    const onTwo = [0, 1, 0];
    expect(apart.schedule(apart.units.map((node) => onTwo[node] as number)).moves).toEqual(
      together.schedule(onTwo).moves,
    );
  });

  it("by hand: a row of tiles on each of four cores sends each rim once and fetches weights and input for each core", () => {
    const { schedule, units } = problemOf(four, true);
    const made = schedule(units.map((_, place) => place % 4));
    const bitsOf = (kind: string): number =>
      made.moves.reduce((sum, move) => sum + (move.kind === kind ? move.bits : 0), 0);
    expect(bitsOf("weights")).toBe(4 * 8 * 9 * 35 * 16);
    expect(bitsOf("input")).toBe(4 * 8 * 768);
    // Between two layers the inner cores need both neighbours' tiles, the outer ones one: 6 of 1,024 bytes, twice.
    expect(bitsOf("activation")).toBe(2 * 6 * 8 * 1024);
    expect(made.moves.filter(({ kind }) => kind === "eviction" || kind === "refetch")).toEqual([]);
  });

  it("end earlier than on one core, and no later than the best of all layers as wholes where the search tries both", () => {
    const [together, apart] = [problemOf(four), problemOf(four, true)];
    const one = together.schedule([0, 0, 0]);
    const shared = apart.schedule(apart.units.map((_, place) => place % 4));
    const busy = Math.max(...shared.cores.map((core) => core.busy));
    expect(busy).toBeLessThan(0.3 * Math.max(...one.cores.map((core) => core.busy)));
    const best = searchAllocation(together.allowed, together.schedule);
    const spread = searchAllocation(apart.allowed, apart.schedule, { population: 48, generations: 40 });
    expect(best.method).toBe("exhaustive");
    expect(spread.schedule.latency).toBeLessThanOrEqual(best.schedule.latency);
  });
});
