import { median } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { knownBoards } from "../../src/transfer/board-columns.js";
import { boardPrior } from "../../src/transfer/board-prior.js";
import { chooseProbes, posterior } from "../../src/transfer/posterior.js";
import { suggestProbes, transferToBoard } from "../../src/transfer/transfer-to-board.js";

const known = knownBoards();
const models = [...known.features.keys()].toSorted();
const settings = { sameBackend: 1, smooth: 0.1, own: 0.05, tilt: 0.1 };

describe("known boards", () => {
  it("are five boards with two or three runtimes, each column of one software with at least 80 models", () => {
    expect(new Set(known.columns.map(({ board }) => board)).size).toBe(5);
    expect(known.columns.length).toBe(13);
    for (const { values } of known.columns) expect(values.size).toBeGreaterThanOrEqual(80);
    expect(models).toHaveLength(94);
  });
});

describe("the posterior", () => {
  const prior = boardPrior(known.columns.slice(0, 5), models, known.features, { ...settings, backend: "tflite-ruy" });

  it("is the conditional Gaussian of two models, by hand", () => {
    // y = c + m + e with Var c = 9: E[y2 | y1] = m2 + (s12 + 9)/(s11 + 9 + .02²) (y1 - m1).
    const two = { models: ["a", "b"], mean: Float64Array.of(1, 2), covariance: Float64Array.of(0.5, 0.2, 0.2, 0.4) };
    const { mean, deviation } = posterior(two, new Map([[0, 3]]));
    const gain = 9.2 / (9.5 + 0.0004);
    expect(mean[1]).toBeCloseTo(2 + gain * 2, 12);
    expect(deviation[1]).toBeCloseTo(Math.sqrt(9.4 - gain * 9.2), 12);
  });

  it("returns what was measured, nearly, and knows it", () => {
    const { mean, deviation } = posterior(prior, new Map([[7, -3]]));
    expect(mean[7]).toBeCloseTo(-3, 3);
    expect(deviation[7]).toBeLessThan(0.025);
  });

  it("moves with the board's scale: twice the energies give twice the predictions", () => {
    const at = [3, 40, 80];
    const energies = at.map((place) => (prior.mean[place] as number) + 0.1 * place);
    const one = posterior(prior, new Map(at.map((place, k) => [place, energies[k] as number])));
    const two = posterior(prior, new Map(at.map((place, k) => [place, (energies[k] as number) + Math.LN2])));
    one.mean.forEach((value, place) => expect((two.mean[place] as number) - value).toBeCloseTo(Math.LN2, 2));
  });

  it("has probes that leave less unknown than random ones, and less with every further one", () => {
    const all = models.map((_, place) => place);
    const left = (places: readonly number[]): number =>
      posterior(prior, new Map(places.map((place) => [place, prior.mean[place] as number]))).deviation.reduce(
        (sum, value) => sum + value ** 2,
        0,
      );
    const chosen = chooseProbes(prior, 5, all, all);
    expect(new Set(chosen).size).toBe(5);
    for (let count = 1; count < 5; count++)
      expect(left(chosen.slice(0, count + 1))).toBeLessThan(left(chosen.slice(0, count)));
    for (const random of [
      [0, 1, 2, 3, 4],
      [10, 30, 50, 70, 90],
      [20, 21, 22, 60, 61],
    ])
      expect(left(chosen)).toBeLessThan(left(random));
  });
});

// Each board left out of what is known and of every choice; measured energies of the open MLPerf edge table.
describe("a board left out", () => {
  it("is predicted better with more measurements, within intervals that hold about as much as they say", () => {
    const scores = [3, 10].map((probes) =>
      known.columns.map((column) => transferToBoard(known, column, new Map(), { probes })),
    );
    const [three, ten] = scores.map((results) => ({
      error: median(results.map(({ score }) => score?.medianAbsError ?? 1)),
      coverage: results.reduce((sum, { score }) => sum + (score?.intervalCoverage ?? 0), 0) / results.length,
    })) as [{ error: number; coverage: number }, { error: number; coverage: number }];
    expect(three.error).toBeLessThan(0.105); // MACs alone: 26 % (median over boards)
    expect(ten.error).toBeLessThan(0.055);
    for (const { coverage } of [three, ten]) {
      expect(coverage).toBeGreaterThan(0.7);
      expect(coverage).toBeLessThan(0.9);
    }
  });

  it("does not depend on its own rows among the known: only its measurements count", () => {
    const [column] = known.columns;
    const without = { ...known, columns: known.columns.filter(({ board }) => board !== column?.board) };
    const options = { probes: 3 };
    expect(transferToBoard(known, column as never, new Map(), options)).toEqual(
      transferToBoard(without, column as never, new Map(), options),
    );
  });

  it("is predicted from exactly as many measurements as there are, without a score", () => {
    const column = known.columns[2] as (typeof known.columns)[number];
    const few = new Map([...column.values].slice(0, 3));
    const result = transferToBoard(known, { ...column, values: few }, new Map(), { probes: 3 });
    expect(result.score).toBeUndefined();
    expect(result.predictions).toHaveLength(91);
  });

  it("tells of models that no board measured, from their size, with wider intervals", () => {
    const column = known.columns[2] as (typeof known.columns)[number];
    const resnet = known.features.get("resnet50") ?? { macs: 4.1e9, params: 25.6e6, resolution: 224, int8: false };
    const wanted = new Map([["my-network", { ...resnet, macs: 1e9, params: 8e6, int8: false }]]);
    const result = transferToBoard(known, column, wanted, { probes: 5 });
    const mine = result.predictions.find(({ model }) => model === "my-network");
    const width = ({ low, high }: { low: number; high: number }): number => high / low;
    expect(mine?.value).toBeGreaterThan(0);
    expect(width(mine as never)).toBeGreaterThan(median(result.predictions.map(width)));
  });

  it("that is unlike all others is flagged", () => {
    const column = known.columns[2] as (typeof known.columns)[number];
    const strange = new Map(
      [...column.values].map(([model, energy], index) => [model, energy * (index % 2 === 0 ? 6 : 1)]),
    );
    const result = transferToBoard(known, { ...column, board: "strange", values: strange }, new Map(), { probes: 5 });
    expect(result.notes.join()).toContain("strange is unlike the 5 known boards");
    const usual = transferToBoard(known, { ...column, board: "usual" }, new Map(), { probes: 5 });
    expect(usual.notes.join()).not.toContain("unlike");
  });

  it("with a runtime that nobody used says so", () => {
    const column = known.columns[2] as (typeof known.columns)[number];
    const result = transferToBoard(known, { ...column, board: "new", backend: "mine" }, new Map(), { probes: 3 });
    expect(result.notes.join()).toContain("no known board was measured with the runtime mine");
  });
});

describe("suggested probes", () => {
  it("explain more with each, and leave a board out where that is asked", () => {
    const probes = suggestProbes(known, { count: 4, exclude: "raspberry-pi-4" });
    expect(probes).toHaveLength(4);
    probes.slice(1).forEach(({ explained }, index) => expect(explained).toBeGreaterThan(probes[index]?.explained ?? 1));
  });
});
