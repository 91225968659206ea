import type { Candidate } from "@joulebook/core";
import { InputError } from "@joulebook/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FeasibleAnswer, type Reason, recommend, type RecommendationRequest } from "../src/index.js";
import { candidate, tables } from "./support/candidate.js";
import { seeded } from "./support/seeded.js";

const inference = (energy: number, hard = false) => ({ kind: "inference", energy, hard }) as const;

function reason<K extends Reason["kind"]>(
  reasons: readonly Reason[],
  kind: K,
): Extract<Reason, { kind: K }> | undefined {
  return reasons.find((entry): entry is Extract<Reason, { kind: K }> => entry.kind === kind);
}

/** The rule in one line, on objects: filter, then most accurate, then cheapest, then first by id. */
function oracle(
  candidates: readonly Candidate[],
  { budget, latency, accuracy = 0, memory }: RecommendationRequest,
): Candidate | undefined {
  const limit = budget.kind === "inference" ? budget.energy : Number.NaN;
  return candidates
    .filter((c) => c.energy <= limit && c.accuracy >= accuracy)
    .filter((c) => latency === undefined || (c.latency !== undefined && c.latency.mean <= latency.limit))
    .filter((c) => memory === undefined || (c.memory !== undefined && c.memory <= memory))
    .toSorted((a, b) => b.accuracy - a.accuracy || a.energy - b.energy || (a.id < b.id ? -1 : 1))[0];
}

const requests: fc.Arbitrary<RecommendationRequest> = fc
  .record({
    energy: fc.integer({ min: 1, max: 13 }),
    latency: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    accuracy: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
    memory: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  })
  .map(({ energy, latency, accuracy, memory }) => ({
    budget: inference(energy),
    ...(latency === undefined ? {} : { latency: { limit: latency / 100 } }),
    ...(accuracy === undefined ? {} : { accuracy: accuracy / 10 }),
    ...(memory === undefined ? {} : { memory }),
  }));

const models = [
  candidate({ id: "tiny", energy: 0.01, accuracy: 0.5, latency: { mean: 0.002 } }),
  candidate({ id: "small", energy: 0.02, accuracy: 0.6, latency: { mean: 0.004 } }),
  candidate({ id: "wasteful", energy: 0.03, accuracy: 0.55, latency: { mean: 0.006 } }),
  candidate({ id: "medium", energy: 0.05, accuracy: 0.7, latency: { mean: 0.01 } }),
  candidate({ id: "large", energy: 0.2, accuracy: 0.75, latency: { mean: 0.04 } }),
];

describe("the single choice", () => {
  it("is the most accurate that meets every limit, ties to lower energy and then id, over any table and request", () => {
    fc.assert(
      fc.property(tables, requests, (table, request) => {
        const answer = recommend(table, request);
        const expected = oracle(table, request);
        expect(answer.feasible ? answer.single.candidate : undefined).toEqual(expected);
      }),
      seeded(1500),
    );
  });

  it("does not depend on the order of the candidates", () => {
    fc.assert(
      fc.property(
        tables.chain((table) => fc.tuple(fc.constant(table), fc.shuffledSubarray(table, { minLength: table.length }))),
        requests,
        ([table, shuffled], request) => {
          const [a, b] = [recommend(table, request), recommend(shuffled, request)];
          expect(a.feasible && a.single.candidate.id).toEqual(b.feasible && b.single.candidate.id);
          expect(a.feasible && a.mix?.accuracy).toEqual(b.feasible && b.mix?.accuracy);
        },
      ),
      seeded(500),
    );
  });

  it("reports its gap to the budget", () => {
    const { single } = recommend(models, { budget: inference(0.1) }) as FeasibleAnswer;
    expect(single.candidate.id).toBe("medium");
    expect(single.gap).toBe(0.5);
  });

  it("compares average power at a rate, so that idle power counts against a slow device", () => {
    const boards = [
      candidate({
        id: "frugal idle",
        energy: 0.5,
        accuracy: 0.7,
        latency: { mean: 0.1 },
        idlePower: 0.5,
        idleIncluded: true,
      }),
      candidate({
        id: "hungry idle",
        energy: 0.2,
        accuracy: 0.8,
        latency: { mean: 0.01 },
        idlePower: 3,
        idleIncluded: true,
      }),
    ];
    // 0.5 + 1 (0.5 - 0.05) = 0.95 W against 3 + 1 (0.2 - 0.03) = 3.17 W
    const answer = recommend(boards, { budget: { kind: "power", power: 1, rate: 1 } }) as FeasibleAnswer;
    expect(answer.single.candidate.id).toBe("frugal idle");
    expect(answer.single.cost).toBeCloseTo(0.95, 15);
    expect(answer.axis).toEqual({ unit: "W", limit: 1, latency: "mean" });
  });

  it("takes no candidate that cannot keep the rate, however cheap", () => {
    const slow = [candidate({ id: "slow", energy: 0.001, accuracy: 0.9, latency: { mean: 0.3 } })];
    const answer = recommend(slow, { budget: { kind: "power", power: 10, rate: 4 } });
    expect(answer.feasible).toBe(false);
    expect(answer.census.violating.rate).toBe(1);
    const relax = reason(answer.reasons, "relax");
    expect(relax?.needs.map(({ constraint }) => constraint)).toEqual(["rate"]);
    expect(relax?.needs[0]?.to).toBeCloseTo(1 / 0.3, 12);
    expect(relax?.needs[0]?.relative).toBeCloseTo(0.2, 12);
  });

  it("plans with the margin and still reports the stated energy", () => {
    const answer = recommend(models, { budget: inference(0.05), margin: 0.1 }) as FeasibleAnswer;
    expect(answer.single.candidate.id).toBe("small");
    expect(answer.single.energy).toBe(0.02);
    expect((answer.mix?.energy as number) * 1.1).toBeCloseTo(0.05, 15);
    expect(reason(answer.reasons, "margin")?.margin).toBe(0.1);
  });
});

