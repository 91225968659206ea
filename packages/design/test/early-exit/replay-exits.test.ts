import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { type ExitTable, exitTables, replayExits } from "../../src/index.js";

function drawn(examples: number, exits: number, seed: number): ExitTable {
  const stream = random(seed, "replay-test");
  return {
    examples,
    exits: Array.from({ length: exits }, (_, k) => `exit${k + 1}`),
    confidence: Float64Array.from({ length: examples * exits }, () => stream.integer(100) / 100),
    correct: Uint8Array.from({ length: examples * exits }, () => stream.integer(2)),
  };
}

describe("replayExits", () => {
  it("agrees with walking example by example, for random subsets and thresholds", () => {
    for (let trial = 0; trial < 100; trial++) {
      const table = drawn(200, 6, trial);
      const stream = random(trial, "thresholds");
      const exits = [0, 1, 2, 3, 4, 5]
        .filter((exit) => exit === 5 || stream.uniform() < 0.5)
        .map((exit) => ({ exit, threshold: stream.integer(101) / 100 }));
      const leaving = exits.map(() => 0);
      const correct = exits.map(() => 0);
      for (let n = 0; n < 200; n++) {
        const k = exits.findIndex(
          ({ exit, threshold }, place) =>
            place === exits.length - 1 || (table.confidence[exit * 200 + n] as number) >= threshold,
        );
        leaving[k] = (leaving[k] as number) + 1;
        correct[k] = (correct[k] as number) + (table.correct[(exits[k] as { exit: number }).exit * 200 + n] as number);
      }
      const counts = replayExits(table, exits);
      expect(counts.leaving).toEqual(leaving);
      expect(counts.correct).toEqual(correct);
      expect(counts.accuracy).toBe(correct.reduce((a, b) => a + b) / 200);
    }
  });

  it("lets an example leave at exactly its threshold", () => {
    const table: ExitTable = {
      examples: 2,
      exits: ["a", "b"],
      confidence: Float64Array.of(0.7, 0.69, 0, 0),
      correct: Uint8Array.of(1, 1, 0, 1),
    };
    expect(
      replayExits(table, [
        { exit: 0, threshold: 0.7 },
        { exit: 1, threshold: 2 },
      ]),
    ).toEqual({
      examples: 2,
      leaving: [1, 1],
      correct: [1, 1],
      accuracy: 1,
    });
    expect(() => replayExits(table, [])).toThrow("at least one exit");
  });
});

describe("exitTables", () => {
  const text =
    "split,i,label,p1,c1,p2,c2,z1_0,z1_1,z2_0,z2_1\nval,0,1,1,0.9,0,0.8,0,1,1,0\ntest,7,0,1,0.6,0,0.75,0,1,1,0\n";

  it("keeps the splits apart, exit by exit", () => {
    const tables = exitTables(text, { exits: ["a", "b"] });
    expect([...tables.keys()]).toEqual(["val", "test"]);
    expect([...(tables.get("val") as ExitTable).correct]).toEqual([1, 0]);
    expect([...(tables.get("test") as ExitTable).confidence]).toEqual([0.6, 0.75]);
  });

  it("says which line is bad and what was expected", () => {
    expect(() => exitTables("split,i,label,p1,c1\nval,0,1,1,1.3\n", { exits: ["a"], file: "t.csv" })).toThrow(
      "t.csv:2: trace: confidence 1.3; expected a number in [0, 1]",
    );
    expect(() => exitTables("split,i,label,p1,c1\nval,0,1\n", { exits: ["a"] })).toThrow("3 cells");
    expect(() => exitTables("split,i,label,p1\n", { exits: ["a"] })).toThrow("no column c1");
    expect(() => exitTables(text, { exits: ["a"] })).toThrow("1 names for 2 exits");
  });
});
