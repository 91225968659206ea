import { expect, test } from "vitest";
import { onInterrupt } from "../src/index.js";

// That clean-ups run on real signals, with exit code 130, is shown in write-file-atomic.test.ts and lock.test.ts.

test("listens to signals only while something is registered", () => {
  const before = process.listenerCount("SIGINT");
  const first = onInterrupt(() => {});
  const second = onInterrupt(() => {});
  expect(process.listenerCount("SIGINT")).toBe(before + 1);
  first();
  first();
  expect(process.listenerCount("SIGINT")).toBe(before + 1);
  second();
  expect(process.listenerCount("SIGINT")).toBe(before);
});
