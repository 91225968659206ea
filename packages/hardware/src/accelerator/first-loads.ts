import type { LinkDirection } from "./hierarchy.js";
import type { Link, MappingProblem } from "./mapping-problem.js";
import type { LinkTimes } from "./port-stalls.js";

/** Numbers of the links through which first data come and last results go, by operand and memory. */
interface LoadPath {
  /** For W and I: the write below and the read above, level by level. */
  readonly inputs: readonly (readonly (readonly [write: number, read: number])[])[];
  /** For outputs: the read below and the write above. */
  readonly outputs: readonly (readonly [read: number, write: number])[];
}

/** The way between memories of each operand; -1 where a file gives no port. */
function loadPath({ links, levels }: MappingProblem): LoadPath {
  const find = (operand: number, level: number, direction: LinkDirection): number =>
    links.findIndex((link) => link.operand === operand && link.level === level && link.direction === direction);
  const steps = (operand: number): number[] => Array.from({ length: (levels[operand] as number) - 1 }, (_, at) => at);
  return {
    inputs: [1, 2].map((operand) =>
      steps(operand).map((at) => [find(operand, at, "from-high"), find(operand, at + 1, "to-low")] as const),
    ),
    outputs: steps(0).map((at) => [find(0, at, "to-high"), find(0, at + 1, "from-low")] as const),
  };
}

/** Duration of a load by the number of its link. */
export type Durations = Float64Array;

/** First loads of a problem's orders: made once, worked out for each order. */
export class FirstLoads {
  readonly #problem: MappingProblem;
  readonly #path: LoadPath;
  /** Links of each port that bring inputs or take finished outputs. */
  readonly #counted: readonly (readonly number[])[];
  readonly #once: Int32Array;
  readonly #durations: Durations;
  readonly #busy: Float64Array;

  constructor(problem: MappingProblem) {
    this.#problem = problem;
    this.#path = loadPath(problem);
    this.#counted = problem.ports.map((port) => port.filter((link) => problem.links[link]?.back !== true));
    this.#once = new Int32Array(problem.links.length);
    this.#durations = new Float64Array(problem.links.length);
    this.#busy = new Float64Array(problem.ports.length);
  }

  /**
   * Loads that happen once, shortened by the time their port has to spare during the computation: from the longest on, each
   * gives what separates it from its floor, the time its innermost memory takes to fill, and all longer ones give as much
   * again, even where that takes them below their own floors. That is how the reference does it.
   */
  shortened({ time, times, bits, period }: LinkTimes, innermostBits: Float64Array, computation: number): Durations {
    const { links } = this.#problem;
    const [durations, once] = [this.#durations, this.#once];
    durations.set(time);
    for (const port of this.#counted) {
      let [count, busy] = [0, 0];
      for (const link of port) {
        const often = times[link] as number;
        if (often > 1) busy += Math.ceil((bits[link] as number) / (period[link] as number) - 1e-9);
        if (often !== 1) continue;
        // Longest first; of equally long ones in the order of the port.
        let place = count++;
        for (; place > 0 && (durations[once[place - 1] as number] as number) < (durations[link] as number); place--)
          once[place] = once[place - 1] as number;
        once[place] = link;
      }
      if (count === 0) continue;
      const { width } = links[once[0] as number] as Link;
      let spare = ((width - busy) / width) * computation;
      if (spare <= 0) continue;
      for (let place = 0; place < count; place++) {
        const link = once[place] as number;
        const floor = Math.ceil((innermostBits[(links[link] as Link).operand] as number) / width - 1e-9);
        const room = (durations[link] as number) - floor;
        const all = room * (place + 1);
        const enough = spare >= all;
        const step = enough ? room : spare / (place + 1);
        for (let k = 0; k <= place; k++) {
          const other = once[k] as number;
          durations[other] = (durations[other] as number) - step;
        }
        if (!enough) break;
        spare -= all;
      }
    }
    return durations;
  }

  /** Cycles until the first inputs and weights are where they are needed. */
  onLoading(durations: Durations): number {
    const { links } = this.#problem;
    const [weights, data] = this.#path.inputs as [LoadPath["inputs"][number], LoadPath["inputs"][number]];
    const [w, i] = [loadSums(weights, links, durations), loadSums(data, links, durations)];
    const after = (a: LoadSums, b: LoadSums): number => a.shared + Math.max(b.shared + b.half + b.own, a.half + a.own);
    return Math.min(after(i, w), after(w, i));
  }

  /** Cycles until the first inputs and weights are there, when what shares a port waits: the busiest port decides. */
  serialLoading(durations: Durations): number {
    const { links } = this.#problem;
    const busy = this.#busy.fill(0);
    let longest = 0;
    for (const steps of this.#path.inputs) {
      let chain = 0;
      for (const ends of steps) {
        for (const link of ends) {
          if (link < 0) continue;
          const { port } = links[link] as Link;
          busy[port] = (busy[port] as number) + (durations[link] as number);
        }
        chain += Math.max(at(durations, ends[0]), at(durations, ends[1]));
      }
      longest = Math.max(longest, chain);
    }
    for (const cycles of busy) longest = Math.max(longest, cycles);
    return longest;
  }

  /** Cycles until the last outputs are in the outermost memory. */
  offLoading(durations: Durations): number {
    let sum = 0;
    for (const [read, write] of this.#path.outputs) sum += Math.max(at(durations, read), at(durations, write));
    return sum;
  }
}

const at = (durations: Durations, link: number): number => (link < 0 ? 0 : (durations[link] as number));

interface LoadSums {
  shared: number;
  half: number;
  own: number;
}

function loadSums(steps: LoadPath["inputs"][number], links: readonly Link[], durations: Durations): LoadSums {
  const sums: LoadSums = { shared: 0, half: 0, own: 0 };
  for (const [write, read] of steps) {
    const load = Math.max(at(durations, write), at(durations, read));
    const [below, above] = [links[write]?.shared === true, links[read]?.shared === true];
    if (below && above) sums.shared += load;
    else if (below || above) sums.half = load;
    else sums.own += load;
  }
  return sums;
}
