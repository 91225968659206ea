import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { LinkTimes } from "../../src/many-core/links.js";

describe("times of links", () => {
  it("gives the earliest window in which all links of a way are idle", () => {
    const times = new LinkTimes(2);
    expect(times.take([0], 0, 10)).toBe(0);
    expect(times.take([1], 20, 10)).toBe(20);
    expect(times.take([0, 1], 0, 10)).toBe(10);
    expect(times.take([0, 1], 0, 5)).toBe(30);
    expect(times.take([0], 0, 10)).toBe(20);
    expect(times.busy(0)).toBe(35);
  });

  it("is that of trying every start cycle", () => {
    const stream = random(1, "links");
    const times = new LinkTimes(3);
    const busy = [new Set<number>(), new Set<number>(), new Set<number>()];
    for (let round = 0; round < 300; round++) {
      const way = [0, 1, 2].filter(() => stream.uniform() < 0.5);
      const [from, duration] = [stream.integer(200), 1 + stream.integer(7)];
      let start = from;
      const idle = (at: number): boolean =>
        way.every((link) => Array.from({ length: duration }, (_, k) => at + k).every((t) => !busy[link]?.has(t)));
      while (!idle(start)) start++;
      expect(times.take(way, from, duration)).toBe(start);
      for (const link of way) for (let k = 0; k < duration; k++) busy[link]?.add(start + k);
    }
    expect([0, 1, 2].map((link) => times.busy(link))).toEqual(busy.map(({ size }) => size));
  });
});
