import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { shippedStudyNames } from "../../src/commands/search/shipped-study.js";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook, joulebookProcess, startJoulebook } from "../support/joulebook.js";

let folder: string;
const at = (name: string): string => join(folder, name);
const write = (name: string, content: object | string): string => {
  writeFileSync(at(name), typeof content === "string" ? content : JSON.stringify(content));
  return at(name);
};

const keyword = {
  name: "keyword",
  evaluator: { kind: "keyword-spotter", device: "cortex-m7-216mhz-cmsis-nn" },
  constraints: [{ quantity: "energy", atMost: 0.02 }],
  algorithm: { kind: "nsga2", population: 20 },
  evaluations: 100,
  seed: 4,
};

/** A user's evaluator that fails in every way there is, by the value of x. */
const faulty = `export default async ({ x }) => {
  if (x === 1) throw new Error("no licence for the simulator");
  if (x === 2) return { cost: Number.NaN };
  if (x === 3) return "soon";
  if (x === 4) for (;;) {}
  if (x === 5) return new Promise(() => {});
  return { cost: (x - 7) ** 2 };
};`;
const foreign = {
  name: "foreign",
  evaluator: { kind: "module", path: "./faulty.mjs" },
  space: [{ name: "x", kind: "integer", low: 0, high: 9 }],
  objectives: [{ quantity: "cost", direction: "minimise" }],
  algorithm: { kind: "exhaustive", batch: 10 },
  evaluations: 10,
  timeout: "5s",
};

const search = (file: string, ...args: readonly string[]) => joulebook(["search", file, "--json", ...args]);
/** In a process of its own: threads load the built code. */
const searchProcess = (file: string, ...args: readonly string[]) =>
  joulebookProcess(["search", file, "--json", ...args]);
const firstError = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout).errors[0];

beforeAll(() => {
  folder = freshFolder();
  write("faulty.mjs", faulty);
});

