import { median, random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  constrainedSort,
  type Design,
  exhaustiveSearch,
  feasibleFront,
  hypervolume,
  nsga2,
  type Nsga2Options,
  type Outcome,
  type Parameter,
  randomSearch,
} from "../../src/index.js";
import { dtlz2, type TestProblem, zdt1 } from "./test-problems.js";

function run(problem: TestProblem, generations: number, options: Nsga2Options): number[][] {
  const search = nsga2(problem.parameters, options);
  for (let g = 0; g < generations; g++) search.tell(search.ask().map(problem.evaluate));
  return feasibleFront(search.population).map(({ objectives }) => [...objectives]);
}

/** Every kind of parameter, one conditional. */
const mixed: readonly Parameter[] = [
  { name: "exits", kind: "subset", of: [1, 2, 3, 4], least: 1, most: 3 },
  { name: "bits", kind: "categorical", values: [4, 8, 32] },
  { name: "shared", kind: "boolean" },
  { name: "level", kind: "integer", low: 0, high: 20, step: 5, when: { parameter: "shared", is: [true] } },
  { name: "second", kind: "integer", low: 1, high: 3, when: { parameter: "exits", includes: 2 } },
];

const score = (design: Design): Outcome => {
  const exits = design["exits"] as readonly number[];
  const sum = exits.reduce((a, b) => a + b, 0);
  const level = (design["level"] as number | undefined) ?? 7;
  const second = (design["second"] as number | undefined) ?? 0;
  const bits = design["bits"] as number;
  return {
    objectives: [sum * bits + second + level, 100 / (sum + level / 5 + second + bits)],
    violation: Math.max(0, sum - 6),
  };
};