describe("a value that is missing", () => {
  const unknown = [
    candidate({ id: "no latency", energy: 0.01, accuracy: 0.9 }),
    candidate({ id: "no p90", energy: 0.01, accuracy: 0.8, latency: { mean: 0.001 } }),
    candidate({ id: "known", energy: 0.01, accuracy: 0.7, latency: { mean: 0.001, p90: 0.002 }, memory: 10 }),
  ];

  it("excludes the candidate under a latency limit, and says how many", () => {
    const limited = { budget: inference(1), latency: { limit: 1, statistic: "p90" } } as const;
    const answer = recommend(unknown, limited) as FeasibleAnswer;
    expect(answer.single.candidate.id).toBe("known");
    expect(reason(answer.reasons, "unknown-excluded")).toEqual({
      kind: "unknown-excluded",
      quantity: "latency",
      count: 2,
    });
  });

  it("excludes the candidate under a memory limit, and says how many", () => {
    const answer = recommend(unknown, { budget: inference(1), memory: 100 }) as FeasibleAnswer;
    expect(answer.single.candidate.id).toBe("known");
    expect(answer.census.unknown).toEqual({ latency: 0, memory: 2 });
  });

  it("excludes the candidate from a budget at a rate, which nothing shows it can keep", () => {
    const answer = recommend(unknown, { budget: { kind: "power", power: 1, rate: 1 } }) as FeasibleAnswer;
    expect(answer.single.candidate.id).toBe("no p90");
    expect(answer.census.unknown.latency).toBe(1);
  });

  it("matters only where a limit asks for it", () => {
    const answer = recommend(unknown, { budget: inference(1) }) as FeasibleAnswer;
    expect(answer.single.candidate.id).toBe("no latency");
    expect(answer.single.latency).toBeUndefined();
  });

  it("leaves no answer when every candidate lacks it, without inventing a relaxation", () => {
    const answer = recommend(unknown.slice(0, 1), { budget: inference(1), memory: 100 });
    expect(answer.feasible).toBe(false);
    expect(reason(answer.reasons, "relax")).toBeUndefined();
    expect(reason(answer.reasons, "unknown-excluded")?.count).toBe(1);
  });
});