describe("joulebook search", () => {
  test("gives the same front with one job, with two, and continued from half", async () => {
    const file = write("keyword.json", keyword);
    const one = await search(file, "--log", at("one.jsonl"));
    expect(one.code).toBe(0);
    expect(schemaErrors("search", one.stdout)).toEqual([]);
    const whole = JSON.parse(one.stdout);
    expect(whole).toMatchObject({ evaluations: 100, failed: 0, resumed: 0 });
    const two = JSON.parse((await searchProcess(file, "--jobs", "2", "--log", at("two.jsonl"))).stdout);
    expect(two.front).toEqual(whole.front);
    await search(file, "--evaluations", "50", "--log", at("half.jsonl"));
    const rest = JSON.parse((await search(file, "--resume", "--log", at("half.jsonl"))).stdout);
    expect(rest.resumed).toBe(50);
    expect({ ...rest, resumed: 0, log: "" }).toEqual({ ...whole, log: "" });
  });

  test("loses only the line that was being written when it was killed", async () => {
    const file = write("killed.json", { ...keyword, name: "killed" });
    const whole = JSON.parse((await search(file, "--log", at("whole.jsonl"))).stdout);
    const bytes = readFileSync(at("whole.jsonl"), "utf8");
    // Any prefix of the log is what kill -9 leaves.
    for (const share of [0.013, 0.31, 0.62, 0.97]) {
      writeFileSync(at("torn.jsonl"), bytes.slice(0, Math.floor(bytes.length * share)));
      const { code, stdout } = await search(file, "--resume", "--log", at("torn.jsonl"));
      expect([share, code]).toEqual([share, 0]);
      expect(JSON.parse(stdout).front).toEqual(whole.front);
    }
  });

  test("goes on after kill -9, and a second process is refused while the first one runs", async () => {
    write(
      "slow.mjs",
      "export default async ({ x }) => { await new Promise((d) => setTimeout(d, 40)); return { cost: (x - 7) ** 2 }; };",
    );
    const file = write("slow.json", {
      ...foreign,
      name: "slow",
      evaluator: { kind: "module", path: "./slow.mjs" },
      space: [{ name: "x", kind: "integer", low: 0, high: 79 }],
      evaluations: 80,
      algorithm: { kind: "exhaustive", batch: 8 },
    });
    const log = at("slow.jsonl");
    const first = startJoulebook(["search", file, "--log", log]);
    const closed = new Promise((done) => first.once("close", done));
    while (!existsSync(log) || readFileSync(log, "utf8").split("\n").length < 6)
      await new Promise((done) => setTimeout(done, 10));
    const second = await joulebookProcess(["search", file, "--resume", "--log", log, "--json"]);
    expect([second.code, firstError(second).code]).toEqual([1, "locked"]);
    first.kill("SIGKILL");
    await closed;
    const before = readFileSync(log, "utf8").split("\n").length - 2;
    const third = await searchProcess(file, "--resume", "--log", log);
    expect(third.code).toBe(0);
    const document = JSON.parse(third.stdout);
    expect(document.resumed).toBe(before);
    expect(document.evaluations).toBe(80);
    expect(document.front[0].design).toEqual({ x: 7 });
  });

  test("records an evaluator that throws, answers NaN or nothing, or never returns, and goes on", async () => {
    const { code, stdout } = await searchProcess(
      write("foreign.json", foreign),
      "--jobs",
      "2",
      "--log",
      at("foreign.jsonl"),
    );
    const document = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(document).toMatchObject({ evaluations: 10, failed: 5, feasible: 5 });
    expect(document.front[0].design).toEqual({ x: 7 });
    expect(document.warnings[0].code).toBe("failed-evaluations");
    const lines = readFileSync(at("foreign.jsonl"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => JSON.parse(line));
    const reasons = Object.fromEntries(lines.map(({ design, failure }) => [design.x, failure?.reason]));
    expect(reasons).toEqual({
      0: undefined,
      1: "error",
      2: "not-a-number",
      3: "not-a-number",
      4: "timeout",
      5: "timeout",
      6: undefined,
      7: undefined,
      8: undefined,
      9: undefined,
    });
  });

  test("answers another study of the same evaluator from its cache, and asks anew when the evaluator changed", async () => {
    write(
      "counting.mjs",
      `import { appendFileSync } from "node:fs"; export default ({ x }) => { appendFileSync(${JSON.stringify(at("calls.txt"))}, "."); return { cost: (x - 7) ** 2 }; };`,
    );
    const study = { ...foreign, name: "counted", evaluator: { kind: "module", path: "./counting.mjs" } };
    const calls = (): number => readFileSync(at("calls.txt"), "utf8").length;
    const first = await searchProcess(
      write("counted.json", study),
      "--cache",
      at("cache"),
      "--log",
      at("counted.jsonl"),
    );
    expect([first.code, calls()]).toEqual([0, 10]);
    const other = { ...study, name: "counted-2", algorithm: { kind: "random", batch: 10 } };
    const second = await searchProcess(
      write("counted2.json", other),
      "--cache",
      at("cache"),
      "--log",
      at("counted2.jsonl"),
    );
    expect([second.code, calls()]).toEqual([0, 10]);
    expect(JSON.parse(second.stdout).front).toEqual(JSON.parse(first.stdout).front);
    writeFileSync(at("counting.mjs"), `${readFileSync(at("counting.mjs"), "utf8")}\n`);
    await searchProcess(at("counted.json"), "--cache", at("cache"), "--log", at("counted3.jsonl"));
    expect(calls()).toBe(20);
  });

  test("refuses a log that is there, one of another study, seed or version, and one that is no log", async () => {
    const file = write("logs.json", { ...keyword, name: "logs", evaluations: 20 });
    const log = at("logs.jsonl");
    expect((await search(file, "--log", log)).code).toBe(0);
    const before = readFileSync(log, "utf8");
    const again = await search(file, "--log", log);
    expect([again.code, firstError(again).code]).toEqual([3, "log-exists"]);
    const seed = await search(file, "--resume", "--seed", "5", "--log", log);
    expect(firstError(seed).code).toBe("another-study");
    const other = await search(write("other.json", { ...keyword, name: "other" }), "--resume", "--log", log);
    expect(firstError(other).code).toBe("another-study");
    writeFileSync(log, before.replace(/"version":"[^"]*"/, '"version":"9.9.9"'));
    expect(firstError(await search(file, "--resume", "--log", log)).code).toBe("another-version");
    writeFileSync(log, before.replace('"filters":', '"filter":'));
    expect(firstError(await search(file, "--resume", "--log", log)).code).toBe("bad-log");
    for (const [text, expected] of [
      ['{"a":1}\n', "not-a-search-log"],
      ["hello\n", "bad-log-line"],
      [`${before.split("\n")[0]}\n[1]\n`, "bad-log-line"],
    ] as const) {
      writeFileSync(log, text);
      expect(firstError(await search(file, "--resume", "--log", log)).code).toBe(expected);
      expect(readFileSync(log, "utf8")).toBe(text);
    }
  });

  test.each([
    [{ evaluator: { kind: "keyword-spoter" } }, "unknown-evaluator", 3],
    [{ evaluator: { kind: "keyword-spotter" } }, "missing-setting", 3],
    [{ evaluator: { kind: "keyword-spotter", device: "cortex-m8" } }, "unknown-device", 2],
    [{ evaluator: { kind: "keyword-spotter", board: "x" } }, "unknown-setting", 3],
    [{ evaluator: { kind: "one-shot-exits", device: "cortex-m7-216mhz-cmsis-nn" } }, "missing-setting", 3],
    [
      { evaluator: { kind: "one-shot-exits", device: "cortex-m7-216mhz-cmsis-nn", runs: { "8/8": "one-shot" } } },
      "unknown-run",
      3,
    ],
    [{ evaluator: { kind: "module", path: "./none.mjs" } }, "cannot-read", 3],
    [{ constraints: [{ quantity: "energie", atMost: 1 }] }, "unknown-quantity", 3],
    [{ constraints: [{ quantity: "energy", atMost: 1, atLeast: 2 }] }, "contradictory-bounds", 3],
    [{ space: [{ name: "filters", kind: "integer", low: 9, high: 1 }] }, "contradictory-bounds", 3],
    [{ space: [{ name: "filter", kind: "integer", low: 1, high: 9 }] }, "unknown-parameter", 3],
  ])("refuses %j as %s", async (change, code, exitCode) => {
    const result = await search(write("bad.json", { ...keyword, name: "bad", ...change }), "--log", at("bad.jsonl"));
    expect([firstError(result).code, result.code]).toEqual([code, exitCode]);
    expect(existsSync(at("bad.jsonl"))).toBe(false);
    expect(existsSync(at("bad.jsonl.lock"))).toBe(false);
  });

  test.each(shippedStudyNames())("the study %s ships, fits its evaluator and finds a front", async (name) => {
    const { code, stdout } = await search(name, "--evaluations", "150", "--log", at(`${name}.jsonl`));
    expect([name, code]).toEqual([name, 0]);
    expect(schemaErrors("search", stdout)).toEqual([]);
    expect(JSON.parse(stdout).front.length).toBeGreaterThan(1);
  });

  test("ends with code 4 when no design keeps the limits, and says so", async () => {
    const file = write("strict.json", {
      ...keyword,
      name: "strict",
      constraints: [{ quantity: "energy", atMost: 1e-9 }],
      evaluations: 40,
    });
    const { code, stdout } = await joulebookProcess(["search", file, "--log", at("strict.jsonl")]);
    expect(code).toBe(4);
    expect(stdout).toContain("no feasible design: lift a limit");
  });

  test("chooses the operating point too, and says where the proposed design breaks a limit on data that it did not see", async () => {
    const file = at("points.json");
    const study = {
      name: "points",
      evaluator: { kind: "merkel-exits", points: { "0.9 V": "ndp9120-31mhz", "1.1 V": "ndp9120-99mhz" } },
      objectives: [
        { quantity: "energy", direction: "minimise" },
        { quantity: "latency", direction: "minimise" },
      ],
      constraints: [{ quantity: "accuracy", atLeast: 0.66 }],
      algorithm: { kind: "nsga2", population: 40 },
      evaluations: 400,
      choose: "energy",
    };
    writeFileSync(file, JSON.stringify(study));
    const { code, stdout } = await search(file, "--log", at("points.jsonl"), "--json");
    expect(code).toBe(0);
    const { front, chosen, warnings } = JSON.parse(stdout);
    // The low voltage saves energy, the high one time: both are on the front, and least energy is at the low one.
    const points = new Set(front.map(({ design }: { design: { point: string } }) => design.point));
    expect([...points].toSorted()).toEqual(["0.9 V", "1.1 V"]);
    expect(front[chosen].design.point).toBe("0.9 V");
    const held = front[chosen].reported.find(({ quantity }: { quantity: string }) => quantity === "accuracy");
    const broken = warnings.filter(({ code: one }: { code: string }) => one === "limit-broken");
    expect(broken).toHaveLength(held.value < 0.66 ? 1 : 0);
    // On validation images the cheapest design just keeps the limit; on test images this one does not.
    expect(held.value).toBeLessThan(0.66);
    const unknown = at("no-point.json");
    writeFileSync(unknown, JSON.stringify({ ...study, evaluator: { ...study.evaluator, points: ["0.9 V"] } }));
    expect(firstError(await search(unknown)).code).toBe("bad-value");
  });

  test("prints the front and the proposed design for people, and a shipped study runs by its name on another device", async () => {
    const args = [
      "search",
      "one-shot-cortex-m7",
      "--evaluations",
      "300",
      "--on",
      "textbook-45nm",
      "--log",
      at("shipped.jsonl"),
    ];
    const { code, stdout } = await joulebookProcess(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^one-shot-cortex-m7: maximise accuracy, minimise averageEnergyDelay \(one-shot-exits, nsga2, seed 0\)\n300 evaluations, \d+ feasible\n/,
    );
    expect(stdout).toContain("* proposed: exits=");
    expect(stdout).toContain("limit: share that reaches the last exit: lastExitShare <= 0.500");
    const unknown = await search("one-shot-cortex-m8");
    expect([unknown.code, firstError(unknown).nearest[0]]).toEqual([2, "one-shot-cortex-m7"]);
  });
});
