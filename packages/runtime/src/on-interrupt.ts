import { exitCodes } from "@joulebook/core";

/** Registered clean-ups, newest last. */
const cleanups: Map<symbol, () => void> = new Map();
const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Registers a clean-up for the case that the process is interrupted (Ctrl-C, SIGTERM, a closed terminal) or exits early:
 * then every registered clean-up runs, newest first, and an interrupted process ends with exit code 130.
 *
 * A clean-up must be synchronous (a signal may arrive at any moment, and nothing may run after it): remove a temporary
 * file, release a lock. One that throws does not keep the others from running. While nothing is registered, signals keep
 * their usual effect, so a library that uses this leaves its host alone.
 *
 * @returns a function that takes the clean-up back (call it when the work is done)
 * @example const done = onInterrupt(() => rmSync(temporary, { force: true })); try { ... } finally { done(); }
 */
export function onInterrupt(cleanup: () => void): () => void {
  const key = Symbol("cleanup");
  if (cleanups.size === 0) listen();
  cleanups.set(key, cleanup);
  return () => {
    if (cleanups.delete(key) && cleanups.size === 0) unlisten();
  };
}

function runAll(): void {
  for (const [key, cleanup] of [...cleanups].toReversed()) {
    cleanups.delete(key);
    try {
      cleanup();
    } catch {
      // The process is ending: the remaining clean-ups matter more than this failure, and nobody is left to handle it.
    }
  }
}

function interrupted(): void {
  runAll();
  process.exit(exitCodes.interrupted);
}

function listen(): void {
  for (const signal of signals) process.on(signal, interrupted);
  process.on("exit", runAll);
}

function unlisten(): void {
  for (const signal of signals) process.off(signal, interrupted);
  process.off("exit", runAll);
}