describe("nsga2", () => {
  it("reaches 0.99 of the hypervolume of 100 true points of ZDT1 in 100 x 250 evaluations", () => {
    // One seed here; the long tests take 11 seeds of all problems.
    const found = run(zdt1, 250, { population: 100, seed: 1 });
    expect(hypervolume(found, [1.1, 1.1]) / hypervolume(zdt1.front, [1.1, 1.1])).toBeGreaterThanOrEqual(0.99);
  });

  it("finds the exact constrained front of a small mixed space, as exhaustive search does", () => {
    const all = exhaustiveSearch(mixed, { batch: 1e6 });
    all.tell(all.ask().map(score));
    const search = nsga2(mixed, { population: 20, seed: 3 });
    for (let g = 0; g < 60 && search.ask().length > 0; g++) search.tell(search.ask().map(score));
    const front = (archive: typeof search.archive): string[] =>
      feasibleFront(archive)
        .map(({ objectives }) => objectives.join())
        .toSorted();
    expect(front(search.archive)).toEqual(front(all.archive));
  });

  it("never asks for a design twice, and ends when a finite space is exhausted", () => {
    for (const search of [
      nsga2(mixed, { population: 40 }),
      randomSearch(mixed, { batch: 40 }),
      exhaustiveSearch(mixed, { batch: 40 }),
    ]) {
      const seen = new Set<string>();
      for (let designs = search.ask(); designs.length > 0; designs = search.ask()) {
        for (const design of designs) {
          const key = JSON.stringify(design);
          expect(seen.has(key)).toBe(false);
          seen.add(key);
        }
        search.tell(designs.map(score));
      }
      // By hand: subsets of 1 to 3 members with 2: 1 + 3 + 3 = 7 (x 3 values of "second"), without: 3 + 3 + 1 = 7;
      // times 3 bits, times (1 + 5 levels).
      expect(seen.size).toBe((7 * 3 + 7) * 3 * 6);
    }
  });

  it("goes the same way with the same seed and outcomes, another way with another seed", () => {
    const trail = (seed: number): string => {
      const search = nsga2(mixed, { population: 10, seed, key: ["study"] });
      const asked: (readonly Design[])[] = [];
      for (let g = 0; g < 5; g++) {
        expect(search.ask()).toBe(search.ask());
        asked.push(search.ask());
        search.tell(search.ask().map(score));
      }
      return JSON.stringify(asked);
    };
    expect(trail(1)).toBe(trail(1));
    expect(trail(1)).not.toBe(trail(2));
  });

  it("keeps going when evaluations fail, and breeds from what did not", () => {
    const search = nsga2(zdt1.parameters, { population: 20 });
    for (let g = 0; g < 5; g++)
      search.tell(search.ask().map((design, i) => (i % 3 === 0 ? "failed" : zdt1.evaluate(design))));
    expect(search.population).toHaveLength(20);
    expect(search.population.every(({ objectives }) => objectives.length === 2)).toBe(true);
    expect(feasibleFront(search.archive).length).toBeGreaterThan(0);
    const hopeless = nsga2(zdt1.parameters, { population: 4 });
    for (let g = 0; g < 3; g++) hopeless.tell(hopeless.ask().map(() => "failed"));
    expect(hopeless.ask()).toHaveLength(4);
    expect(feasibleFront(hopeless.archive)).toEqual([]);
  });

  it("starts from given designs", () => {
    const given = { exits: [1, 2], bits: 8, shared: true, level: 10, second: 2 };
    expect(nsga2(mixed, { population: 5, start: [given] }).ask()[0]).toEqual(given);
    expect(() => nsga2(mixed, { start: [{ ...given, bits: 5 }] })).toThrow("bits cannot be 5");
  });

  it("refuses outcomes that do not fit", () => {
    const search = nsga2(mixed, { population: 4 });
    expect(() => search.tell([])).toThrow("nothing was asked");
    search.ask();
    expect(() => search.tell([])).toThrow("each of the 4 designs");
    expect(() => search.tell(search.ask().map(() => ({ objectives: [Number.NaN] })))).toThrow("must be numbers");
    expect(() => nsga2(mixed, { population: 1.5 })).toThrow("population");
  });

  it.each(["hypervolume", "reference-points"] as const)(
    "takes %s selection in place of crowding, and gains by it",
    (selection) => {
      const problem = dtlz2(2, []);
      const volume = (rule: Nsga2Options["selection"]): number =>
        median(
          [1, 2, 3].map((seed) =>
            hypervolume(
              run(problem, 60, { population: 24, seed, ...(rule === undefined ? {} : { selection: rule }) }),
              [1.1, 1.1],
            ),
          ),
        ) as number;
      expect(volume(selection)).toBeGreaterThan(volume("crowding") * 0.99);
    },
  );

  it("reaches the feasible region under the adaptive penalty too", () => {
    const search = nsga2(mixed, { population: 20, constraints: { kind: "adaptive-penalty", penalty: 50 } });
    for (let g = 0; g < 10; g++) search.tell(search.ask().map(score));
    expect(feasibleFront(search.archive).length).toBeGreaterThan(2);
    expect(constrainedSort(search.population).length).toBeGreaterThan(0);
  });

  it("beats random search at equal evaluations", () => {
    const volumes = [1, 2, 3].map((seed) => {
      const baseline = randomSearch(zdt1.parameters, { batch: 1000, seed });
      baseline.tell(baseline.ask().map(zdt1.evaluate));
      const reference = [1.1, 8];
      return (
        hypervolume(run(zdt1, 20, { population: 50, seed }), reference) -
        hypervolume(
          feasibleFront(baseline.archive).map(({ objectives }) => objectives),
          reference,
        )
      );
    });
    expect(Math.min(...volumes)).toBeGreaterThan(0);
  });

  it("keeps subsets within their sizes and integers on their steps", () => {
    const search = nsga2(mixed, { population: 60, seed: random(1).integer(10) });
    for (let g = 0; g < 4; g++) {
      for (const { exits, level } of search.ask() as readonly { exits: number[]; level?: number }[]) {
        expect(exits.length).toBeGreaterThanOrEqual(1);
        expect(exits.length).toBeLessThanOrEqual(3);
        if (level !== undefined) expect([0, 5, 10, 15, 20]).toContain(level);
      }
      search.tell(search.ask().map(score));
    }
  });
});
