import { random } from "@joulebook/core";
import { loadMeasurements, toCandidates } from "@joulebook/measurements";
import { recommend, type RecommendationRequest } from "@joulebook/recommender";
import { describe, expect, it } from "vitest";
import { choiceStability } from "../../src/design-review/stability.js";

const { candidates } = toCandidates(loadMeasurements({ device: "raspberry-pi-4" }).measurements);
const requests: readonly { readonly name: string; readonly request: RecommendationRequest }[] = [
  { name: "energy", request: { budget: { kind: "inference", energy: 0.1 } } },
  {
    name: "power, latency and accuracy",
    request: { budget: { kind: "power", power: 3.5, rate: 10 }, latency: { limit: 0.05 }, accuracy: 0.5 },
  },
  { name: "a cap", request: { budget: { kind: "inference", energy: 0.05, hard: true } } },
];

function chosenBy(all: typeof candidates, request: RecommendationRequest): string {
  const answer = recommend(all, request);
  if (!answer.feasible) throw new Error("expected a choice");
  return answer.single.candidate.id;
}

describe("choiceStability", () => {
  it.each(requests)("counts what the recommender chooses on the true energies, under $name", ({ request }) => {
    const chosen = chosenBy(candidates, request);
    const [, independent] = choiceStability(candidates, request, chosen, { seed: 3, draws: 25, sizes: [0.1] });
    // The same draws, handed to the recommender itself: most accurate first, equals by id.
    const eligible = candidates
      .filter(
        ({ accuracy, latency }) =>
          accuracy >= (request.accuracy ?? 0) && (latency?.mean ?? 0) <= (request.latency?.limit ?? 1e9),
      )
      .toSorted((a, b) => b.accuracy - a.accuracy || (a.id < b.id ? -1 : 1));
    const same = Array.from({ length: 25 }, (_, draw) => {
      const stream = random(3, "choice-stability", draw);
      const moved = eligible.map((one) => ({ ...one, energy: one.energy * (1 + 0.1 * (2 * stream.uniform() - 1)) }));
      const answer = recommend(moved, request);
      return answer.feasible && answer.single.candidate.id === chosen;
    });
    expect(independent?.points).toHaveLength(1);
    expect(independent?.points[0]?.stays).toBe(same.filter(Boolean).length / 25);
  });

  it("keeps to the budget by hand: 84.5 of 100 mJ survive any common error up to 18 %, and half of those beyond", () => {
    const request = requests[0]?.request as RecommendationRequest;
    const chosen = chosenBy(candidates, request);
    const energy = candidates.find(({ id }) => id === chosen)?.energy ?? 0;
    const [common] = choiceStability(candidates, request, chosen, { seed: 1, draws: 1, sizes: [0, 0.1, 0.3] });
    expect(common?.points.map(({ fits }) => fits).slice(0, 2)).toEqual([1, 1]);
    // u uniform in [-1, 1]: energy (1 + 0.3 u) <= 0.1 up to u = (0.1 / energy - 1) / 0.3, on 201 steps.
    const share = ((0.1 / energy - 1) / 0.3 + 1) / 2;
    expect(Math.abs((common?.points[2]?.fits ?? 0) - share)).toBeLessThan(0.01);
    expect(common?.points[0]?.stays).toBe(1);
  });

  it("has nothing to say without a choice", () => {
    expect(choiceStability(candidates, requests[0]?.request as RecommendationRequest, "no such", { seed: 1 })).toEqual(
      [],
    );
  });
});
