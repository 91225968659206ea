import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook } from "../support/joulebook.js";

let folder: string;
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
/** Two exits: sure answers of the first are right, unsure ones wrong; the second is right. */
const rows = ["split,i,label,p1,c1,p2,c2"];
for (const split of ["val", "test"]) {
  for (let n = 0; n < 40; n++) {
    const sure = n % 4 !== 0;
    rows.push(`${split},${n},1,${sure ? 1 : 0},${sure ? 0.9 : 0.55},1,0.8`);
  }
}
let [traces, costs] = ["", ""];
beforeAll(() => {
  folder = freshFolder();
  traces = file("traces.csv", rows.join("\n"));
  costs = file("costs.json", '{"energy_mJ":[1,3],"latency_ms":[10,20]}');
});

describe("joulebook exits evaluate", () => {
  test("gives accuracy, shares and costs of a hand calculation", async () => {
    const { code, stdout } = await joulebook([
      "exits",
      "evaluate",
      traces,
      "--costs",
      costs,
      "--thresholds",
      "0.7",
      "--json",
    ]);
    expect([code, schemaErrors("exits-evaluate", stdout)]).toEqual([0, []]);
    const { outcomes, fixedExits } = JSON.parse(stdout);
    expect(outcomes).toHaveLength(2);
    // Three of four leave first at 1 mJ, one at 3 mJ, all right: 1.5 mJ; E[E T] = .75 x 10 + .25 x 60 µJ s.
    expect(outcomes[1]).toMatchObject({ split: "test", accuracy: 1, exitShares: [0.75, 0.25] });
    expect(outcomes[1].energy).toBeCloseTo(1.5e-3, 12);
    expect(outcomes[1].meanOfProducts).toBeCloseTo(22.5e-6, 12);
    expect(fixedExits.map(({ accuracy }: { accuracy: number }) => accuracy)).toEqual([0.75, 1]);
  });

  test("takes thresholds by predicted class, and a split", async () => {
    const args = [
      "exits",
      "evaluate",
      traces,
      "--costs",
      costs,
      "--thresholds",
      "0.5/0.95",
      "--split",
      "val",
      "--json",
    ];
    const { outcomes, classThresholds } = JSON.parse((await joulebook(args)).stdout);
    // Class 0 (the unsure, wrong ones) leaves at .5, class 1 needs .95 and stays.
    expect(outcomes[0]).toMatchObject({ split: "val", accuracy: 0.75, exitShares: [0.25, 0.75] });
    expect(classThresholds).toEqual([[0.5, 0.95]]);
  });

  test("reads a shipped run and a network's costs, and prints for people", async () => {
    const args = [
      "exits",
      "evaluate",
      "combined-L6-N16-s0",
      "--costs",
      "merkel-l6-n16-exits",
      "--thresholds",
      "0.8,0.8,0.8,0.8,0.8",
    ];
    const { code, stdout } = await joulebook(args);
    expect(code).toBe(0);
    expect(stdout).toContain("MACs");
    expect(stdout).toMatch(/test +10000/);
  });
});

describe("joulebook exits tune", () => {
  test("finds the thresholds of a hand calculation, exactly, and names the baselines", async () => {
    const { code, stdout } = await joulebook([
      "exits",
      "tune",
      traces,
      "--costs",
      costs,
      "--accuracy",
      "100%",
      "--json",
    ]);
    expect([code, schemaErrors("exits-tune", stdout)]).toEqual([0, []]);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      thresholds: [0.9],
      method: "exact",
      validation: { accuracy: 1 },
      test: { accuracy: 1 },
    });
    expect(document.validation.energy).toBeCloseTo(1.5e-3, 12);
    expect(document.baselines.step).toBeCloseTo(3e-3, 12);
  });

  test("keeps a budget, and bounds the accuracy on examples that chose nothing", async () => {
    const args = ["exits", "tune", traces, "--costs", costs, "--budget", "2mJ", "--confidence", "95%", "--json"];
    const { validation, guarantee } = JSON.parse((await joulebook(args)).stdout);
    expect(validation.energy).toBeLessThanOrEqual(2e-3);
    // 20 of 20 right: .05^(1/20).
    expect(guarantee).toMatchObject({ level: 0.95, examples: 20 });
    expect(guarantee.accuracy).toBeCloseTo(0.05 ** (1 / 20), 12);
  });

  test("ends with 4 and the best reachable accuracy when none reaches the goal", async () => {
    const bad = rows.map((row) => row.replace(/^(\w+),(\d*[13]),1/, "$1,$2,0"));
    const path = file("hard.csv", bad.join("\n"));
    const { code, stdout } = await joulebook(["exits", "tune", path, "--costs", costs, "--accuracy", "99%", "--json"]);
    expect([code, JSON.parse(stdout).errors[0].code]).toEqual([4, "unreachable"]);
    expect(JSON.parse(stdout).errors[0].message).toContain("the best found is 0.8"); // 8 of 40 are right at neither exit
  });
});

