import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { CoreMemory, type Held } from "../../src/many-core/core-memory.js";

const held = (piece: number, bits: number, from: number, until: number): Held => ({
  piece,
  core: 0,
  bits,
  from,
  ready: from,
  used: from,
  until,
});

describe("memory of a core", () => {
  it("has room from when enough has gone for good, and none while too much stays", () => {
    const memory = new CoreMemory(100);
    memory.add(held(0, 60, 0, 50));
    memory.add(held(1, 30, 20, Number.POSITIVE_INFINITY));
    expect(memory.roomFrom(10, 0)).toBe(0);
    expect(memory.roomFrom(40, 0)).toBe(50);
    expect(memory.roomFrom(70, 0)).toBe(50);
    expect(memory.roomFrom(71, 0)).toBeUndefined();
    expect([...memory.live()].map(({ piece }) => piece)).toEqual([1]);
  });

  it("is that of looking at every cycle", () => {
    const stream = random(3, "room");
    for (let round = 0; round < 200; round++) {
      const memory = new CoreMemory(100);
      const all = Array.from({ length: 1 + stream.integer(8) }, (_, piece) => {
        const from = stream.integer(30);
        const until = stream.uniform() < 0.2 ? Number.POSITIVE_INFINITY : from + 1 + stream.integer(30);
        return held(piece, 1 + stream.integer(50), from, until);
      });
      for (const one of all) memory.add(one);
      const [bits, start] = [stream.integer(100), stream.integer(40)];
      const at = (time: number): number =>
        all.reduce((sum, one) => (one.from <= time && one.until > time ? sum + one.bits : sum), 0);
      let expected: number | undefined;
      for (let time = 80; time >= start && at(time) + bits <= 100; time--) expected = time;
      expect(memory.roomFrom(bits, start)).toBe(expected);
    }
  });
});
