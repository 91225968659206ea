import { beforeAll, describe, expect, it } from "vitest";
import { claimRows } from "../../src/reproduction/accelerators/claims.js";
import { type StudyData, studyData } from "../../src/reproduction/accelerators/data.js";
import { designsTable, readDesignsTable } from "../../src/reproduction/accelerators/designs-table.js";
import { type Findings, findings } from "../../src/reproduction/accelerators/findings.js";
import { designSimulator, type SimulatedDesign } from "../../src/reproduction/accelerators/simulate.js";
import { ledger } from "../../src/reproduction/claim-row.js";

let data: StudyData;
let found: Findings;
beforeAll(async () => {
  data = await studyData();
  found = findings(data);
}, 120_000);

/** Verdicts by statement; of statements about several networks, the last's. */
const verdicts = (of: Findings, from: StudyData = data): Readonly<Record<string, string>> =>
  Object.fromEntries(ledger("accelerators", claimRows(of, from)).map(({ statement, verdict }) => [statement, verdict]));

describe("verdicts of accelerators", () => {
  it("flip when published energy and latency change", () => {
    const [energy, latency] = (["Energy", "Latency"] as const).map(
      (what) => `${what} of the whole network, the authors' search, 16 x 16`,
    ) as [string, string];
    expect([verdicts(found)[energy], verdicts(found)[latency]]).toEqual(["reproduced", "reproduced"]);
    const doubled = found.compared.map((one) => ({
      ...one,
      published: { ...one.published, energy: 2 * one.published.energy, latency: one.published.latency / 2 },
    }));
    const after = verdicts({ ...found, compared: doubled });
    expect([after[energy], after[latency]]).toEqual(["differs", "differs"]);
  });

  it("flip when the authors' later runs change by one cycle or in the twelfth digit", () => {
    const cycles = "Cycles of the blocks and the head of each stage, six networks";
    const averages = "Average energy, time and energy x time of six networks, to twelve digits";
    const within = "Average energy x time of six networks, within 2 %";
    const of = (from: Findings): string[] => [cycles, averages, within].map((one) => verdicts(from)[one] ?? "");
    // One stage of one run has a map on another core.
    expect(of(found)).toEqual(["partly", "partly", "reproduced"]);
    const changed = found.caseStudy.map((one) => ({
      ...one,
      run: {
        ...one.run,
        heads: one.run.heads.map((head) => head + 1),
        meanEnergy: one.run.meanEnergy * (1 + 1e-11),
        meanLatency: one.run.meanLatency * (1 + 1e-11),
        meanOfProducts: one.run.meanOfProducts * 1.05,
      },
    }));
    expect(of({ ...found, caseStudy: changed })).toEqual(["differs", "differs", "differs"]);
  });

  it("flip when stages fall out of order or move too far", () => {
    const statement = "Energy x delay until each exit, in order and within 40 %";
    const searched = "Energy x delay until each exit, least of each stage that the same search saw, within 40 %";
    expect([verdicts(found)[statement], verdicts(found)[searched]]).toEqual(["reproduced", "reproduced"]);
    const far = found.compared.map((one) => ({
      ...one,
      published: { ...one.published, cumulative: one.published.cumulative.map((value) => value * 2) },
    }));
    const after = verdicts({ ...found, compared: far });
    expect([after[statement], after[searched]]).toEqual(["differs", "differs"]);
  });

  it("flip when the table of simulated designs changes", () => {
    const fewer = "Fewer bits mean less energy x latency: 4/4 below 8/8 below 32/32";
    const saved =
      "More than half of energy x latency is saved against all exits always evaluated, with shared main memory";
    expect([verdicts(found)[fewer], verdicts(found)[saved]]).toEqual(["reproduced", "reproduced"]);
    const dear = (one: SimulatedDesign): SimulatedDesign => ({
      ...one,
      stages: one.stages.map((stage) => ({ ...stage, energy: (one.bits === "4/4" ? 100 : 3) * stage.energy })),
    });
    const changed = { ...data, simulated: data.simulated.map(dear) };
    const after = verdicts(findings(changed), changed);
    expect(after[fewer]).toBe("partly");
    expect(after[saved]).not.toBe("reproduced");
  }, 120_000);

  it("flip when all placements have the same exit shares", () => {
    const statement = "Exit shares order the placements, not what a stage costs";
    expect(verdicts(found)[statement]).toBe("reproduced");
    const same = found.mounting.map((one) => ({
      ...one,
      parts: {
        stream: { ...one.parts.stream, sharesAlone: 1 },
        sound: { ...one.parts.sound, sharesAlone: 1 },
      },
    }));
    expect(verdicts({ ...found, mounting: same })[statement]).toBe("differs");
  });

  it("flip when shares of 4/8 sum to one", () => {
    const statement = "Exit shares sum to one at 4/8 bits";
    expect(verdicts(found)[statement]).toBe("partly");
    const exact = found.quantised.map((row) => ({ ...row, factor: undefined }));
    expect(verdicts({ ...found, quantised: exact })[statement]).toBe("reproduced");
  });
});

describe("the table of simulated designs", () => {
  it("has every design by both conventions, and what is simulated now for two of them is in it", () => {
    for (const convention of ["stream", "sound"] as const) {
      const rows = data.simulated.filter((one) => one.convention === convention && one.bits === "8/8");
      expect(rows.map(({ id }) => id).toSorted()).toEqual(data.designs.map(({ id }) => id).toSorted());
      const simulator = designSimulator(data.system, convention);
      for (const id of ["focus-0_1_5", "nas-5-0"]) {
        const design = data.designs.find((one) => one.id === id) as StudyData["designs"][number];
        expect(designsTable([simulator.simulate(design)])).toBe(designsTable(rows.filter((one) => one.id === id)));
      }
    }
  }, 120_000);

  it("shows what a last head of two dense layers moves: 13.1 million weights at 8 bits, once, and little else", () => {
    const large = data.designs.filter(({ headLayers }) => headLayers.at(-1) === 2);
    expect(large).toHaveLength(28);
    for (const { id } of large) {
      for (const one of data.simulated.filter((row) => row.id === id)) {
        expect(one.offChipBytes).toBeGreaterThan(13_132_800 + 1_300_000);
        expect(one.offChipBytes).toBeLessThan(1.05 * (13_132_800 + 1_388_288));
      }
    }
  });

  it("is read back as it was written, and refuses what is no number", () => {
    const text = designsTable(data.simulated);
    expect(designsTable(readDesignsTable(text, "t.csv"))).toBe(text);
    expect(() => readDesignsTable(text.replace("stream,8/8,1", "stream,8/8,x"), "t.csv")).toThrow('energy_uJ is "x');
    expect(() => readDesignsTable(text.replace("off_chip_kB", "off_chip"), "t.csv")).toThrow("no column off_chip_kB");
  });
});
