import { describe, expect, it } from "vitest";
import { crossoverRate, solutionPower } from "../../src/index.js";
import { ndp120 } from "./ndp120.js";

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);
const persons = { ...ndp120.persons[0], staticPower: 0.665e-3 };

describe("solutionPower", () => {
  it("is static + rate x dynamic energy: person detection at 10 frames/s takes 1.297 mW", () => {
    // E_dyn = 71.711 uJ - 0.665 mW / 78.088/s = 63.195 uJ; 0.665 + 10 x 0.063195 = 1.29695 mW.
    const found = solutionPower(persons, 10);
    expect(relative(found.dynamicEnergy, 63.195e-6)).toBeLessThan(1e-4);
    expect(relative(found.power, 1.29695e-3)).toBeLessThan(1e-4);
    expect(relative(found.staticShare, 0.665 / 1.29695)).toBeLessThan(1e-4);
    expect(found.staticDominates).toBe(true);
  });

  it("counts static power twice while computing in the literal form, by P_s r t", () => {
    const literal = solutionPower(persons, 10, { form: "literal" });
    // 0.665 + 10 x 0.071711 = 1.38211 mW; P_s r t = 0.665e-3 x 10 / 78.088 = 85.16 uW.
    expect(relative(literal.power, 1.38211e-3)).toBeLessThan(1e-6);
    expect(relative(literal.literalExcess, 85.16e-6)).toBeLessThan(1e-4);
    expect(relative(literal.power - solutionPower(persons, 10).power, literal.literalExcess)).toBeLessThan(1e-9);
  });

  it.each(Object.entries(ndp120))("%s: at the highest rate it is the measured power", (_, points) => {
    for (const point of points) {
      const running = { ...point, staticPower: 0.665e-3 };
      expect(relative(solutionPower(running, point.maxRate).power, point.power)).toBeLessThan(3e-3);
    }
  });

  it("adds a sensor always and transfers per inference", () => {
    const found = solutionPower({ energy: 3, maxRate: 2, staticPower: 1 }, 0.5, {
      sensorPower: 0.25,
      transferEnergy: 2,
    });
    // 1 + 0.5 x (3 - 1/2) + 0.25 + 0.5 x 2.
    expect(found.power).toBe(3.5);
    expect([found.inferencePower, found.transferPower, found.sensorPower]).toEqual([1.25, 1, 0.25]);
  });

  it("holds up to the highest rate and not beyond, and refuses what is no number from 0", () => {
    expect(() => solutionPower(persons, 78.1)).toThrow("at most maxRate");
    expect(() => solutionPower(persons, -1)).toThrow(RangeError);
    expect(() => solutionPower({ ...persons, energy: Number.NaN }, 1)).toThrow("energy");
    expect(solutionPower(persons, 0).power).toBe(0.665e-3);
  });

  it("crosses with another voltage where both draw the same", () => {
    const inference = (
      point: (typeof ndp120.persons)[number],
      idlePower: number,
    ): Parameters<typeof crossoverRate>[0] => ({
      energy: point.energy,
      idlePower,
      idleIncluded: true,
      latency: { mean: 1 / point.maxRate },
    });
    // Were the fast point's static power 0.3 mW: 0.665 + 63.195e-3 r = 0.3 + (97.164 - 1.244)e-3 r at r = 11.153/s.
    const found = crossoverRate(inference(ndp120.persons[0], 0.665e-3), inference(ndp120.persons[1], 0.3e-3));
    expect(relative(found?.rate ?? 0, 0.365 / (95.91959e-3 - 63.19493e-3))).toBeLessThan(1e-4);
  });
});
