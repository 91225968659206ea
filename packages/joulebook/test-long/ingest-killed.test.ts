import { expect, it } from "vitest";
import { killIngests } from "../test/support/killed-ingest.js";

it("of a hundred ingests that are killed none leaves a torn store", async () => {
  const { before, after, torn } = await killIngests(100, 2);
  expect(torn).toEqual([]);
  expect(before + after).toBe(100);
  // Both ends are reached: the moments are spread over the whole of an ingest.
  expect(before).toBeGreaterThan(10);
  expect(after).toBeGreaterThan(0);
});
