import { expect, it } from "vitest";
import { fuzzReaders } from "./fuzz.js";

it("reads or refuses 10,000 damaged files: never a crash, a wait or a count that is no number", async () => {
  const { read, refused, slowest, wrong } = await fuzzReaders(0, 10_000);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(read + refused).toBe(10_000);
  // Damage must be tried that gets past the first field, and damage that does not.
  expect(read).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(500);
  // A hang, not a target: 2 s is promised on a machine of its own.
  expect(slowest).toBeLessThan(20);
});
