import { describe, expect, it } from "vitest";
import { type BenchmarkCard, cardProblems, sustainedEfficiency } from "../../src/index.js";
import { ndp120 } from "./ndp120.js";

const persons: BenchmarkCard = {
  chip: "NDP120",
  network: "person detection",
  ...ndp120.persons[0],
  clock: 30.7e6,
  staticPower: 0.665e-3,
  performanceChange: 0,
};
const codes = (card: BenchmarkCard): string[] => cardProblems(card).map(({ code }) => code);

describe("a benchmark card", () => {
  it("of the measured NDP120 is consistent: 78.088/s x 71.711 uJ = 5.600 mW against 5.598 mW", () => {
    expect(cardProblems(persons)).toEqual([]);
    expect(cardProblems(persons, { tolerance: 1e-4 })).toHaveLength(1);
  });

  it("is flagged where power is not rate x energy", () => {
    expect(codes({ ...persons, power: 23.387e-3 })).toEqual(["inconsistent-power"]);
  });

  it("is flagged for every field that is missing, the change of task performance among them", () => {
    const { performanceChange: _, staticPower: __, ...rest } = persons;
    expect(cardProblems(rest).map(({ message }) => message)).toEqual([
      "the card of person detection on NDP120 does not state staticPower",
      "the card of person detection on NDP120 does not state performanceChange",
    ]);
  });

  it("is flagged where its figures come from different operating points", () => {
    expect(codes({ ...persons, takenAt: { maxRate: { voltage: 1.1, clock: 98.7e6 } } })).toEqual([
      "different-points",
      "different-points",
    ]);
    expect(codes({ ...persons, takenAt: { energy: { voltage: 0.9 } } })).toEqual([]);
  });

  it("is flagged where static power alone takes more than an inference does", () => {
    expect(codes({ ...persons, staticPower: 6e-3 })).toEqual(["static-above-energy"]);
  });

  it("refuses figures that are no numbers", () => {
    for (const wrong of [
      { energy: -1 },
      { maxRate: 0 },
      { power: Number.NaN },
      { staticPower: -1 },
      { performanceChange: Number.NaN },
    ])
      expect(() => cardProblems({ ...persons, ...wrong })).toThrow(RangeError);
  });

  it("says what a whole network sustains of the peak", () => {
    // 7.5 M MACs in 71.711 uJ: 15e6 / 71.711e-6 = 209.2 Gop/J; at 78.088/s 1.171 Gop/s of 6.4.
    const found = sustainedEfficiency({ ...persons, macs: 7.5e6, peakOps: 6.4e9, peakOpsPerJoule: 1e12 });
    expect(found?.opsPerJoule).toBeCloseTo(15e6 / 71.711e-6, 0);
    expect(found?.shareOfPeak).toBeCloseTo(0.20917, 4);
    expect(found?.utilisation).toBeCloseTo(0.18302, 4);
    expect(sustainedEfficiency(persons)).toBeUndefined();
  });
});
