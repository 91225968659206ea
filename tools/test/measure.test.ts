import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { measure, measureAbove } from "../bench/measure.mjs";
import { syntheticCandidates } from "../bench/synthetic-candidates.mjs";
import { workspace } from "../setup/workspace.mjs";

const schema = JSON.parse(
  readFileSync(join(workspace, "packages", "core", "schemas", "bench-result.schema.json"), "utf8"),
) as object;
const valid = new Ajv2020().compile(schema);

/** A clock that only subjects move: each run takes the next of its times. */
function laboratory(): { clock: () => number; taking: (...times: number[]) => { name: string; run: () => void } } {
  let time = 0;
  return {
    clock: () => time,
    taking: (...times) => ({
      name: "subject",
      run: () => {
        time += times.shift() ?? Number.NaN;
      },
    }),
  };
}

describe("a benchmark", () => {
  it("gives median and quartiles of the runs after the first, and the peer's beside them", async () => {
    const { clock, taking } = laboratory();
    const result = await measure(taking(100, 1, 2, 3, 4, 5), { runs: 5, peer: taking(100, 6, 6, 6, 6, 6), clock });
    expect(valid(result), JSON.stringify(valid.errors)).toBe(true);
    expect(result).toMatchObject({ unit: "ms", median: 3, iqr: 2, n: 5 });
    expect(result.peer).toMatchObject({ median: 6, iqr: 0, ratio: 0.5 });
  });

  it("of a program takes the baseline off, run by run", async () => {
    const { clock, taking } = laboratory();
    const result = await measureAbove(taking(50, 30, 40, 50), { runs: 3, baseline: taking(50, 25, 26, 27), clock });
    expect(valid(result), JSON.stringify(valid.errors)).toBe(true);
    expect(result).toMatchObject({ median: 14, n: 3 });
  });

  it("measures real time when nothing else is said", async () => {
    const { median } = await measure({ name: "nothing", run: () => undefined }, { runs: 3 });
    expect(median).toBeGreaterThanOrEqual(0);
  });
});

describe("synthetic candidates", () => {
  it("are the same in every run, and within their ranges", () => {
    const candidates = syntheticCandidates(1000);
    expect(candidates).toEqual(syntheticCandidates(1000));
    expect(
      candidates.every(({ energy, accuracy }) => energy >= 0.01 && energy <= 10 && accuracy >= 0.4 && accuracy <= 1),
    ).toBe(true);
  });
});
