import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { type FeasibleAnswer, recommend } from "../src/index.js";
import { candidate } from "./support/candidate.js";

describe("a table of many candidates", () => {
  const stream = random(1, "many candidates");
  const models = Array.from({ length: 20_000 }, (_, index) => {
    const size = stream.uniform();
    const energy = Math.exp(6 * size) * 1e-3;
    return candidate({ id: `c${index}`, energy, accuracy: Math.sqrt(size) * (0.8 + 0.2 * stream.uniform()) });
  });
  const budget = 0.05;
  const answer = recommend(models, { budget: { kind: "inference", energy: budget } }) as FeasibleAnswer;

  it("has the front that a sort and one pass find", () => {
    let best = -1;
    const front = models
      .toSorted((a, b) => a.energy - b.energy || b.accuracy - a.accuracy)
      .filter(({ accuracy }) => accuracy > best && ((best = accuracy), true));
    expect(answer.front.map(({ candidate: { id } }) => id)).toEqual(front.map(({ id }) => id));
    expect(front.length).toBeGreaterThan(20);
  });

  it("has a mix that no candidate's price beats (duality)", () => {
    const { accuracy, cost, shadowPrice } = answer.mix as NonNullable<typeof answer.mix>;
    expect(cost).toBeLessThanOrEqual(budget);
    expect(cost).toBeGreaterThan(budget * (1 - 1e-14));
    const above = models.filter((model) => model.accuracy > accuracy + shadowPrice * (model.energy - cost) + 1e-12);
    expect(above).toEqual([]);
  });
});
