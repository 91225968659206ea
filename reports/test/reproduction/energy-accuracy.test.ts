import { describe, expect, it } from "vitest";
import { ledger } from "../../src/reproduction/claim-row.js";
import { againstSeparate } from "../../src/reproduction/energy-accuracy/against-separate.js";
import { energyAccuracyClaims } from "../../src/reproduction/energy-accuracy/claims.js";
import { exitEnergies } from "../../src/reproduction/energy-accuracy/dynamic.js";
import { readRuns, type TrainedNetwork } from "../../src/reproduction/energy-accuracy/runs.js";
import { savingReadings } from "../../src/reproduction/energy-accuracy/saving-readings.js";
import { tunedPath, tunedSavings } from "../../src/reproduction/energy-accuracy/savings.js";

const runs = await readRuns();
const asTheyAre = ledger("p", energyAccuracyClaims(runs));
const verdictOf = (changed: Partial<typeof runs>, statement: string): string | undefined => {
  const changes = Object.keys(changed).length > 0;
  const claims = changes ? ledger("p", energyAccuracyClaims({ ...runs, ...changed })) : asTheyAre;
  return claims.find((claim) => claim.statement.startsWith(statement))?.verdict;
};

describe("the claims of energy-accuracy", () => {
  it("flip when the data change", () => {
    const statement = "Training heads on frozen convolutions costs 2.5 points on average (16 filters)";
    expect(verdictOf({}, statement)).toBe("reproduced");
    const better = runs.individual[16].map((run) => ({ ...run, test: run.test.map((accuracy) => accuracy + 0.06) }));
    expect(verdictOf({ individual: { ...runs.individual, 16: better } }, statement)).toBe("differs");
  });

  it("rest on the runs that were committed, with the paper's parameter counts", () => {
    const six = runs.depth[64].slice(0, 6);
    expect(six.map(({ params }) => params)).toEqual([30730, 577802, 540490, 508298, 481226, 459274]);
    expect([runs.depth[64], runs.depth[16]].map((networks) => networks.length)).toEqual([11, 11]);
    const counted = runs.depth[64].map(({ seeds }) => seeds.length);
    expect(counted).toEqual([4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3]);
    expect(runs.width.map(({ filters, seeds }) => [filters, seeds.length])).toEqual(
      [2, 4, 8, 16, 32, 48, 64].map((filters) => [filters, 3]),
    );
  });

  it("compare heads on frozen convolutions with the separate networks whose convolutions they have", () => {
    // Their last exit is the head of that network itself: never trained again.
    const last = runs.individual[64].map(({ test }) => test[5]);
    expect((runs.depth[64][5] as TrainedNetwork).seeds.slice(-3).map(({ test }) => test)).toEqual(last);
  });

  it("compare a run with the separate networks of its own seed", () => {
    const network = (depth: number, ...tests: number[]): TrainedNetwork => ({
      ...(runs.depth[16][depth - 1] as TrainedNetwork),
      seeds: tests.map((test) => ({ train: 1, test })),
    });
    const trained = [
      { name: "s0", train: [], test: [0.5, 0.6, 0.9] },
      { name: "s1", train: [], test: [0.4, 0.7, 0.9] },
    ];
    // Seed 0: 10 and -10 points, seed 1: 20 and 30; the third exit has no separate network here.
    const gain = againstSeparate(trained, [network(1, 0.4, 0.2), network(2, 0.7, 0.4)]);
    expect(gain.byExit.map((points) => Number(points.toFixed(9)))).toEqual([15, 10]);
    expect(gain.mean).toBeCloseTo(12.5, 9);
    expect(gain.interval.low).toBeCloseTo(0, 9);
    expect(gain.interval.high).toBeCloseTo(25, 9);
  });

  it("have three seeds of every network up to six layers at 16 filters, and the mean of their accuracies", () => {
    for (const { seeds, test, name } of runs.depth[16].slice(0, 6)) {
      expect(seeds, name).toHaveLength(3);
      expect(test).toBeCloseTo(((seeds[0]?.test ?? 0) + (seeds[1]?.test ?? 0) + (seeds[2]?.test ?? 0)) / 3, 12);
    }
  });

  it("count heads on the way: 2.0 % over the plain network at 64 filters", () => {
    // Heads 1 to 5 cost 30,720 + 576,000 + 501,760 + 432,640 + 368,640 of 94,762,240 MACs.
    const { withHeads, alone } = exitEnergies(64);
    expect(alone[5]).toBe(1);
    expect(withHeads[5]).toBeCloseTo(1 + (30_720 + 576_000 + 501_760 + 432_640 + 368_640) / 94_762_240, 12);
  });

  it("flip when the networks change: normalisation, dropout, calibration, order of exits", () => {
    const kept = "Keeping 80 % of the inputs";
    expect(verdictOf({}, kept)).toBe("differs");
    const better = runs.keptInputs.map((network) => ({ ...network, test: network.test + 0.02 }));
    expect(verdictOf({ keptInputs: better }, kept)).toBe("reproduced");
    const sure = "An exit's confidence stands for its accuracy (64 filters)";
    expect(verdictOf({}, sure)).toBe("reproduced");
    const trace = runs.traces[64];
    const unsure = { ...trace, confidence: trace.confidence.map((value) => value / 2) };
    expect(verdictOf({ traces: { ...runs.traces, 64: unsure } }, sure)).toBe("differs");
    const one = "One network with six exits follows a changing alpha as accurately as six networks (64 filters)";
    expect(verdictOf({}, one)).toBe("reproduced");
    const worse = runs.combined[64].map((run) => ({ ...run, test: run.test.map((accuracy) => accuracy - 0.05) }));
    expect(verdictOf({ combined: { ...runs.combined, 64: worse } }, one)).toBe("differs");
  });

  it("have savings whose intervals hold them, at accuracies that both sets of thresholds reach", () => {
    for (const filters of [64, 16] as const) {
      for (const { saving, rule, tuned, interval } of tunedSavings(runs, filters)) {
        expect(saving).toBeCloseTo(rule - tuned, 12);
        expect(interval.low).toBeLessThan(saving);
        expect(interval.high).toBeGreaterThan(saving);
      }
    }
  });

  it("read Figure 10 in every way; the readings of six layers are those of the rows above", () => {
    const readings = savingReadings(runs, 64);
    expect(readings).toHaveLength(24);
    const of = (layers: number, beta: string, join: string, heads: string) =>
      readings.find((one) => one.layers === layers && one.beta === beta && one.join === join && one.heads === heads)
        ?.saving;
    // Recomputed from the traces by another program (numpy), mixtures by trying all pairs, the curve by scipy's curve_fit.
    expect(of(6, "β = (1, 1)", "steps", "all heads")).toBeCloseTo(0.1542, 4);
    expect(of(6, "β = (1, 1)", "fitted curve", "answering head")).toBeCloseTo(0.2548, 4);
    expect(of(5, "β = (1, 1)", "straight lines", "all heads")).toBeCloseTo(0.1806, 4);
    expect(of(5, "β = (0.8, 1.1)", "steps", "answering head")).toBeCloseTo(0.3824, 4);
    expect(of(5, "β = (0.8, 1.1)", "fitted curve", "all heads")).toBeCloseTo(0.193, 4);
    const favoured =
      "The largest saving is 42 % of the largest energy, in the reading that favours it most (64 filters)";
    expect(verdictOf({}, favoured)).toBe("reproduced");
    // Were six layers the most accurate network, the largest of the remaining readings would be 25.5 %.
    const sixBest = runs.combined[64].map((run) => ({ ...run, train: run.train.with(5, 0.9) }));
    expect(verdictOf({ combined: { ...runs.combined, 64: sixBest } }, favoured)).toBe("differs");
  });

  it("choose tuned thresholds without looking at test images", () => {
    const trace = runs.traces[64];
    const label = trace.label.map((value, n) => (trace.split[n] === "test" ? (value + 1) % 10 : value));
    const changed = { ...runs, traces: { ...runs.traces, 64: { ...trace, label } } };
    expect(tunedPath(changed, 64)).toEqual(tunedPath(runs, 64));
  });
});
