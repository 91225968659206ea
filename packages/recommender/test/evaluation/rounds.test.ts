import { describe, expect, it } from "vitest";
import { boardMargin, probeModels, roundPairs, roundsOf, scaleFactor, sweepBudgets } from "../../src/index.js";
import { candidate } from "../support/candidate.js";

function row(model: string, round: string, energy = 1, backend = "runtime", device = "board") {
  return candidate({
    id: `${device} ${backend} ${round} ${model}`,
    model,
    device,
    energy,
    accuracy: 0.5,
    keys: { backend, round },
  });
}
const time = ({ keys }: { readonly keys: Readonly<Record<string, string | number>> }) => `time of ${keys["round"]}`;

describe("rounds", () => {
  const rows = [row("a", "2"), row("b", "2"), row("a", "1"), row("c", "1"), row("a", "1", 1, "other")];

  it("are one per device, backend, software and benchmark round, in order of time", () => {
    const rounds = roundsOf(rows, { time });
    expect(rounds.map(({ backend, round, candidates }) => [backend, round, candidates.length])).toEqual([
      ["runtime", "1", 2],
      ["other", "1", 1],
      ["runtime", "2", 2],
    ]);
  });

  it("refuse a model measured twice, because which run counts is not theirs to say", () => {
    const twice = [row("a", "1"), { ...row("a", "1"), id: "again" }];
    expect(() => roundsOf(twice, { time })).toThrow(/model "a" occurs twice, as "board runtime 1 a" and "again"/);
  });

  it("pair the older with the newer of the same backend, cut to the shared models", () => {
    const pairs = roundPairs(roundsOf(rows, { time }), { leastModels: 1 });
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({ older: { round: "1" }, newer: { round: "2" }, onlyOlder: 1, onlyNewer: 1 });
    expect(pairs[0]?.models.map(({ older, newer }) => [older.model, newer.model])).toEqual([["a", "a"]]);
  });

  it("of three make three ordered pairs", () => {
    const three = ["1", "2", "3"].map((round) => row("a", round));
    const pairs = roundPairs(roundsOf(three, { time }), { leastModels: 1 });
    expect(pairs.map(({ older, newer }) => `${older.round} to ${newer.round}`)).toEqual(["1 to 2", "1 to 3", "2 to 3"]);
  });
});

describe("a scale factor", () => {
  const older = [1, 2, 3, 4, 6].map((energy, index) =>
    candidate({ id: `m${index}`, energy, accuracy: [0.5, 0.7, 0.6, 0.8, 0.85][index] as number }),
  );

  it("is fitted to the first, the middle and the last corner of the older hull", () => {
    expect(probeModels(older)).toEqual(["m0", "m1", "m4"]);
  });

  it("is the median of their ratios and looks at no other model", () => {
    const newer = [2, 2.2, 99, 99, 5.4].map((energy, index) => ({ ...(older[index] as (typeof older)[0]), energy }));
    const { factor, probes } = scaleFactor(older, newer);
    expect(factor).toBeCloseTo(1.1, 15);
    expect(probes.map(({ model }) => model)).toEqual(["m0", "m1", "m4"]);
  });

  it("is fitted to fewer where the hull has fewer corners", () => {
    expect(probeModels(older.slice(0, 1))).toEqual(["m0"]);
    expect(probeModels(older.slice(0, 2))).toEqual(["m0", "m1"]);
  });
});

describe("a margin", () => {
  const pair = (device: string, ratios: readonly number[]) => ({
    factor: 1,
    pair: {
      older: { device, backend: "", software: "", round: "", time: "" },
      newer: { device, backend: "", software: "", round: "", time: "" },
      models: ratios.map((ratio, index) => ({
        older: row(`m${index}`, "1", 2),
        newer: row(`m${index}`, "2", 2 * ratio),
      })),
      onlyOlder: 0,
      onlyNewer: 0,
    },
  });

  it("is a quantile of new / planned - 1 over the other boards", () => {
    const pairs = [pair("a", [5, 5]), pair("b", [1, 1.1, 1.2]), pair("c", [1.3, 1.4])];
    expect(boardMargin(pairs, "a", 0.5)).toBeCloseTo(0.2, 14);
    expect(boardMargin(pairs, "a", 1)).toBeCloseTo(0.4, 14);
  });

  it("is never negative, and unknown without another board", () => {
    expect(boardMargin([pair("b", [0.8, 0.9])], "a", 0.9)).toBe(0);
    expect(boardMargin([pair("a", [1.5])], "a", 0.9)).toBeUndefined();
  });
});

describe("the budgets of a sweep", () => {
  it("run from the cheapest candidate to the most accurate one, evenly in the logarithm", () => {
    const table = [
      { energy: 1, accuracy: 0.5 },
      { energy: 100, accuracy: 0.9 },
      { energy: 500, accuracy: 0.8 },
    ];
    const budgets = sweepBudgets(table, 3);
    expect(budgets[0]).toBe(1);
    expect(budgets[1]).toBeCloseTo(10, 12);
    expect(budgets[2]).toBe(100);
    expect(sweepBudgets(table)).toHaveLength(50);
  });

  it("need a candidate and two budgets", () => {
    expect(() => sweepBudgets([])).toThrow(RangeError);
    expect(() => sweepBudgets([{ energy: 1, accuracy: 1 }], 1)).toThrow(RangeError);
  });
});