describe("wrong input is one clear error", () => {
  const hostile = '<img src=x onerror="alert(1)">';
  test.each([
    ["a trace with a gap", () => [file("gap.csv", `${rows[0]}\nval,0,1,1`), costs, "0.5"], 3, "gap"],
    ["NaN", () => [file("nan.csv", `${rows[0]}\nval,0,1,1,NaN,1,1`), costs, "0.5"], 3, "bad-value"],
    [
      "an example twice",
      () => [file("twice.csv", [rows[0], rows[1], rows[1]].join("\n")), costs, "0.5"],
      3,
      "repeated-example",
    ],
    ["a name with HTML", () => [file("html.csv", `${rows[0]}\n${hostile},0,1,1,1,1,1`), costs, "0.5"], 3, "bad-split"],
    ["an unknown trace", () => ["combined-L6-N16-s9", costs, "0.5"], 3, "unknown-trace"],
    ["a file that is not there", () => ["nowhere.csv", costs, "0.5"], 3, "cannot-read"],
    ["a damaged archive", () => [file("bad.csv.gz", gzipSync("x").subarray(0, 12)), costs, "0.5"], 3, "bad-gzip"],
    ["costs that fall with depth", () => [traces, file("fall.json", '{"energy_mJ":[3,1]}'), "0.5"], 3, "falling-cost"],
    [
      "costs of another number of exits",
      () => [traces, file("three.json", '{"energy_mJ":[1,2,3]}'), "0.5"],
      3,
      "lengths",
    ],
    ["an unknown key among the costs", () => [traces, file("key.json", '{"energy":[1,3]}'), "0.5"], 3, "unknown-key"],
    ["a network without exits", () => [traces, "resnet8", "0.5"], 2, "no-exit"],
    ["a threshold above 1", () => [traces, costs, "1.2"], 2, "bad-threshold"],
    ["too many thresholds", () => [traces, costs, "0.2,0.3"], 2, "thresholds"],
    ["no number", () => [traces, costs, "high"], 2, "bad-threshold"],
  ] as const)("%s", async (_, make, expected, reason) => {
    const [trace, cost, thresholds] = make() as [string, string, string];
    const { code, stdout } = await joulebook([
      "exits",
      "evaluate",
      trace,
      "--costs",
      cost,
      "--thresholds",
      thresholds,
      "--json",
    ]);
    expect([code, JSON.parse(stdout).errors[0].code]).toEqual([expected, reason]);
    expect(schemaErrors("error", stdout)).toEqual([]);
  });

  test("a rule whose columns are missing is refused by name", async () => {
    const args = ["exits", "evaluate", traces, "--costs", costs, "--thresholds", "0.5", "--rule", "margin", "--json"];
    const { code, stdout } = await joulebook(args);
    expect([code, JSON.parse(stdout).errors[0].code]).toEqual([3, "missing-columns"]);
  });

  test("both goals, or none, are refused", async () => {
    for (const goal of [[], ["--accuracy", "70%", "--budget", "1mJ"]]) {
      expect((await joulebook(["exits", "tune", traces, "--costs", costs, ...goal])).code).toBe(2);
    }
  });
});
