import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { cascadeOf, closedForm, optimise, readScenario, type Scenario } from "../../src/index.js";
import { scenario, type Tree } from "../scenario/scenario.js";

const small = {
  samples: 400,
  rates: [2, 5, 10],
  recalls: [0.5, 0.7, 0.9],
  confirmations: [
    { hits: 1, of: 1 },
    { hits: 2, of: 3 },
    { hits: 4, of: 4 },
  ],
  patiences: [5],
};
const read = (requirements: Tree, fields: Tree = {}): Scenario =>
  readScenario(JSON.stringify(scenario({ requirements, optimise: small, ...fields })));
const wanted = { recall: 0.8, falseAlarmsPerDay: 20, latency: "5s", memory: "1MB" };

describe("optimise", () => {
  it("finds what looking at every configuration finds, when it has sampled them all", () => {
    const read1 = read(wanted);
    const found = optimise(read1, { samples: 5000 });
    let least = Number.POSITIVE_INFINITY;
    const { rates, confirmations, recalls, patiences } = read1.choices;
    for (const r1 of rates)
      for (const c1 of confirmations)
        for (const p1 of recalls)
          for (const r2 of rates)
            for (const c2 of confirmations)
              for (const p2 of recalls) {
                const { power, recall, falseAlarms, latency } = closedForm(
                  cascadeOf(read1, [
                    { network: "small", point: "0.9 V", rate: r1, confirmation: c1, calibration: { recall: p1 } },
                    {
                      network: "medium",
                      point: "0.9 V",
                      rate: r2,
                      confirmation: c2,
                      calibration: { recall: p2 },
                      patience: patiences[0] as number,
                    },
                  ]),
                );
                if (recall >= 0.8 && falseAlarms <= 20 && latency !== undefined && latency <= 5)
                  least = Math.min(least, power);
              }
    expect(Math.abs(found.best.outcome.power / least - 1)).toBeLessThan(1e-9);
  });

  it("gives the same for the same seed, and a front that nothing beats", () => {
    const one = optimise(read(wanted));
    expect(optimise(read(wanted))).toEqual(one);
    expect(one.front[0]?.outcome.power).toBe(one.best.outcome.power);
    for (const a of one.front)
      for (const b of one.front)
        expect(
          b.outcome.power < a.outcome.power &&
            b.outcome.recall > a.outcome.recall &&
            b.outcome.falseAlarms < a.outcome.falseAlarms,
        ).toBe(false);
  });

  it("says which requirement binds: without it less power would do", () => {
    const { requirements, best } = optimise(read(wanted), { samples: 2000 });
    expect(requirements.find(({ requirement }) => requirement === "recall")?.binds).toBe(true);
    expect(requirements.find(({ requirement }) => requirement === "memory")?.binds).toBe(false);
    for (const { powerWithout } of requirements) expect(powerWithout).toBeLessThanOrEqual(best.outcome.power);
  });

  it("looks at the chosen configuration when events come at other rates", () => {
    const { eventRates, best } = optimise(read(wanted));
    expect(eventRates.map(({ factor }) => factor)).toEqual([0.1, 0.5, 2, 10]);
    expect(eventRates[3]?.outcome.power).toBeGreaterThan(best.outcome.power);
  });

  it("names the pair of requirements that contradict each other, with exit code 4", () => {
    const failure = (requirements: Tree): InputError => {
      try {
        optimise(read(requirements));
      } catch (error) {
        if (error instanceof InputError) return error;
      }
      throw new Error("nothing was refused");
    };
    const pair = failure({ recall: 0.97, power: "0.70mW" });
    expect(pair.exitCode).toBe(4);
    expect(pair.problems[0]?.message).toMatch(/^recall at least 0.97 and power at most 0.0007 contradict each other/);
    const alone = failure({ power: "0.1mW" });
    expect([alone.exitCode, alone.problems[0]?.code]).toEqual([4, "requirement-out-of-reach"]);
    expect(alone.problems[0]?.expected).toMatch(/^power from 0.000/);
    expect(failure({ memory: "100KB" }).problems[0]?.code).toBe("requirement-out-of-reach");
  });

  it("lets alarms stand without an event for an event's length each, unless the scenario says how long", () => {
    expect(read(wanted).requirements.falseAlarmTime).toBe((20 + 96) * 20);
    expect(read({ ...wanted, falseAlarmTime: "1h" }).requirements.falseAlarmTime).toBe(3600);
    expect(read({ recall: 0.8 }).requirements.falseAlarmTime).toBeUndefined();
    for (const { outcome } of optimise(read(wanted)).front) expect(outcome.falseAlarmTime).toBeLessThanOrEqual(2320);
  });

  it("says when nothing that was sampled can run", () => {
    const none = read({}, { optimise: { ...small, rates: ["5000/s"] } });
    expect(() => optimise(none)).toThrow("can run on the chip");
  });

  it("does with one stage, over the hours of a day", () => {
    const tree = scenario({ optimise: small, requirements: { recall: 0.5 } });
    tree.stages = [tree.stages[0]];
    tree.events.diurnal = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0 : 2));
    const found = optimise(readScenario(JSON.stringify(tree)), { samples: 50 });
    expect(found.best.stages).toHaveLength(1);
    const { power, recall, falseAlarms } = closedForm(cascadeOf(readScenario(JSON.stringify(tree)), found.best.stages));
    // The optimiser's nodes of ease are those of all networks, so that sums differ in the last digit.
    for (const [ours, other] of [
      [found.best.outcome.power, power],
      [found.best.outcome.recall, recall],
      [found.best.outcome.falseAlarms, falseAlarms],
    ] as const)
      expect(Math.abs(ours / other - 1)).toBeLessThan(1e-12);
  });
});
