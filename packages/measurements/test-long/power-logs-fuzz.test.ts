import { expect, it } from "vitest";
import { fuzzLogs } from "../test/power-logs/fuzz.js";

it("reads or refuses 100,000 damaged power logs within bounds of memory", async () => {
  const { read, refused, wrong } = await fuzzLogs(2, 100_000);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(read + refused).toBe(100_000);
  expect(process.memoryUsage().rss).toBeLessThan(1024 * 2 ** 20);
}, 1_200_000);