describe("reasons", () => {
  const answer = recommend(models, { budget: inference(0.1) }) as FeasibleAnswer;

  it("name the binding constraint and what it costs", () => {
    expect(reason(answer.reasons, "binding")).toMatchObject({ constraints: ["budget"], candidate: { id: "large" } });
  });

  it("name the next better candidate and what it would need", () => {
    const next = reason(answer.reasons, "next-better");
    expect(next?.candidate.id).toBe("large");
    expect(next?.needs).toEqual([{ constraint: "budget", from: 0.1, to: 0.2, relative: 1 }]);
  });

  it("name the next cheaper candidate worth having, what it saves and loses", () => {
    const cheaper = reason(answer.reasons, "cheaper");
    expect(cheaper?.candidate.id).toBe("small");
    expect(cheaper?.accuracyLoss).toBeCloseTo(0.1, 15);
    expect(cheaper?.savingShare).toBeCloseTo(0.6, 15);
  });

  it("give the accuracy that a further joule buys at the optimum", () => {
    // (0.75 - 0.70) / (0.2 - 0.05) per joule
    expect(reason(answer.reasons, "shadow-price")?.accuracyPerUnit).toBeCloseTo(1 / 3, 14);
  });

  it("say what simply taking the most accurate model would cost", () => {
    const regret = reason(answer.reasons, "most-accurate");
    expect(regret).toMatchObject({ candidate: { id: "large" }, fits: false, costRatio: 4, overBudget: 1 });
    expect(regret?.accuracyGain).toBeCloseTo(0.05, 15);
  });

  it("mark the elbow of the front", () => {
    // scaled to [0, 1]: small (0.053, 0.4) rises 0.347 above the chord, medium (0.211, 0.8) 0.589
    expect(reason(answer.reasons, "elbow")?.candidate.id).toBe("medium");
    expect(answer.front.map(({ candidate: { id }, onHull, elbow, fits }) => ({ id, onHull, elbow, fits }))).toEqual([
      { id: "tiny", onHull: true, elbow: false, fits: true },
      { id: "small", onHull: true, elbow: false, fits: true },
      { id: "medium", onHull: true, elbow: true, fits: true },
      { id: "large", onHull: true, elbow: false, fits: false },
    ]);
  });

  it("say when nothing binds", () => {
    const rich = recommend(models, { budget: inference(1) }) as FeasibleAnswer;
    expect(reason(rich.reasons, "nothing-binds")).toBeDefined();
    expect(reason(rich.reasons, "next-better")).toBeUndefined();
    expect(reason(rich.reasons, "shadow-price")?.accuracyPerUnit).toBe(0);
  });

  it("name constraints that bind only together", () => {
    const both = recommend(models, { budget: inference(0.1), latency: { limit: 0.02 } }) as FeasibleAnswer;
    expect(reason(both.reasons, "binding")?.constraints).toEqual(["budget", "latency"]);
  });

  it("offer no mix under a hard cap, and say so", () => {
    const capped = recommend(models, { budget: inference(0.1, true) }) as FeasibleAnswer;
    expect(capped.mix).toBeUndefined();
    expect(reason(capped.reasons, "hard-cap")).toBeDefined();
    expect(reason(capped.reasons, "shadow-price")).toBeUndefined();
  });

  it("pass on what had to be assumed about a chosen candidate", () => {
    expect(reason(answer.reasons, "assumed")?.code).toBe("idle-inclusion-unknown");
  });
});

describe("when nothing fits", () => {
  it("the answer holds the cheapest candidate and the shortfall", () => {
    const answer = recommend(models, { budget: inference(0.004) });
    expect(answer.feasible).toBe(false);
    const shortfall = reason(answer.reasons, "shortfall");
    expect(shortfall?.cheapest.candidate.id).toBe("tiny");
    expect(shortfall?.shortfall).toBeCloseTo(0.006, 15);
    expect(shortfall?.meetsOtherLimits).toBe(true);
  });

  it("because no candidate keeps the rate, the answer holds the fastest and its largest rate, and no infinite cost", () => {
    const [first, second] = models as unknown as [Candidate, Candidate];
    const slow = { ...first, latency: { mean: 0.05 }, idlePower: 1 };
    const fast = { ...second, latency: { mean: 0.02 }, idlePower: 1 };
    const answer = recommend([slow, fast], { budget: { kind: "power", power: 3, rate: 100 } });
    expect(reason(answer.reasons, "shortfall")).toBeUndefined();
    const tooSlow = reason(answer.reasons, "too-slow");
    expect([tooSlow?.fastest.id, tooSlow?.latency, tooSlow?.rate]).toEqual([second.id, 0.02, 100]);
    expect(tooSlow?.largestRate).toBeCloseTo(50, 12);
  });

  it("each relaxation of one constraint is the smallest that admits a candidate, over any table and request", () => {
    fc.assert(
      fc.property(tables, requests, (table, request) => {
        const answer = recommend(table, request);
        if (answer.feasible) return;
        for (const relax of answer.reasons.filter((entry) => entry.kind === "relax")) {
          const moved = relax.needs.reduce((changed, need) => withLimit(changed, need.constraint, need.to), request);
          expect(recommend(table, moved).feasible).toBe(true);
          if (relax.needs.length > 1) continue;
          const [need] = relax.needs;
          if (need === undefined) throw new Error("a relaxation moves at least one limit");
          const almost = need.to + (need.from - need.to) * 1e-6;
          if (almost === need.to) continue;
          expect(recommend(table, withLimit(request, need.constraint, almost)).feasible).toBe(false);
        }
      }),
      seeded(1000),
    );
  });

  it("some relaxation is always named when candidates state what is asked", () => {
    fc.assert(
      fc.property(tables, requests, (table, request) => {
        const answer = recommend(table, request);
        if (!answer.feasible) expect(reason(answer.reasons, "relax")).toBeDefined();
      }),
      seeded(500),
    );
  });

  it("an empty table has no answer and no cheapest candidate", () => {
    const answer = recommend([], { budget: inference(1) });
    expect(answer).toMatchObject({ feasible: false, front: [], reasons: [] });
  });
});

