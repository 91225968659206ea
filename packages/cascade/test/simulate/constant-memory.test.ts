import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { medium, persons, small } from "../closed-form/worked-examples.js";

const cascade = {
  ...persons,
  stages: [
    { ...small, falseHit: 0.002 },
    { ...medium, falseHit: 0.01 },
  ],
  events: { rate: 60 / 3600, length: { law: "exponential", mean: 1 } },
};

/** A thread with a heap of its own, so small that anything kept per event or frame would end it. */
const program = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(workerData.module).then(({ simulate }) => {
    const days = (count) => simulate(workerData.cascade, { duration: count * 86400, seed: 1 });
    days(5);
    const before = process.memoryUsage().arrayBuffers;
    const { events, frames } = days(365);
    parentPort.postMessage({ events, frames, grown: process.memoryUsage().arrayBuffers - before });
  });
`;

it("a year of 10 frames a second and half a million events fits into a heap of 16 MB", {
  timeout: 60_000,
}, async () => {
  const module = new URL("../../dist/index.js", import.meta.url).href;
  const worker = new Worker(program, {
    eval: true,
    workerData: { module, cascade },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  const { events, frames, grown } = await new Promise<Record<string, number>>((done, fail) => {
    worker.once("message", done);
    worker.once("error", fail);
  });
  await worker.terminate();
  // 525,600 expected; 48 bytes each would be 25 MB outside the heap.
  expect(Math.abs((events ?? 0) / 525_600 - 1)).toBeLessThan(0.01);
  expect(frames).toBeGreaterThan(3e8);
  expect(grown).toBeLessThan(1e6);
});
