import type { LinkDirection } from "./hierarchy.js";
import type { MappingProblem } from "./mapping-problem.js";
import type { LinkTimes } from "./port-stalls.js";

/** Numbers of the links through which first data come and last results go, by operand and memory. */
export interface LoadPath {
  /** For W and I: the write below and the read above, level by level. */
  readonly inputs: readonly (readonly (readonly [write: number, read: number])[])[];
  /** For outputs: the read below and the write above. */
  readonly outputs: readonly (readonly [read: number, write: number])[];
}

/** The way between memories of each operand; -1 where a file gives no port. */
export function loadPath({ links, levels }: MappingProblem): LoadPath {
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

/**
 * Loads that happen once, shortened by the time their port has to spare during the computation: from the longest on, each
 * gives what separates it from its floor, the time its innermost memory takes to fill, and all longer ones give as much
 * again, even where that takes them below their own floors. That is how the reference does it.
 */
export function shortenedLoads(
  { links, ports }: MappingProblem,
  { time, times, bits, period }: LinkTimes,
  innermostBits: Float64Array,
  computation: number,
  durations: Durations,
): void {
  durations.set(time);
  for (const port of ports) {
    const counted = port.filter((link) => (times[link] as number) > 0 && links[link]?.back !== true);
    const once = counted.filter((link) => times[link] === 1);
    if (once.length === 0) continue;
    const { width } = links[once[0] as number] as MappingProblem["links"][number];
    let busy = 0;
    for (const link of counted)
      if ((times[link] as number) > 1) busy += Math.ceil((bits[link] as number) / (period[link] as number) - 1e-9);
    let spare = ((width - busy) / width) * computation;
    if (spare <= 0) continue;
    const floorOf = (link: number): number => {
      const { operand } = links[link] as MappingProblem["links"][number];
      return Math.ceil((innermostBits[operand] as number) / width - 1e-9);
    };
    once.sort((a, b) => (durations[b] as number) - (durations[a] as number));
    for (let place = 0; place < once.length; place++) {
      const link = once[place] as number;
      const room = (durations[link] as number) - floorOf(link);
      const all = room * (place + 1);
      const enough = spare >= all;
      const step = enough ? room : spare / (place + 1);
      for (let k = 0; k <= place; k++) durations[once[k] as number] = (durations[once[k] as number] as number) - step;
      if (!enough) break;
      spare -= all;
    }
  }
}

const at = (durations: Durations, link: number): number => (link < 0 ? 0 : (durations[link] as number));

/** Cycles until the first inputs and weights are where they are needed. */
export function onLoading({ links }: MappingProblem, { inputs }: LoadPath, durations: Durations): number {
  const [weights, data] = inputs.map((steps) => {
    const sums = { shared: 0, half: 0, own: 0 };
    for (const [write, read] of steps) {
      const load = Math.max(at(durations, write), at(durations, read));
      const both = Number(links[write]?.shared ?? false) + Number(links[read]?.shared ?? false);
      if (both === 2) sums.shared += load;
      else if (both === 1) sums.half = load;
      else sums.own += load;
    }
    return sums;
  }) as [LoadSums, LoadSums];
  const after = (a: LoadSums, b: LoadSums): number => a.shared + Math.max(b.shared + b.half + b.own, a.half + a.own);
  return Math.min(after(data, weights), after(weights, data));
}

interface LoadSums {
  readonly shared: number;
  readonly half: number;
  readonly own: number;
}

/** Cycles until the first inputs and weights are there, when what shares a port waits: the busiest port decides. */
export function serialLoading({ links, ports }: MappingProblem, { inputs }: LoadPath, durations: Durations): number {
  const busy = ports.map(() => 0);
  let longest = 0;
  for (const steps of inputs) {
    let chain = 0;
    for (const ends of steps) {
      for (const link of ends) {
        if (link < 0) continue;
        const { port } = links[link] as MappingProblem["links"][number];
        busy[port] = (busy[port] as number) + (durations[link] as number);
      }
      chain += Math.max(at(durations, ends[0]), at(durations, ends[1]));
    }
    longest = Math.max(longest, chain);
  }
  return Math.max(longest, ...busy);
}

/** Cycles until the last outputs are in the outermost memory. */
export function offLoading({ outputs }: LoadPath, durations: Durations): number {
  let sum = 0;
  for (const [read, write] of outputs) sum += Math.max(at(durations, read), at(durations, write));
  return sum;
}
