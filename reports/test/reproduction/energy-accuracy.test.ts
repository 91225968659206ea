import { describe, expect, it } from "vitest";
import { ledger } from "../../src/reproduction/claim-row.js";
import { energyAccuracyClaims } from "../../src/reproduction/energy-accuracy/claims.js";
import { exitEnergies } from "../../src/reproduction/energy-accuracy/dynamic.js";
import { readRuns } from "../../src/reproduction/energy-accuracy/runs.js";

const runs = await readRuns();
const verdictOf = (changed: Partial<typeof runs>, statement: string): string | undefined =>
  ledger("p", energyAccuracyClaims({ ...runs, ...changed })).find((claim) => claim.statement.startsWith(statement))
    ?.verdict;

describe("the claims of energy-accuracy", () => {
  it("flip when the data change", () => {
    const statement = "Training heads on frozen convolutions costs 2.5 points";
    expect(verdictOf({}, statement)).toBe("reproduced");
    const better = runs.individual.map((run) => ({ ...run, test: run.test.map((accuracy) => accuracy + 0.06) }));
    expect(verdictOf({ individual: better }, statement)).toBe("differs");
  });

  it("rest on the runs that were committed, with the paper's parameter counts", () => {
    expect(runs.depth[64].map(({ params }) => params)).toEqual([30730, 577802, 540490, 508298, 481226, 459274]);
    expect(runs.depth[16]).toHaveLength(11);
  });

  it("count heads on the way: 2.0 % over the plain network at 64 filters", () => {
    // Heads 1 to 5 cost 30,720 + 576,000 + 501,760 + 432,640 + 368,640 of 94,762,240 MACs.
    const { withHeads, alone } = exitEnergies(64);
    expect(alone[5]).toBe(1);
    expect(withHeads[5]).toBeCloseTo(1 + (30_720 + 576_000 + 501_760 + 432_640 + 368_640) / 94_762_240, 12);
  });
});
