import { expect, it } from "vitest";
import { fuzzReaders } from "../test/reading/fuzz.js";

it("reads or refuses 100,000 damaged files within bounds of time and memory", async () => {
  const { read, refused, slowest, wrong } = await fuzzReaders(1_000_000, 100_000);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(read + refused).toBe(100_000);
  // A hang, not a target: 2 s is promised on a machine of its own.
  expect(slowest).toBeLessThan(20);
  expect(process.memoryUsage().rss).toBeLessThan(512 * 2 ** 20);
}, 1_200_000);