describe("bad input", () => {
  it("reports every limit that makes no sense together", () => {
    const request = { budget: inference(1), latency: { limit: -1 }, accuracy: 70, memory: Number.NaN, margin: -0.1 };
    try {
      recommend(models, request);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).problems.map(({ message }) => message)).toEqual([
        "request.latency.limit: got -1",
        "request.accuracy: got 70",
        "request.memory: got NaN",
        "request.margin: got -0.1",
      ]);
    }
  });

  it.each([0, -1, Number.NaN, Infinity])("refuses a budget of %s J", (energy) => {
    expect(() => recommend(models, { budget: inference(energy) })).toThrow(InputError);
  });

  it.each([
    [{ energy: Number.NaN }, 'energy of candidate "odd" must be a number of joules above 0, got NaN'],
    [{ energy: 0 }, "energy of candidate"],
    [{ energy: Infinity }, "energy of candidate"],
    [{ accuracy: 70 }, 'accuracy of candidate "odd" must be a fraction in [0, 1], got 70'],
    [{ energyMax: 0.5 }, "energyMax of candidate"],
    [{ latency: { mean: Number.NaN } }, "mean latency of candidate"],
    [{ latency: { mean: 1, p90: Number.NaN } }, "latency percentiles of candidate"],
    [{ memory: -1 }, "memory of candidate"],
    [{ idlePower: Number.NaN }, "idlePower of candidate"],
  ])("refuses a candidate with %j by name", (fields, message) => {
    const odd = candidate({ id: "odd", energy: 1, accuracy: 0.5, ...fields });
    expect(() => recommend([odd], { budget: inference(1) })).toThrow(message);
  });
});

function withLimit(request: RecommendationRequest, constraint: string, value: number): RecommendationRequest {
  if (constraint === "budget") return { ...request, budget: inference(value) };
  if (constraint === "latency") return { ...request, latency: { limit: value } };
  return { ...request, [constraint]: value };
}

describe("candidates of several operating points", () => {
  const at = (powerMode: string | undefined, more: Parameters<typeof candidate>[0]): Candidate =>
    candidate({ ...more, device: "board", keys: powerMode === undefined ? {} : { powerMode } });
  const cool = at("15W", { id: "cool", energy: 0.01, accuracy: 0.5 });
  const hot = at("MAXN", { id: "hot", energy: 0.03, accuracy: 0.7 });

  it("are said, with the points of what is chosen", () => {
    const { reasons } = recommend([cool, hot], { budget: inference(0.02) });
    // By hand: half of the inferences at 10 mJ and half at 30 mJ are 20 mJ, so the mix has both points.
    expect(reason(reasons, "operating-points")).toEqual({
      kind: "operating-points",
      device: "board",
      code: "different-points",
      points: [
        { label: "15W", powerMode: "15W", figures: 1 },
        { label: "MAXN", powerMode: "MAXN", figures: 1 },
      ],
      chosen: ["15W", "MAXN"],
    });
  });

  it("are said where nothing fits, too, and where some candidates do not say their point", () => {
    const unsaid = at(undefined, { id: "unsaid", energy: 0.05, accuracy: 0.6 });
    const { reasons } = recommend([hot, unsaid], { budget: inference(0.001) });
    expect(reason(reasons, "operating-points")).toMatchObject({ code: "unknown-point", chosen: [] });
  });

  it("are no reason where each device has one point", () => {
    const other = { ...hot, device: "other board" };
    expect(reason(recommend([cool, other], { budget: inference(0.02) }).reasons, "operating-points")).toBeUndefined();
  });
});
