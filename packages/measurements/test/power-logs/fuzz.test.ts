import { expect, test } from "vitest";
import { fuzzLogs } from "./fuzz.js";

test("reads or refuses 1,500 damaged logs of every format, never otherwise", async () => {
  const { read, refused, wrong, formats } = await fuzzLogs(1, 1500);
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(read + refused).toBe(1500);
  expect(read).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(100);
  expect(formats.length).toBe(16);
});
