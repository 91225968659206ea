import { describe, expect, it } from "vitest";
import { ledger } from "../../src/reproduction/claim-row.js";
import { notAllOpsClaims } from "../../src/reproduction/not-all-ops/claims.js";
import { isoSets } from "../../src/reproduction/not-all-ops/iso-operations.js";
import { notAllOpsEvidence } from "../../src/reproduction/not-all-ops/reproduction.js";

const evidence = notAllOpsEvidence();
const verdictOf = (changed: Partial<typeof evidence>, statement: string): string | undefined =>
  ledger("p", notAllOpsClaims({ ...evidence, ...changed })).find((claim) => claim.statement.startsWith(statement))
    ?.verdict;

describe("the claims of not-all-ops", () => {
  it("flip when the data change", () => {
    const statement = "Throughput differs by up to 5 times";
    expect(verdictOf({}, statement)).toBe("reproduced");
    const slower = evidence.timed.map((layer) =>
      layer.type === "max pooling" ? { ...layer, milliseconds: 4 * layer.milliseconds } : layer,
    );
    expect(verdictOf({ timed: slower }, statement)).toBe("differs");
    const total = "One inference takes 99.1 ms";
    expect([verdictOf({}, total), verdictOf({ timed: slower }, total)]).toEqual(["reproduced", "differs"]);
  });

  it("are at best partly reproduced where they rest on assumed throughputs", () => {
    const rows = notAllOpsClaims(evidence);
    const assumed = rows.filter((row) => "assumed" in row && row.assumed === true).map(({ statement }) => statement);
    expect(assumed.length).toBeGreaterThan(5);
    const verdicts = ledger("p", rows).filter(({ statement }) => assumed.includes(statement));
    expect(verdicts.map(({ verdict }) => verdict)).not.toContain("reproduced");
  });
});

describe("sets of equal operations", () => {
  it("hold five networks within 5 %, and none is wider than the widest", () => {
    const { random, extreme } = isoSets(evidence.sample);
    for (const { members, spread } of [...random, extreme]) {
      const macs = members.map((member) => member.macs);
      const energies = members.map((member) => member.energy);
      expect(members).toHaveLength(5);
      expect(Math.max(...macs) / Math.min(...macs)).toBeLessThanOrEqual(1.05);
      expect(spread).toBeCloseTo(1 - Math.min(...energies) / Math.max(...energies), 12);
      expect(spread).toBeLessThanOrEqual(extreme.spread);
    }
  });
});
