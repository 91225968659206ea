import { describe, expect, it } from "vitest";
import { energyChange, type RoundPair } from "../../src/index.js";
import { candidate } from "../support/candidate.js";

const key = { device: "board", backend: "runtime", software: "1", round: "1", time: "1" };

/** Four models: int8 ones got twice as fast, fp32 ones stayed; idle power fell to half everywhere. */
function pairOf(tails: readonly number[] = [1, 1, 1, 1]): RoundPair {
  const models = tails.map((tail, index) => {
    const int8 = index % 2 === 0;
    const older = candidate({
      id: `old ${index}`,
      energy: 4,
      accuracy: 0.5,
      latency: { mean: 2, p90: 2 * tail },
      idlePower: 1,
      keys: { precision: int8 ? "int8" : "fp32", system: "a" },
    });
    const newer = candidate({
      id: `new ${index}`,
      energy: int8 ? 2 : 4,
      accuracy: 0.5,
      latency: { mean: int8 ? 1 : 2, p90: int8 ? 1 : 2 },
      idlePower: 0.5,
      keys: { precision: int8 ? "int8" : "fp32", system: "b" },
    });
    return { older, newer };
  });
  return { older: key, newer: key, models, onlyOlder: 0, onlyNewer: 0 };
}

describe("a change of energy", () => {
  it("is taken apart into latency and power, whose parts of the spread add up to 1", () => {
    const change = energyChange(pairOf());
    expect(change.ratio.median).toBe(0.75);
    expect(change.latency).toEqual({ ratio: 0.75, share: 1 });
    expect(change.power).toEqual({ ratio: 1, share: 0 });
    expect(change.idle?.ratio).toBe(0.5);
  });

  it("is accounted for by the facet that splits fast from slow", () => {
    const [facet, ...others] = energyChange(pairOf()).facets;
    expect(facet).toEqual({
      facet: "precision",
      explained: 1,
      values: [
        { value: "int8", models: 2, ratio: 0.5 },
        { value: "fp32", models: 2, ratio: 1 },
      ],
    });
    expect(others).toEqual([]);
  });

  it("shows where the latency of one of the runs was unsteady", () => {
    const unsteady = energyChange(pairOf([1.6, 1, 1.6, 1])).facets.find(({ facet }) => facet === "unsteady latency");
    expect(unsteady?.values.map(({ value }) => value)).toEqual(["older run", "neither"]);
    expect(unsteady?.explained).toBe(1);
  });

  it("lists keys that changed for all models, and only those", () => {
    expect(energyChange(pairOf()).keys).toEqual([{ key: "system", older: "a", newer: "b" }]);
  });

  it("says nothing of quantities that a model does not state", () => {
    const pair = pairOf();
    const models = pair.models.map(({ older, newer }) => {
      const { latency: _, idlePower: __, ...rest } = older;
      return { older: rest, newer };
    });
    const change = energyChange({ ...pair, models });
    expect(change.latency).toBeUndefined();
    expect(change.power).toBeUndefined();
    expect(change.idle).toBeUndefined();
  });
});
