import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recommend } from "../src/index.js";
import { candidate, tables } from "./support/candidate.js";
import { seeded } from "./support/seeded.js";

describe("the choice on each device", () => {
  it("is that of the device alone, the best device first, over any table", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 13 }), (table, energy) => {
        const request = { budget: { kind: "inference", energy } } as const;
        const { devices, ...answer } = recommend(table, request);
        const names = [...new Set(table.map(({ device }) => device))];
        expect(devices?.map(({ device }) => device).toSorted()).toEqual(
          names.length < 2 ? undefined : names.toSorted(),
        );
        for (const { device, single } of devices ?? []) {
          const alone = recommend(
            table.filter((one) => one.device === device),
            request,
          );
          expect(single?.candidate).toEqual(alone.feasible ? alone.single.candidate : undefined);
        }
        if (answer.feasible && devices !== undefined) expect(devices[0]?.single?.accuracy).toBe(answer.single.accuracy);
      }),
      seeded(200),
    );
  });

  it("says how long a battery lasts, by hand", () => {
    const board = (device: string, energy: number) =>
      candidate({
        id: device,
        device,
        energy,
        accuracy: 0.5,
        latency: { mean: 0.1 },
        idlePower: 1,
        idleIncluded: true,
      });
    const budget = { kind: "battery", battery: { capacity: 7200 }, lifetime: 3600, rate: 1 } as const;
    const { devices = [] } = recommend([board("a", 0.6), board("b", 0.3)], { budget });
    // Power: 0.9 s of 1 W idle and the inference, each second: 1.2 W and 1.5 W; 7,200 J last 6,000 s and 4,800 s.
    expect(devices.map(({ device, lifetime }) => [device, Math.round(lifetime ?? 0)])).toEqual([
      ["b", 6000],
      ["a", 4800],
    ]);
  });
});
