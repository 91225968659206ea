import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  crossValidate,
  designSpace,
  feasibleFront,
  forest,
  hypervolume,
  type Learner,
  meanOnly,
  type Parameter,
  parameterImportance,
  randomSearch,
  ridge,
  surrogateSearch,
} from "../../src/index.js";

const stream = random(7, "surrogates");
const rows = Array.from({ length: 120 }, () => [stream.uniform(), stream.uniform(), stream.integer(2)]);
const linear = rows.map(([a = 0, b = 0, c = 0]) => 3 * a - 2 * b + c + 5 + 0.01 * stream.normal());
const stepped = rows.map(([a = 0, b = 0]) => (a > 0.5 ? 1 : 0) * (b > 0.5 ? 1 : 0));

describe("ridge", () => {
  it("finds the weights that made the data, within the noise", () => {
    const { predict } = ridge(rows, linear);
    const at = (row: number[]): number => predict(row).mean;
    expect(Math.abs(at([1, 0, 0]) - at([0, 0, 0]) - 3)).toBeLessThan(0.02);
    expect(Math.abs(at([0, 1, 0]) - at([0, 0, 0]) + 2)).toBeLessThan(0.02);
    expect(Math.abs(at([0, 0, 0]) - 5)).toBeLessThan(0.02);
    expect(predict([0.5, 0.5, 0.5]).deviation).toBeGreaterThan(0.005);
    expect(predict([0.5, 0.5, 0.5]).deviation).toBeLessThan(0.02);
  });

  it("is surer where it has seen more", () => {
    const { predict } = ridge(rows, linear);
    expect(predict([20, 20, 20]).deviation).toBeGreaterThan(predict([0.5, 0.5, 0.5]).deviation);
  });
});

describe("forest", () => {
  it("learns an interaction that ridge cannot", () => {
    const of = (learner: Learner): number => {
      const held = crossValidate(learner, rows, stepped, { folds: 5, random: random(1, "cv") });
      return held.reduce((sum, { mean }, i) => sum + Math.abs(mean - (stepped[i] as number)), 0) / rows.length;
    };
    expect(of(forest)).toBeLessThan(of(ridge));
    expect(of(ridge)).toBeLessThan(of(meanOnly));
  });

  it("gives the same answers for the same seed", () => {
    const one = forest(rows, stepped, random(3)).predict([0.7, 0.8, 1]);
    expect(forest(rows, stepped, random(3)).predict([0.7, 0.8, 1])).toEqual(one);
  });
});

describe("crossValidate", () => {
  it("never shows a learner the row it predicts: a learner that remembers gains nothing on noise", () => {
    const noise = rows.map(() => stream.normal());
    const remembers: Learner = (seen, values) => ({
      predict: (row) => ({ mean: values[seen.findIndex((other) => other === row)] ?? 0, deviation: 0 }),
    });
    const held = crossValidate(remembers, rows, noise, { folds: rows.length, random: random(2) });
    expect(held.every(({ mean }) => mean === 0)).toBe(true);
    expect(() => crossValidate(ridge, rows, noise, { folds: 1, random: random(2) })).toThrow("folds");
  });
});

const space: readonly Parameter[] = [
  { name: "on", kind: "subset", of: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
  { name: "level", kind: "real", low: 0, high: 1 },
  { name: "idle", kind: "categorical", values: ["a", "b", "c"] },
];
const evaluate = (design: Readonly<Record<string, unknown>>) => {
  const on = design["on"] as readonly number[];
  const level = design["level"] as number;
  const cost = on.reduce((sum, member) => sum + 1 + member / 5, level * 3);
  const error = on.reduce((left, member) => left * (1 - 0.03 * (member + 1)), 1) + 0.2 * (1 - level) ** 2;
  return { objectives: [error, cost], violation: Math.max(0, cost - 14) };
};

describe("surrogateSearch", () => {
  const volume = (archive: ReturnType<typeof randomSearch>["archive"]): number =>
    hypervolume(
      feasibleFront(archive).map(({ objectives }) => objectives),
      [1.2, 14],
    );

  it("reports rank correlations, chooses learners, and beats random search at equal evaluations", () => {
    const gains = [1, 2, 3].map((seed) => {
      const search = surrogateSearch(space, { initial: 40, batch: 15, seed });
      while (search.archive.length < 130) search.tell(search.ask().map(evaluate));
      expect(search.iterations).toHaveLength(6);
      for (const { tau, learners } of search.iterations) {
        expect(tau.every((value) => (value as number) > 0.3)).toBe(true);
        expect(learners.every((name) => ["ridge", "forest"].includes(name))).toBe(true);
      }
      const baseline = randomSearch(space, { batch: 130, seed });
      baseline.tell(baseline.ask().map(evaluate));
      return volume(search.archive) - volume(baseline.archive);
    });
    expect(Math.min(...gains)).toBeGreaterThan(0);
  });

  it("goes on when most evaluations fail", () => {
    const search = surrogateSearch(space, { initial: 10, batch: 5 });
    for (let i = 0; i < 4; i++)
      search.tell(search.ask().map((design, index) => (index % 3 === 0 ? evaluate(design) : "failed")));
    expect(search.archive.length).toBeGreaterThan(20);
  });
});

describe("parameterImportance", () => {
  it("finds what matters and what does not", () => {
    const search = randomSearch(space, { batch: 300 });
    search.tell(search.ask().map(evaluate));
    const [on, level, idle] = parameterImportance(designSpace(space), search.archive, 1).map(
      ({ importance }) => importance,
    ) as [number, number, number];
    expect(on).toBeGreaterThan(level);
    expect(level).toBeGreaterThan(Math.abs(idle));
    expect(Math.abs(idle)).toBeLessThan(0.05);
    expect(on).toBeGreaterThan(0.5);
  });
});
