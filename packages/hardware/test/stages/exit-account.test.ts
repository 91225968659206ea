import { earlyExitNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { backboneAlone, exitAccount, layerStages } from "../../src/index.js";

describe("exitAccount", () => {
  // By hand: stages of 2 J in 1 and 6 J in 3, so 2 J x 1 = 2 until exit 1 and 8 J x 4 = 32 until exit 2.
  const stages = [
    { energy: 2, latency: 1 },
    { energy: 6, latency: 3 },
  ];
  const given = { stages, allExits: { energy: 8, latency: 3.5 }, backbone: { energy: 7, latency: 3 } };

  it("holds the mean of early exits against both static networks", () => {
    const { averages, allExits, backbone, optimism } = exitAccount(given, [0.5, 0.5]);
    expect(averages.meanOfProducts).toBe(17);
    expect(averages.productOfMeans).toBe(12.5); // 5 J x 2.5
    expect(allExits).toMatchObject({ energyDelay: 28, reduction: 28 / 17 });
    expect(backbone).toMatchObject({ energyDelay: 21, reduction: 21 / 17 });
    expect(optimism).toBeUndefined();
  });

  it("says how much more one allocation costs than the least of each stage", () => {
    const leastStages = [
      { energy: 2, latency: 1 },
      { energy: 4, latency: 3 },
    ];
    const { least, optimism } = exitAccount({ ...given, leastStages }, [0.5, 0.5]);
    expect(least?.meanOfProducts).toBe(13); // (2 + 6 x 4) / 2
    expect(optimism).toBeCloseTo(4 / 13, 12);
  });

  it("scales shares that rounding moved, and refuses others and another number of them", () => {
    const { shares, factor } = exitAccount(given, [0.499, 0.499]);
    expect(shares).toEqual([0.5, 0.5]);
    expect(factor).toBeCloseTo(1 / 0.998, 12);
    expect(() => exitAccount(given, [0.5, 0.4])).toThrow("sum to 0.9");
    expect(() => exitAccount(given, [1])).toThrow("there are 2 exits but 1 exit shares");
  });
});

describe("backboneAlone", () => {
  // Backbone 195,325,952 MACs and heads of 10 x 512, 1024, 1536 and 5120 (published table of arXiv 2512.04705's artefact).
  const network = earlyExitNetwork({ exits: ["D", "F", "I"] });

  it("leaves the backbone and the last head, as one stage", () => {
    const macs = ({ layers }: typeof network): number => layers.reduce((sum, layer) => sum + layer.macs, 0);
    const alone = backboneAlone(network);
    expect(macs(network)).toBe(195_325_952 + 10 * (512 + 1024 + 1536 + 5120));
    expect(macs(alone)).toBe(195_325_952 + 51_200);
    expect(alone.outputs).toHaveLength(1);
    expect(layerStages(alone).count).toBe(1);
    const plain = earlyExitNetwork();
    expect(alone.layers.map(({ op, macs: own }) => [op, own])).toEqual(
      plain.layers.map(({ op, macs: own }) => [op, own]),
    );
  });

  it("is not there for a network without exits", () => {
    expect(() => backboneAlone(earlyExitNetwork())).toThrow("it has no early exit");
  });
});
