import { random } from "@joulebook/core";
import {
  evaluateThresholds,
  evaluatorOfColumns,
  exitColumns,
  thresholdEvaluator,
  thresholdFront,
  tuneThresholds,
} from "@joulebook/exits";
import { measure } from "./measure.mjs";

/**
 * Invented answers: deeper exits are right more often, and surer where they are right.
 *
 * @param {number} examples
 * @param {number} exits
 * @param {number} [values] how many different confidences
 */
function answers(examples, exits, values = 1e6) {
  const { uniform } = random(6, "exits-bench", examples, exits);
  const rows = Array.from({ length: examples }, () => {
    const difficulty = uniform();
    return Array.from({ length: exits }, (_, k) => {
      const right = Number(uniform() < 1 - difficulty * (0.9 - (0.6 * k) / exits));
      const sure = 0.35 + 0.4 * right + 0.25 * (uniform() - 0.5) - 0.2 * difficulty;
      return { right, sure: Math.round(Math.min(1, Math.max(0, sure)) * values) / values };
    });
  });
  return {
    confidence: rows.map((row) => row.map(({ sure }) => sure)),
    correct: rows.map((row) => row.map(({ right }) => right)),
    cost: Array.from({ length: exits }, (_, k) => (1 + k * k) / (1 + (exits - 1) ** 2)),
  };
}

/** @param {number} count @param {number} exits */
function policies(count, exits) {
  const { uniform } = random(7, "exits-bench-policies");
  return Array.from({ length: count }, () => Array.from({ length: exits - 1 }, () => 0.3 + 0.5 * uniform()));
}

const [examples, exits] = [10_000, 6];

/** Best accuracy less 2 %: a goal that is reached with effort. @param {ReturnType<typeof answers>} data */
function goalOf(data) {
  return { accuracy: 0.98 * tuneThresholds(data, { cost: 1 }).accuracy };
}

/**
 * Least cost at an accuracy over all thresholds, one policy after the other.
 *
 * @param {ReturnType<typeof answers>} data
 * @param {number} accuracy
 */
function bruteForce(data, accuracy) {
  const evaluate = thresholdEvaluator(data);
  const values = data.cost.slice(1).map((_, k) => [...new Set([1, ...data.confidence.map((row) => row[k] ?? 0)])]);
  let best = Number.POSITIVE_INFINITY;
  /** @param {readonly number[]} thresholds */
  const visit = (thresholds) => {
    const own = values[thresholds.length];
    if (own === undefined) {
      const result = evaluate(thresholds);
      if (result.accuracy >= accuracy - 1e-12) best = Math.min(best, result.cost);
    } else for (const value of own) visit([...thresholds, value]);
  };
  visit([]);
  return best;
}

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  {
    name: "10,000 policies on 10,000 examples of 6 exits",
    target: 1000,
    run: async () => {
      const data = answers(examples, exits);
      const list = policies(10_000, exits);
      const evaluate = evaluatorOfColumns(exitColumns(data), data.cost);
      for (const thresholds of list.slice(0, 20)) {
        const [ours, plain] = [evaluate(thresholds), evaluateThresholds(data, thresholds)];
        if (JSON.stringify(ours) !== JSON.stringify(plain)) throw new Error("the two evaluations differ");
      }
      const run = () => list.reduce((sum, thresholds) => sum + evaluate(thresholds).cost, 0);
      return [await measure({ name: "10,000 policies on 10,000 examples of 6 exits", run }, { runs: 7 })];
    },
  },
  {
    name: "one policy from plain arrays, checked, 10,000 examples of 6 exits",
    run: async () => {
      const data = answers(examples, exits);
      const [thresholds = []] = policies(1, exits);
      const run = () => evaluateThresholds(data, thresholds);
      return [
        await measure({ name: "one policy from plain arrays, checked, 10,000 examples of 6 exits", run }, { runs: 50 }),
      ];
    },
  },
  ...[2, 3, 4, 6].map((count) => {
    const name = `tuning ${examples} examples of ${count} exits`;
    return {
      name,
      target: 1000,
      run: async () => {
        const data = answers(examples, count);
        const goal = goalOf(data);
        const { method, ascent } = tuneThresholds(data, goal);
        const found = ascent === undefined ? "" : `, ascent ${(100 * ascent.distance).toFixed(3)} % above`;
        const run = () => tuneThresholds(data, goal);
        return [await measure({ name: `${name} (${method}${found})`, run }, { runs: 5 })];
      },
    };
  }),
  {
    name: "front of 10,000 examples of 6 exits",
    run: async () => {
      const data = answers(examples, exits);
      const run = () => thresholdFront(data);
      return [await measure({ name: "front of 10,000 examples of 6 exits", run }, { runs: 5 })];
    },
  },
  ...[
    { count: 3, values: 100 },
    { count: 4, values: 20 },
  ].map(({ count, values }) => {
    const name = `exact tuning against brute force, 2,000 examples of ${count} exits, ${values} confidences`;
    return {
      name,
      run: async () => {
        const data = answers(2000, count, values);
        const goal = goalOf(data);
        const ours = tuneThresholds(data, goal);
        const best = bruteForce(data, goal.accuracy);
        if (ours.method !== "exact" || Math.abs(ours.cost / best - 1) > 1e-9)
          throw new Error("not the best thresholds");
        return [
          await measure(
            { name, run: () => tuneThresholds(data, goal) },
            { runs: 5, peer: { name: "every threshold tried", run: () => bruteForce(data, goal.accuracy) } },
          ),
        ];
      },
    };
  }),
];
