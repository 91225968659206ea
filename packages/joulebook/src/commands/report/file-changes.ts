import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Time and size of every file, by path. */
export type FileStates = ReadonlyMap<string, string>;

const ignored = new Set(["node_modules", "test", "test-long", "src", ".git"]);

/** The states of files and of all files in folders; build records, tests and sources that do not run are left out. */
export function filesBelow(places: readonly string[]): FileStates {
  const found = new Map<string, string>();
  const visit = (path: string): void => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (!stats.isDirectory()) {
      if (!path.endsWith(".tsbuildinfo")) found.set(path, `${stats.mtimeMs} ${stats.size}`);
      return;
    }
    for (const entry of readdirSync(path)) if (!ignored.has(entry)) visit(join(path, entry));
  };
  for (const place of places) visit(place);
  return found;
}

/**
 * Waits until a file differs from what it was, and then until nothing has changed for one more look, so that a build in
 * progress is not read half-way. Files are looked at, not subscribed to: that works on every file system.
 *
 * @returns a path that changed, appeared or went
 */
export async function nextChange(
  places: readonly string[],
  before: FileStates,
  { interval = 500, signal }: { readonly interval?: number; readonly signal?: AbortSignal } = {},
): Promise<string> {
  let last = before;
  let changed: string | undefined;
  for (;;) {
    await setTimeout(interval, undefined, signal === undefined ? {} : { signal });
    const now = filesBelow(places);
    const different = difference(last, now);
    if (different === undefined && changed !== undefined) return changed;
    changed ??= different;
    last = now;
  }
}

function difference(before: FileStates, now: FileStates): string | undefined {
  for (const [path, state] of now) if (before.get(path) !== state) return path;
  for (const path of before.keys()) if (!now.has(path)) return path;
  return undefined;
}
