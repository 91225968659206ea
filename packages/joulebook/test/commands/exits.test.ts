import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

  test("says what of the costs is static, or that it is not known", async () => {
    const evaluated = async (...args: readonly string[]): Promise<string> =>
      (await joulebook(["exits", "evaluate", ...args])).stdout;
    expect(await evaluated(traces, "--thresholds", "0.7", "--costs", costs)).toContain(
      "static (leakage) in the costs: not known, the costs file does not say",
    );
    const four = ["split,i,label,p1,c1,p2,c2,p3,c3,p4,c4", "val,0,1,1,0.9,1,0.9,1,0.9,1,0.9"].join("\n");
    const textbook = JSON.parse(
      readFileSync(new URL("../../../hardware/devices/textbook-45nm.json", import.meta.url), "utf8"),
    );
    const leaky = { ...textbook, staticPower: { value: 0.02, source: "chip", assumed: true } };
    const args = [file("four.csv", four), "--thresholds", "0.7,0.7,0.7", "--costs", "eenn-dfik", "--on"];
    const { costs: estimated } = JSON.parse(
      await evaluated(...args, file("leaky.json", JSON.stringify(leaky)), "--json"),
    );
    const title = "none: a chip made up to carry these energies";
    expect(estimated.static).toEqual({ power: 0.02, obtained: "assumed", source: title });
    expect(await evaluated(...args, "textbook-45nm")).toContain("not known, the device's file states no static power");
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

describe("what thresholds mean", () => {
  const run = async (...args: string[]) => {
    const { code, stdout } = await joulebook(["exits", "evaluate", ...args, "--json"]);
    return { code, document: JSON.parse(stdout) };
  };
  const three = () => {
    const head = "split,i,label,p1,c1,p2,c2,p3,c3";
    const lines = Array.from({ length: 8 }, (_, n) => `val,${n},${n % 3},${n % 3},0.9,${n % 3},0.9,${n % 3},0.9`);
    return [
      file("three.csv", [head, ...lines].join("\n")),
      "--costs",
      file("c3.json", '{"energy_mJ":[1,2,4]}'),
    ] as const;
  };

  test("the worst case is the deepest exit that they leave open, whether an example went there or not", async () => {
    const worst = async (thresholds: string): Promise<number> =>
      (await run(...three(), "--thresholds", thresholds)).document.outcomes[0].worstEnergy;
    // Everybody leaves at exit 1 here, yet an unsure input would go on to the last.
    expect(await worst("0.5,0.5")).toBeCloseTo(4e-3, 12);
    expect(await worst("0.5,0")).toBeCloseTo(2e-3, 12);
    expect(await worst("0/0/0,0.5")).toBeCloseTo(1e-3, 12);
    expect(await worst("0/0/0.1,0.5")).toBeCloseTo(4e-3, 12);
  });

  test("by class there is one for each class, and a wrong one is named by its exit", async () => {
    const short = await run(...three(), "--thresholds", "0.5/0.6,0.5");
    expect([short.code, short.document.errors[0].message]).toEqual([
      2,
      "--thresholds: exit 1 has 2 thresholds for 3 classes",
    ]);
    const high = await run(...three(), "--thresholds", "0.5,1.7");
    expect([high.code, high.document.errors[0].message]).toEqual([2, "--thresholds: the threshold of exit 2 is 1.7"]);
  });

  test("costs of a file have their own device, and each fault is told once", async () => {
    const both = await run(...three(), "--thresholds", "0.5,0.5", "--on", "textbook-45nm");
    expect([both.code, both.document.errors[0].code]).toEqual([2, "costs-and-device"]);
    const [trace] = three();
    const fall = await run(trace, "--costs", file("f3.json", '{"energy_mJ":[2,1,4]}'), "--thresholds", "0.5,0.5");
    expect([fall.code, fall.document.errors.length]).toEqual([3, 1]);
  });

  test("warns where test examples are those of another split", async () => {
    // In `traces` the test rows repeat the validation rows, numbers included.
    const again = await run(traces, "--costs", costs, "--thresholds", "0.7");
    expect(again.document.warnings.map(({ code }: { code: string }) => code)).toEqual(["overlapping-splits"]);
    const other = rows.map((row) => row.replace(/^test,(\d+),1,(\d),0\.9/, "test,$1,1,$2,0.91"));
    const apart = await run(file("apart.csv", other.join("\n")), "--costs", costs, "--thresholds", "0.7");
    // A quarter of the rows, the unsure ones, are still the same.
    expect(apart.document.warnings[0].message).toContain("10 of 40 test examples");
    const shifted = rows.map((row) => row.replace(/^test,(\d+)/, (_, n) => `test,${Number(n) + 100}`));
    const free = await run(file("free.csv", shifted.join("\n")), "--costs", costs, "--thresholds", "0.7");
    expect(free.document.warnings).toEqual([]);
  });
});

describe("joulebook exits evaluate, beyond given thresholds", () => {
  const evaluate = async (...args: string[]) => {
    const { code, stdout } = await joulebook(["exits", "evaluate", ...args, "--json"]);
    expect([code, schemaErrors("exits-evaluate", stdout)]).toEqual([0, []]);
    return JSON.parse(stdout);
  };

  test("applies Merkel's rule by the mean accuracies of the training split, by hand", async () => {
    const withTrain = file("train.csv", [...rows, "train,100,1,1,0.9,1,0.8", "train,101,1,0,0.6,1,0.8"].join("\n"));
    // Exit 1 is right in half of the training rows: for .4 everybody leaves there, for .6 whoever is .6 sure.
    const low = await evaluate(withTrain, "--costs", costs, "--accuracy", "40%");
    expect([low.thresholds, low.outcomes[2].exitShares]).toEqual([[0], [1, 0]]);
    const high = await evaluate(withTrain, "--costs", costs, "--accuracy", "60%");
    expect([high.thresholds, high.outcomes[2].exitShares]).toEqual([[0.6], [0.75, 0.25]]);
    expect(high.merkelRule).toEqual({ wanted: 0.6, beta1: 1, beta2: 1, split: "train", meanAccuracy: [0.5, 1] });
    // 1.1 x .95 is above one: nobody leaves early.
    const never = await evaluate(withTrain, "--costs", costs, "--accuracy", "95%", "--betas", "0.8,1.1");
    expect(never.outcomes[2].exitShares).toEqual([0, 1]);
  });

  test("counts all heads on the way, or only the one that answers, by hand", async () => {
    const withHeads = file("heads.json", '{"energy_mJ":[1,3],"head_energy_mJ":[0.25,0.5]}');
    const all = await evaluate(traces, "--costs", withHeads, "--thresholds", "0.7", "--split", "test");
    const one = await evaluate(
      traces,
      "--costs",
      withHeads,
      "--thresholds",
      "0.7",
      "--split",
      "test",
      "--heads",
      "answering",
    );
    expect(all.outcomes[0].energy).toBeCloseTo(1.5e-3, 12);
    expect(one.outcomes[0].energy).toBeCloseTo((0.75 * 1 + 0.25 * 2.75) * 1e-3, 12);
    expect([all.costs.heads, one.costs.heads]).toEqual([undefined, "answering"]);
    // Of Merkel's network: the last exit without the five heads on the way is the plain network, 94,762,240 MACs at 64 filters.
    const network = ["combined-L6-N16-s0", "--costs", "merkel-l6-n64-exits", "--accuracy", "100%", "--split", "test"];
    expect((await evaluate(...network, "--heads", "answering")).costs.energy[5]).toBe(94_762_240);
    expect((await evaluate(...network)).costs.energy[5]).toBe(
      94_762_240 + 30_720 + 576_000 + 501_760 + 432_640 + 368_640,
    );
  });

  test("takes costs from a network file with several outputs: the MACs of the same network in the zoo", async () => {
    const head = "split,i,label,p1,c1,p2,c2,p3,c3,p4,c4";
    const four = file("four.csv", [head, "val,0,1,1,0.9,1,0.9,1,0.9,1,0.9"].join("\n"));
    const onnx = fileURLToPath(new URL("../../../network/test/golden/onnx/early_exits_3_5_8.onnx", import.meta.url));
    const of = async (network: string) =>
      (await evaluate(four, "--costs", network, "--thresholds", "0.5,0.5,0.5")).costs;
    const [fromFile, fromZoo] = [await of(onnx), await of("eenn-dfik")];
    expect(fromFile.unit).toBe("MACs");
    expect(fromFile.energy).toEqual(fromZoo.energy);
    // Backbone until block 3 and its head of 512 x 10: 24,510,464 MACs as arXiv 2512.04705 publishes.
    expect(fromFile.energy[0]).toBe(24_510_464 + 5_120);
    const none = await joulebook(["exits", "evaluate", four, "--costs", "resnet8", "--thresholds", "0.5,0.5,0.5"]);
    expect(none.code).toBe(2);
  });

  test("shows how far confidence is accuracy, before and after a temperature", async () => {
    const run = ["combined-L6-N16-s0", "--costs", "merkel-l6-n16-exits", "--thresholds", "0.8,0.8,0.8,0.8,0.8"];
    const { reliability } = await evaluate(...run, "--reliability");
    expect([reliability.split, reliability.exits.length]).toEqual(["test", 6]);
    for (const { before, after, temperature } of reliability.exits) {
      expect(before.bins).toHaveLength(15);
      expect(before.bins.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(10_000);
      expect(temperature).toBeGreaterThan(0);
      expect(after.expectedCalibrationError).toBeLessThan(0.05);
    }
    const text = (await joulebook(["exits", "evaluate", ...run, "--reliability"])).stdout;
    expect(text).toContain("Calibration error (test)");
    // Class and confidence alone: no temperature can be fitted, and none is invented.
    const plain = await evaluate(traces, "--costs", costs, "--thresholds", "0.5", "--reliability");
    expect(plain.reliability.exits[0].after).toBeUndefined();
    // All .9 sure and right, .55 sure and wrong: .75 x .1 + .25 x .55.
    expect(plain.reliability.exits[0].before.expectedCalibrationError).toBeCloseTo(0.2125, 12);
  });

  test.each([
    ["neither thresholds nor an accuracy", []],
    ["both", ["--thresholds", "0.5", "--accuracy", "70%"]],
    ["weights without a rule", ["--thresholds", "0.5", "--betas", "1,1"]],
    ["weights that are none", ["--accuracy", "70%", "--betas", "1,x"]],
    ["unknown heads", ["--thresholds", "0.5", "--heads", "some"]],
  ])("refuses %s with exit code 2", async (_, args) => {
    expect((await joulebook(["exits", "evaluate", traces, "--costs", costs, ...args])).code).toBe(2);
  });

  test("refuses to leave out heads whose costs are not told", async () => {
    const args = [
      "exits",
      "evaluate",
      traces,
      "--costs",
      costs,
      "--thresholds",
      "0.5",
      "--heads",
      "answering",
      "--json",
    ];
    const { code, stdout } = await joulebook(args);
    expect([code, JSON.parse(stdout).errors[0].expected]).toEqual([3, "head_energy_mJ, one number per exit"]);
  });
});

describe("width as a second axis", () => {
  /** The wide network is right wherever its second exit answers; the narrow one knows three of four, and half of them at once. */
  const wideRows = ["width,split,i,label,p1,c1,p2,c2"];
  for (const split of ["val", "test"]) {
    for (let n = 0; n < 40; n++) {
      const [easy, known] = [n % 4 < 2, n % 4 < 3];
      wideRows.push(`0.5,${split},${n},1,${easy ? 1 : 0},${easy ? 0.9 : 0.4},${known ? 1 : 0},0.8`);
      wideRows.push(`1,${split},${n},1,${easy ? 1 : 0},${easy ? 0.9 : 0.4},1,0.8`);
    }
  }
  const files = () => {
    const [half, full] = [file("half.json", '{"energy_mJ":[1,2]}'), file("full.json", '{"energy_mJ":[4,8]}')];
    return { widths: file("widths.csv", wideRows.join("\n")), both: `0.5=${half},1=${full}`, half };
  };

  test("tunes width and thresholds together, by hand", async () => {
    const { widths, both } = files();
    const tune = async (accuracy: string) =>
      JSON.parse(
        (await joulebook(["exits", "tune", widths, "--costs", both, "--accuracy", accuracy, "--json"])).stdout,
      );
    const low = await tune("75%");
    expect(schemaErrors("exits-tune", JSON.stringify(low))).toEqual([]);
    expect([low.width, low.thresholds, low.test.accuracy]).toEqual([0.5, [0.9], 0.75]);
    expect(low.test.energy).toBeCloseTo(1.5e-3, 12); // half leave at 1 mJ, half at 2 mJ
    const high = await tune("100%");
    expect([high.width, high.thresholds]).toEqual([1, [0.9]]);
    expect(high.validation.energy).toBeCloseTo(6e-3, 12);
    expect(high.widths.map(({ reached }: { reached: boolean }) => reached)).toEqual([false, true]);
    // Fixed exits of both widths are the baseline; the front joins both.
    expect(high.fixedExits).toHaveLength(4);
    expect(high.front.map(({ width }: { width: number }) => width)).toEqual([0.5, 0.5, 1]);
  });

  test("says what is the best of all widths when none reaches the goal", async () => {
    const worse = wideRows.map((row) => row.replace(/^1,(\w+),(\d*[05]),1,/, "1,$1,$2,0,"));
    const { both } = files();
    const args = [
      "exits",
      "tune",
      file("worse.csv", worse.join("\n")),
      "--costs",
      both,
      "--accuracy",
      "100%",
      "--json",
    ];
    const { code, stdout } = await joulebook(args);
    expect([code, JSON.parse(stdout).errors[0].code]).toEqual([4, "unreachable"]);
  });

  test("says where the costs of the widths are of different operating points, or of one that is not stated", async () => {
    const { widths } = files();
    const at = (name: string, energy: string, point?: string): string =>
      file(name, `{"energy_mJ":${energy}${point === undefined ? "" : `,"operating_point":"${point}"`}}`);
    const warnings = async (half: string, full: string) =>
      JSON.parse(
        (await joulebook(["exits", "tune", widths, "--costs", `0.5=${half},1=${full}`, "--accuracy", "75%", "--json"]))
          .stdout,
      ).warnings.map(({ code }: { code: string }) => code);
    const slow = at("slow.json", "[1,2]", "0.9V");
    expect(await warnings(slow, at("fast.json", "[4,8]", "1.1V"))).toContain("different-points");
    expect(await warnings(slow, at("silent.json", "[4,8]"))).toContain("unknown-point");
    expect(await warnings(slow, at("same.json", "[4,8]", "0.9V"))).toEqual(["overlapping-splits"]);
    const bad = await joulebook([
      "exits",
      "tune",
      widths,
      "--costs",
      `0.5=${slow},1=${file("bad.json", '{"energy_mJ":[4,8],"operating_point":1}')}`,
      "--accuracy",
      "75%",
    ]);
    expect([bad.code, bad.stderr]).toEqual([3, expect.stringContaining("operating_point is no text")]);
  });

  test("never mixes widths: a width is named, or costs by width are given", async () => {
    const { widths, both, half } = files();
    const code = async (...args: string[]) => (await joulebook(["exits", ...args])).code;
    expect(await code("tune", widths, "--costs", half, "--accuracy", "75%")).toBe(2);
    expect(await code("evaluate", widths, "--costs", both, "--thresholds", "0.5")).toBe(2);
    expect(await code("evaluate", widths, "--costs", both, "--thresholds", "0.5", "--width", "0.5")).toBe(0);
    expect(await code("tune", widths, "--costs", half, "--accuracy", "75%", "--width", "0.5")).toBe(0);
    expect(await code("tune", widths, "--costs", `0.5=${half}`, "--accuracy", "75%")).toBe(2);
    expect(await code("tune", traces, "--costs", both, "--accuracy", "75%")).toBe(2);
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

  test("judges savings and the trade-off on the test split, which chose nothing, by hand", async () => {
    // On test examples the second exit errs in half of what reaches it: 30 + 5 of 40 right, and fixed exits 30 and 35 of 40.
    const worse = rows.map((row) =>
      row.replace(/^test,(\d+),1,0,0\.55,1/, (line, n) => (n % 8 === 0 ? line.replace(/1$/, "0") : line)),
    );
    const args = [
      "exits",
      "tune",
      file("judged.csv", worse.join("\n")),
      "--costs",
      costs,
      "--accuracy",
      "100%",
      "--json",
    ];
    const { baselines, testBaselines, test: tested, front } = JSON.parse((await joulebook(args)).stdout);
    expect([tested.accuracy, tested.energy]).toEqual([35 / 40, expect.closeTo(1.5e-3, 12)]);
    expect(baselines.line).toBeCloseTo(3e-3, 12);
    expect([testBaselines.step, testBaselines.line]).toEqual([expect.closeTo(3e-3, 12), expect.closeTo(3e-3, 12)]);
    expect(front.at(-1)).toMatchObject({ accuracy: 1, test: { accuracy: 35 / 40 } });
    // A quarter less than on validation examples: 10 of 40 are wrong at exit 1.
    expect(front[0].test).toEqual({ energy: expect.closeTo(1e-3, 12), accuracy: 30 / 40 });
    const text = (await joulebook(args.slice(0, -1))).stdout;
    expect(text).toContain("Cheapest fixed exit with that test accuracy");
  });

  test("tunes by class, by hand: one class is right at once, the other never is", async () => {
    const head = "split,i,label,p1,c1,p2,c2";
    const lines = ["val", "test"].flatMap((split) =>
      Array.from({ length: 40 }, (_, n) => `${split},${n + (split === "test" ? 100 : 0)},1,${n % 2},0.8,1,0.9`),
    );
    const args = [
      "exits",
      "tune",
      file("classes.csv", [head, ...lines].join("\n")),
      "--costs",
      costs,
      "--accuracy",
      "100%",
    ];
    const { code, stdout } = await joulebook([...args, "--by-class", "--json"]);
    expect([code, schemaErrors("exits-tune", stdout)]).toEqual([0, []]);
    const { classThresholds, validation, test: tested, shared } = JSON.parse(stdout);
    // Answers of class 1 leave at once (1 mJ), those of class 0 go on (3 mJ); shared thresholds must send all of them on.
    expect(classThresholds).toEqual([[1, 0.8]]);
    expect([validation.accuracy, validation.energy, tested.energy]).toEqual([
      1,
      expect.closeTo(2e-3, 12),
      expect.closeTo(2e-3, 12),
    ]);
    expect(shared.test).toEqual({ energy: expect.closeTo(3e-3, 12), accuracy: 1 });
    expect((await joulebook([...args, "--by-class", "--confidence", "90%"])).stdout).toContain(
      "One threshold per exit",
    );
  });

  test("keeps a budget, and bounds the accuracy on examples that chose nothing", async () => {
    const args = ["exits", "tune", traces, "--costs", costs, "--budget", "2mJ", "--confidence", "95%", "--json"];
    const { validation, guarantee } = JSON.parse((await joulebook(args)).stdout);
    expect(validation.energy).toBeLessThanOrEqual(2e-3);
    // 20 of 20 right: .05^(1/20).
    expect(guarantee).toMatchObject({ level: 0.95, examples: 20 });
    expect(guarantee.accuracy).toBeCloseTo(0.05 ** (1 / 20), 12);
  });

  test("bounds the accuracy on examples that chose neither thresholds nor temperatures", async () => {
    // Logits of two classes; changing every judge's confidence must not change what was chosen.
    const head = "split,i,label,p1,c1,p2,c2,z1_0,z1_1,z2_0,z2_1";
    const line = (n: number, scale: number): string => {
      const z = scale * (1 + (n % 7));
      const c = 1 / (1 + Math.exp(-z));
      return `val,${n},${n % 3 === 0 ? 1 : 0},0,${c},0,${c},${z},0,${z},0`;
    };
    const make = (judges: number): string =>
      file(
        `judges-${judges}.csv`,
        [head, ...Array.from({ length: 40 }, (_, n) => line(n, n % 2 === 0 ? 0.5 : judges))].join("\n"),
      );
    const tune = async (path: string) => {
      const args = ["--costs", costs, "--accuracy", "60%", "--calibrate", "--confidence", "90%", "--json"];
      return JSON.parse((await joulebook(["exits", "tune", path, ...args])).stdout);
    };
    const [one, other] = [await tune(make(0.5)), await tune(make(0.1))];
    expect(one.temperatures).toEqual(other.temperatures);
    expect(one.thresholds).toEqual(other.thresholds);
  });

  test("says how far coordinate ascent alone was", async () => {
    const args = ["combined-L6-N16-s0", "--costs", "merkel-l6-n16-exits", "--accuracy", "55%", "--json"];
    const { method, ascent, validation } = JSON.parse((await joulebook(["exits", "tune", ...args])).stdout);
    expect(method).toBe("grid");
    expect(ascent.energy / validation.energy - 1).toBeCloseTo(ascent.distance, 9);
    expect(ascent.distance).toBeGreaterThanOrEqual(0);
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
