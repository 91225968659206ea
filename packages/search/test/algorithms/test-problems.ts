import type { Design, Outcome, Parameter } from "../../src/index.js";

/** ZDT1 to ZDT3 (Zitzler, Deb and Thiele 2000) and DTLZ2 (Deb et al. 2002), as published. */
export interface TestProblem {
  readonly parameters: readonly Parameter[];
  readonly evaluate: (design: Design) => Outcome;
  /** Evenly spaced points of the true front. */
  readonly front: readonly (readonly number[])[];
}

function reals(count: number): Parameter[] {
  return Array.from({ length: count }, (_, index) => ({ name: `x${index}`, kind: "real", low: 0, high: 1 }));
}

const values = (design: Design): number[] => Object.values(design) as number[];

function zdt(shape: (f: number, g: number) => number, xs: readonly number[]): TestProblem {
  return {
    parameters: reals(30),
    evaluate: (design) => {
      const [f = 0, ...rest] = values(design);
      const g = 1 + (9 * rest.reduce((a, b) => a + b, 0)) / rest.length;
      return { objectives: [f, g * shape(f, g)] };
    },
    front: xs.map((x) => [x, shape(x, 1)]),
  };
}

const evenly = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

export const zdt1: TestProblem = zdt((f, g) => 1 - Math.sqrt(f / g), evenly(0, 1, 100));
export const zdt2: TestProblem = zdt((f, g) => 1 - (f / g) ** 2, evenly(0, 1, 100));

const waves = (f: number, g: number): number => 1 - Math.sqrt(f / g) - (f / g) * Math.sin(10 * Math.PI * f);

/** The five pieces of ZDT3's front, as published; 20 evenly spaced points on each make 100. */
const pieces = [
  [0, 0.0830015349],
  [0.182228728, 0.2577623634],
  [0.4093136748, 0.4538821041],
  [0.6183967944, 0.6525117038],
  [0.8233317983, 0.8518328654],
] as const;
export const zdt3: TestProblem = zdt(
  waves,
  pieces.flatMap(([low, high]) => evenly(low, high, 20)),
);

export function dtlz2(objectives: number, front: readonly (readonly number[])[]): TestProblem {
  return {
    parameters: reals(objectives + 9),
    evaluate: (design) => {
      const x = values(design);
      const g = x.slice(objectives - 1).reduce((sum, value) => sum + (value - 0.5) ** 2, 0);
      const found = Array.from({ length: objectives }, (_, m) => {
        let f = 1 + g;
        for (let k = 0; k < objectives - 1 - m; k++) f *= Math.cos(((x[k] as number) * Math.PI) / 2);
        return m === 0 ? f : f * Math.sin(((x[objectives - 1 - m] as number) * Math.PI) / 2);
      });
      return { objectives: found };
    },
    front,
  };
}
