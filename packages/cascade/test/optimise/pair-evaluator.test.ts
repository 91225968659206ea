import { describe, expect, it } from "vitest";
import {
  cascadeColumns,
  cascadeOf,
  closedForm,
  pairEvaluator,
  readScenario,
  type StageSetting,
} from "../../src/index.js";
import { cloudPart, scenario, type Tree } from "../scenario/scenario.js";

const variants: readonly (readonly [string, Tree])[] = [
  ["exclusive", {}],
  ["sequential", { mode: "sequential" }],
  ["a cloud", { cloud: cloudPart }],
  ["events of one length", { events: { perHour: 4, length: { law: "fixed", mean: "5s" } } }],
  [
    "two kinds of events over the hours of a day",
    {
      events: {
        perHour: 20,
        length: {
          law: "mixture",
          parts: [
            { mean: "2s", share: 0.7 },
            { mean: "40s", share: 0.3 },
          ],
        },
        diurnal: Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.5 : 1.5)),
      },
    },
  ],
];

const firsts = [1, 5, 2000].flatMap((rate) =>
  [0.5, 0.9].map(
    (recall): StageSetting => ({
      network: "small",
      point: "0.9 V",
      rate,
      confirmation: { hits: 2, of: 3 },
      calibration: { recall },
    }),
  ),
);
const seconds = [2, 10].flatMap((rate) =>
  ["medium", "small"].map(
    (network): StageSetting => ({
      network,
      point: "0.9 V",
      rate,
      confirmation: { hits: 3, of: 4 },
      calibration: { recall: 0.8 },
      patience: 6,
    }),
  ),
);

describe("pairs of stages", () => {
  it.each(variants)("give in columns what the closed form gives one by one: %s", (_, fields) => {
    const read = readScenario(JSON.stringify(scenario(fields)));
    const { evaluate } = pairEvaluator(read, firsts, seconds);
    // Every pair, not in the order of either list.
    const size = firsts.length * seconds.length;
    const order = Array.from({ length: size }, (_, k) => (k * 7) % size);
    const first = Int32Array.from(order, (k) => k % firsts.length);
    const second = Int32Array.from(order, (k) => Math.floor(k / firsts.length));
    const columns = cascadeColumns(size);
    evaluate(first, second, columns);
    let judged = 0;
    for (let k = 0; k < size; k++) {
      const stages = [firsts[first[k] as number], seconds[second[k] as number]] as StageSetting[];
      if ((stages[0]?.rate ?? 0) > 780) {
        expect(columns.power[k]).toBeNaN();
        continue;
      }
      judged++;
      const {
        power,
        recall,
        falseAlarms,
        falseAlarmTime,
        latency = 0,
        stages: found,
      } = closedForm(cascadeOf(read, stages));
      // The nodes of ease are those of the most difficult network, here of the scenario and there of the pair.
      for (const [ours, other] of [
        [columns.power[k], power],
        [columns.recall[k], recall],
        [columns.falseAlarms[k], falseAlarms],
        [columns.falseAlarmTime[k], falseAlarmTime],
        [columns.latency[k], latency],
        [columns.calledDuty[k], found[1]?.duty],
      ] as const)
        expect(Math.abs((ours ?? Number.NaN) / (other ?? 1) - 1)).toBeLessThan(1e-7);
    }
    expect(judged).toBe(16);
  });

  it("are none where the first network takes more energy than the second", () => {
    const read = readScenario(JSON.stringify(scenario()));
    const large = { ...(firsts[0] as StageSetting), network: "medium" };
    const { evaluate } = pairEvaluator(read, [large], [{ ...large, network: "small", patience: 3 }]);
    const columns = cascadeColumns(1);
    evaluate(Int32Array.of(0), Int32Array.of(0), columns);
    expect(columns.power[0]).toBeNaN();
  });
});
