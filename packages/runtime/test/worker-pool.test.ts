import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { workerPool } from "../src/index.js";
import { childFile } from "./child.js";

interface Task {
  readonly kind: string;
  readonly value?: number;
}
const module = pathToFileURL(childFile("task.mjs"));

test("keeps the order of the tasks, whatever finishes first", async () => {
  const pool = await workerPool<Task, number>({ module, workers: 2 });
  const waits = [60, 1, 30, 2, 5, 1];
  const outcomes = await pool.map(waits.map((value) => ({ kind: "wait", value })));
  expect(outcomes).toEqual(waits.map((value) => ({ ok: true, value })));
  await pool.close();
});

test("ends a stuck task with its thread and goes on with the others", async () => {
  const pool = await workerPool<Task, number>({ module, workers: 1, timeout: 1 });
  const outcomes = await pool.map([
    { kind: "square", value: 3 },
    { kind: "spin", value: 0 },
    { kind: "square", value: 4 },
  ]);
  expect(outcomes[0]).toEqual({ ok: true, value: 9 });
  expect(outcomes[1]).toMatchObject({
    ok: false,
    timedOut: true,
    error: { message: "the task ran longer than 1 s and was ended" },
  });
  expect(outcomes[2]).toEqual({ ok: true, value: 16 });
  await pool.close();
});

test("counts only a task's own running time against its limit", async () => {
  const pool = await workerPool<Task, number>({ module, workers: 1, timeout: 1.5 });
  const outcomes = await pool.map(Array.from({ length: 6 }, () => ({ kind: "wait", value: 400 })));
  expect(outcomes.every(({ ok }) => ok)).toBe(true); // 2.4 s in all
  await pool.close();
});

test("survives a thread that exits, one that runs out of memory, and a task that throws", async () => {
  const pool = await workerPool<Task, number>({ module, workers: 1, maxHeap_MiB: 32 });
  const outcomes = await pool.map([{ kind: "exit" }, { kind: "grow" }, { kind: "?" }, { kind: "square", value: 5 }]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([false, false, false, true]);
  expect(outcomes[1]).toMatchObject({ error: { message: expect.stringContaining("memory limit") as string } });
  expect(outcomes[2]).toMatchObject({ timedOut: false, error: { message: "unknown kind ?" } });
  await pool.close();
});

test("stops everything at an abort and rejects with its reason", async () => {
  const pool = await workerPool<Task, number>({ module, workers: 2 });
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("interrupted")), 50);
  const tasks = Array.from({ length: 8 }, () => ({ kind: "spin", value: 0 }));
  await expect(pool.map(tasks, { signal: controller.signal })).rejects.toThrow("interrupted");
  expect(await pool.run({ kind: "square", value: 2 })).toBe(4);
  await pool.close();
});

test("says how far it is", async () => {
  const pool = await workerPool<Task, number>({ module, workers: 2 });
  const seen: string[] = [];
  await pool.map(
    [1, 2, 3].map((value) => ({ kind: "square", value })),
    { onDone: (done, total) => seen.push(`${done}/${total}`) },
  );
  expect(seen).toEqual(["1/3", "2/3", "3/3"]);
  await pool.close();
});

test("refuses impossible options", async () => {
  await expect(workerPool({ module, workers: 0 })).rejects.toThrow("workers must be >= 1, got 0");
  await expect(workerPool({ module, timeout: 0 })).rejects.toThrow("timeout must be > 0, got 0");
});
