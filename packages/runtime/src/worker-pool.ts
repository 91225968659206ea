import { availableParallelism } from "node:os";
import type { Seconds } from "@joulebook/core";

export interface WorkerPoolOptions {
  /** Module (file URL or path) whose default export takes a task and returns its result. */
  readonly module: string | URL;
  /** Threads; default one per available core. */
  readonly workers?: number;
  /** A task that runs longer is ended with its thread; default none. */
  readonly timeout?: Seconds;
  /** Largest heap of a worker in MiB; a task that needs more fails, the process lives on. */
  readonly maxHeap_MiB?: number;
}

/** What became of one task. */
export type TaskOutcome<R> =
  | { readonly ok: true; readonly value: R }
  | { readonly ok: false; readonly error: Error; readonly timedOut: boolean };

export interface MapOptions {
  readonly signal?: AbortSignal;
  /** Called after each task with the number done so far. */
  readonly onDone?: (done: number, total: number) => void;
}

/** Threads that run one kind of task. Close it when done. */
export interface WorkerPool<T, R> {
  /** Runs one task; rejects when it throws, times out (an error named `TimeoutError`) or its thread dies. */
  run(task: T, signal?: AbortSignal): Promise<R>;
  /** Runs all tasks; outcomes stand in the order of the tasks, whatever the number of workers. Rejects only on abort. */
  map(tasks: readonly T[], options?: MapOptions): Promise<readonly TaskOutcome<R>[]>;
  close(): Promise<void>;
}

/**
 * A pool of worker threads. A task starts only when a thread is free for it, so its time limit counts its own running
 * time, not the time it waited; a task that is stuck, or that brings its thread down, costs that thread alone.
 *
 * @example const pool = await workerPool<number, number>({ module: new URL("./square.js", import.meta.url) });
 */
export async function workerPool<T, R>({
  module,
  workers = availableParallelism(),
  timeout,
  maxHeap_MiB,
}: WorkerPoolOptions): Promise<WorkerPool<T, R>> {
  if (!Number.isInteger(workers) || workers < 1)
    throw new RangeError(`workerPool: workers must be >= 1, got ${workers}`);
  if (timeout !== undefined && !(timeout > 0)) throw new RangeError(`workerPool: timeout must be > 0, got ${timeout}`);
  const { Piscina } = await import("piscina"); // loaded only where a pool is used: it starts slowly
  const pool = new Piscina({
    filename: String(module),
    minThreads: workers,
    maxThreads: workers,
    maxQueue: "auto",
    ...(maxHeap_MiB === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: maxHeap_MiB } }),
  });
  const slots = semaphore(workers);

  const run = async (task: T, signal?: AbortSignal): Promise<R> => {
    await slots.take();
    const limit = new AbortController();
    const timer =
      timeout === undefined ? undefined : setTimeout(() => limit.abort(timedOut(timeout)), Math.ceil(timeout * 1000));
    const signals = signal === undefined ? [limit.signal] : [limit.signal, signal];
    const either = AbortSignal.any(signals);
    try {
      either.throwIfAborted();
      return (await pool.run(task, { signal: either })) as R;
    } catch (error) {
      throw either.aborted ? either.reason : error; // piscina wraps the reason
    } finally {
      clearTimeout(timer);
      slots.give();
    }
  };

  const map = async (tasks: readonly T[], { signal, onDone }: MapOptions = {}): Promise<readonly TaskOutcome<R>[]> => {
    let done = 0;
    const outcomes = await Promise.all(
      tasks.map(async (task): Promise<TaskOutcome<R>> => {
        const outcome = await run(task, signal).then(
          (value) => ({ ok: true as const, value }),
          (error: unknown) => ({ ok: false as const, error: asError(error), timedOut: isTimeout(error) }),
        );
        done += 1;
        if (signal?.aborted !== true) onDone?.(done, tasks.length);
        return outcome;
      }),
    );
    signal?.throwIfAborted();
    return outcomes;
  };

  return { run, map, close: () => pool.destroy() };
}

/** Lets `count` holders in at a time, first come, first served. */
function semaphore(count: number): { take(): Promise<void>; give(): void } {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

function timedOut(timeout: Seconds): Error {
  const error = new Error(`the task ran longer than ${timeout} s and was ended`);
  error.name = "TimeoutError";
  return error;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
