import { linkSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Seconds } from "@joulebook/core";
import { exitCodes, InputError } from "@joulebook/core";
import { onInterrupt } from "./on-interrupt.js";
import { processIsAlive, processStart } from "./process-identity.js";

/** Who holds a lock; written into the lock file. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Tells this process from an earlier one with the same number; missing where the system does not say. */
  readonly processStart?: string;
  /** When the lock was taken, ISO 8601 UTC. */
  readonly since: string;
  /** What the owner is doing, for the message to others. */
  readonly purpose: string;
}

export interface LockOptions {
  /** Said to others who want the lock, e.g. "joulebook ingest". */
  readonly purpose?: string;
  /** How long to wait for another owner; default 0: fail at once. */
  readonly wait?: Seconds;
  readonly signal?: AbortSignal;
}

/** A lock that is held; `release` may be called more than once. */
export interface Lock {
  readonly owner: LockOwner;
  release(): void;
}

/**
 * Takes the lock file `path`: one process at a time, whatever happens to the others.
 *
 * The file appears with its owner in it, in one step. A lock whose owner is no longer running on this host is stale and
 * is taken over; one from another host is never stale (nobody here can tell) and the message says which file to remove.
 * An interrupt or an early exit releases it.
 *
 * @throws InputError `locked` (exit code 1) naming the owner, when it is held after `wait`
 * @example const held = await lock("store/.lock", { purpose: "ingest" }); try { ... } finally { held.release(); }
 */
export async function lock(path: string, { purpose = "", wait = 0, signal }: LockOptions = {}): Promise<Lock> {
  const start = processStart(process.pid);
  const owner: LockOwner = {
    pid: process.pid,
    host: hostname(),
    ...(start === undefined ? {} : { processStart: start }),
    since: new Date().toISOString(),
    purpose,
  };
  const text = `${JSON.stringify(owner)}\n`;
  const deadline = Date.now() + wait * 1000;
  for (let pause = 5; ; pause = Math.min(2 * pause, 250)) {
    signal?.throwIfAborted();
    if (create(path, text) || takeOver(path, text)) return held(path, text, owner);
    if (Date.now() >= deadline) throw locked(path, readOwner(path));
    await sleep(Math.min(pause, Math.max(1, deadline - Date.now())), undefined, signal === undefined ? {} : { signal });
  }
}

/** The owner in a lock file; undefined when there is no such file or it holds something else. */
function readOwner(path: string): LockOwner | undefined {
  const text = readIfThere(path);
  try {
    const owner = JSON.parse(text ?? "") as LockOwner;
    return typeof owner?.pid === "number" && typeof owner.host === "string" ? owner : undefined;
  } catch {
    return undefined;
  }
}

function held(path: string, text: string, owner: LockOwner): Lock {
  const release = (): void => {
    done();
    if (readIfThere(path) === text) rmSync(path, { force: true });
  };
  const done = onInterrupt(release);
  return { owner, release };
}

/** Makes the file with its content in one step, or returns false when there is one. */
function create(path: string, text: string): boolean {
  const temporary = `${path}.${process.pid}-${Math.trunc(performance.now() * 1000)}`;
  writeFileSync(temporary, text, { flag: "wx" });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS") throw error;
    return createWithoutLinks(path, text);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** For file systems without hard links: another process may see the file empty for a moment, which is not stale. */
function createWithoutLinks(path: string, text: string): boolean {
  try {
    const file = openSync(path, "wx");
    writeFileSync(file, text);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Replaces a stale lock. Only the process that holds `<path>.break` may remove one, and looks again before it does:
 * otherwise two that saw the same stale lock could each remove it, the second one removing the first one's new lock.
 */
function takeOver(path: string, text: string): boolean {
  if (!isStale(path)) return false;
  const guard = `${path}.break`;
  if (!create(guard, text)) {
    if (isStale(guard)) rmSync(guard, { force: true }); // its owner died within the few lines below
    return false;
  }
  try {
    if (isStale(path)) rmSync(path, { force: true });
    return create(path, text);
  } finally {
    rmSync(guard, { force: true });
  }
}

function isStale(path: string): boolean {
  const owner = readOwner(path);
  return owner !== undefined && owner.host === hostname() && !processIsAlive(owner.pid, owner.processStart);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function locked(path: string, owner: LockOwner | undefined): InputError {
  const who =
    owner === undefined
      ? "an unknown owner"
      : `process ${owner.pid} on ${owner.host} since ${owner.since}${owner.purpose === "" ? "" : ` (${owner.purpose})`}`;
  const fix =
    owner?.host === hostname()
      ? "wait until it has finished, or end that process"
      : "wait until it has finished; if that process no longer runs, remove the lock file";
  return new InputError([{ code: "locked", message: `locked by ${who}`, file: path, fix }], exitCodes.failed);
}
