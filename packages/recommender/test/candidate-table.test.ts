import type { Candidate, CandidateTable } from "@joulebook/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { joinCandidates, recommend, type RecommendationRequest } from "../src/index.js";
import { tables } from "./support/candidate.js";
import { seeded } from "./support/seeded.js";

/** Candidates with every kind of figure that a request may ask for. */
const candidates: fc.Arbitrary<readonly Candidate[]> = tables.map((list) =>
  list.map((one, index) => ({
    ...one,
    idlePower: 0.1,
    idleIncluded: index % 2 === 0,
    price: index % 4,
    ...(index % 3 === 0
      ? {}
      : {
          energyInterval: {
            low: 0.8 * one.energy,
            high: 1.3 * one.energy,
            level: 0.8 + 0.05 * (index % 3),
            method: "held-out",
          },
        }),
  })),
);

const requests: fc.Arbitrary<RecommendationRequest> = fc
  .record({
    budget: fc.oneof(
      fc.record({ kind: fc.constant("inference"), energy: fc.integer({ min: 1, max: 12 }), hard: fc.boolean() }),
      fc.record({
        kind: fc.constant("power"),
        power: fc.integer({ min: 1, max: 40 }),
        rate: fc.integer({ min: 1, max: 40 }),
      }),
    ),
    latency: fc.option(fc.record({ limit: fc.constantFrom(0.03, 0.06) }), { nil: undefined }),
    accuracy: fc.option(fc.constantFrom(0.3, 0.7), { nil: undefined }),
    memory: fc.option(fc.integer({ min: 3, max: 14 }), { nil: undefined }),
    margin: fc.constantFrom(0, 0.1),
    confidence: fc.option(fc.constantFrom(0.5, 0.9), { nil: undefined }),
    utility: fc.option(fc.constant({ accuracy: 1, energy: 1, price: 1 }), { nil: undefined }),
  })
  .map((request) => JSON.parse(JSON.stringify(request)) as RecommendationRequest);

/** A table that fills one record of figures anew for each candidate, as those over columns do. */
function tableOf(list: readonly Candidate[]): CandidateTable {
  const figures: Record<string, unknown> = {};
  return {
    length: list.length,
    at: (index) => list[index] as Candidate,
    figures: (index) => {
      for (const name of Object.keys(figures)) figures[name] = undefined;
      return Object.assign(figures, list[index]) as unknown as Candidate;
    },
  };
}

test("tables of candidates are answered as their records are, whole or in parts, over any table and request", () => {
  fc.assert(
    fc.property(candidates, requests, fc.nat(20), (list, request, cut) => {
      const answer = recommend(list, request);
      expect(recommend(tableOf(list), request)).toEqual(answer);
      const parts = [tableOf(list.slice(0, cut)), list.slice(cut)];
      expect(recommend(joinCandidates(parts), request)).toEqual(answer);
    }),
    seeded(300),
  );
});
