import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Objective, paretoFront } from "../../src/index.js";
import { bruteForceFront } from "./brute-force-front.js";

interface Model {
  readonly name: string;
  readonly energy: number;
  readonly accuracy: number;
}
const models: readonly Model[] = [
  { name: "large", energy: 8, accuracy: 0.8 },
  { name: "poor", energy: 5, accuracy: 0.5 },
  { name: "small", energy: 1, accuracy: 0.6 },
  { name: "twin", energy: 1, accuracy: 0.6 },
];
const energy: Objective<Model> = { name: "energy", value: (model) => model.energy, direction: "minimise" };
const accuracy: Objective<Model> = { name: "accuracy", value: (model) => model.accuracy, direction: "maximise" };
const names = (front: readonly Model[]): string[] => front.map(({ name }) => name);

describe("paretoFront", () => {
  it("returns the items themselves, best first objective first, and keeps ties", () => {
    expect(names(paretoFront(models, [energy, accuracy]))).toEqual(["small", "twin", "large"]);
    expect(names(paretoFront(models, [accuracy, energy]))).toEqual(["large", "small", "twin"]);
  });

  it("with one objective keeps every best item", () => {
    expect(names(paretoFront(models, [energy]))).toEqual(["small", "twin"]);
  });

  it.each([1, 2, 3, 4])("agrees with comparing all pairs in %i objectives", (dimensions) => {
    const value = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(Infinity, -Infinity));
    const points = fc.array(fc.array(value, { minLength: dimensions, maxLength: dimensions }), { maxLength: 30 });
    const objectives = Array.from(
      { length: dimensions },
      (_, k): Objective<readonly number[]> => ({
        value: (point) => point[k] as number,
        direction: k % 2 === 0 ? "minimise" : "maximise",
      }),
    );
    fc.assert(
      fc.property(points, (items) => {
        const losses = items.map((point) => point.map((coordinate, k) => (k % 2 === 0 ? coordinate : -coordinate)));
        const expected = new Set(bruteForceFront(losses).map((index) => items[index]));
        const front = paretoFront(items, objectives);
        expect(new Set(front)).toEqual(expected);
        expect(front).toHaveLength(expected.size);
      }),
    );
  });

  it("names the objective and the item of a NaN, and refuses to have no objective", () => {
    const broken = [...models, { name: "broken", energy: Number.NaN, accuracy: 1 }];
    expect(() => paretoFront(broken, [energy, accuracy])).toThrow(
      "paretoFront: energy must be a number, got NaN for item 4",
    );
    expect(() => paretoFront(models, [])).toThrow("needs at least one objective");
  });
});
