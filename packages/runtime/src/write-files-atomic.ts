import { randomUUID } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import type { Stats } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { exitCodes, InputError } from "@joulebook/core";
import { insideRoot, realPath } from "./inside-root.js";
import { makeFolders } from "./make-folders.js";
import { onInterrupt } from "./on-interrupt.js";

/** Text (written as UTF-8), bytes, or chunks as they come. */
export type FileContent = string | Uint8Array | AsyncIterable<string | Uint8Array>;

export interface AtomicFile {
  readonly path: string;
  readonly content: FileContent;
}

export interface AtomicWriteOptions {
  /** Paths are relative to this folder and must stay inside it, links included. */
  readonly root?: string;
  readonly signal?: AbortSignal;
  /** Permissions of a new file, before the umask; default 0o666. A replaced file keeps its own. */
  readonly mode?: number;
}

/**
 * Writes several files that belong together, each as `writeFileAtomic` does: nothing appears under a final name before
 * every content is complete and on the disk; then all are renamed in one uninterruptible step. If a rename fails, those
 * done before it are taken back. Only a power cut or kill -9 inside that step can leave a part of the set, never a part
 * of a file.
 *
 * @returns the real paths written, in the order given
 * @throws InputError `cannot-write`, `same-file` or `outside-folder`; the abort's reason when `signal` aborts
 */
export async function writeFilesAtomic(
  files: readonly AtomicFile[],
  { root, signal, mode = 0o666 }: AtomicWriteOptions = {},
): Promise<readonly string[]> {
  signal?.throwIfAborted();
  const targets = files.map(({ path }) => target(path, root));
  checkDistinct(targets);
  const temporaries: string[] = [];
  const folders: string[] = [];
  const remove = (): void => {
    for (const path of temporaries) rmSync(path, { force: true });
    for (const folder of folders.toReversed()) removeIfEmpty(folder);
  };
  const done = onInterrupt(remove);
  try {
    for (const [index, { content }] of files.entries()) {
      const path = targets[index] as string;
      await naming(files[index] as AtomicFile, async () => {
        folders.push(...makeFolders(dirname(path)));
        if (root !== undefined) insideRoot(root, path);
        const temporary = temporaryName(path);
        temporaries.push(temporary);
        await writeAll(temporary, content, mode, statSync(path, { throwIfNoEntry: false })?.mode, signal);
      });
    }
    signal?.throwIfAborted();
    renameAll(files, temporaries, targets);
    for (const folder of new Set(targets.map((path) => dirname(path)))) flushFolder(folder);
    return targets;
  } catch (error) {
    remove();
    throw error;
  } finally {
    done();
  }
}

/** Where the content goes: links followed, and only a regular file (or nothing yet) may be there. */
function target(path: string, root: string | undefined): string {
  if (path === "" || path.includes("\0")) throw cannotWrite(path, "the name is empty or contains a NUL character");
  const wanted = root === undefined ? resolve(path) : insideRoot(root, path);
  const there = naming({ path }, () => lstatSync(wanted, { throwIfNoEntry: false }));
  if (there === undefined)
    return join(
      naming({ path }, () => realPath(dirname(wanted))),
      basename(wanted),
    );
  if (there.isSymbolicLink()) {
    const linked = resolve(dirname(wanted), readlinkSync(wanted));
    const real = naming({ path }, () => realPath(linked));
    if (root !== undefined) insideRoot(root, real);
    checkRegular(path, statSync(real, { throwIfNoEntry: false }));
    return real;
  }
  checkRegular(path, there);
  return join(realPath(dirname(wanted)), basename(wanted));
}

function checkRegular(path: string, stats: Stats | undefined): void {
  if (stats === undefined || stats.isFile()) return;
  throw cannotWrite(path, stats.isDirectory() ? "it is a folder" : "it is not a regular file");
}

function checkDistinct(targets: readonly string[]): void {
  const twice = targets.find((path, index) => targets.indexOf(path) !== index);
  if (twice === undefined) return;
  throw new InputError([
    { code: "same-file", message: "two outputs have the same name", file: twice, fix: "give each its own name" },
  ]);
}

/** Hidden, in the same folder (a rename must not cross file systems), short enough for any file system. */
function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 40)}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`);
}

async function writeAll(
  path: string,
  content: FileContent,
  mode: number,
  keptMode: number | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = openSync(path, "wx", mode);
  try {
    if (keptMode !== undefined) fchmodSync(file, keptMode & 0o777);
    for await (const chunk of chunks(content)) {
      signal?.throwIfAborted();
      writeFully(file, typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

async function* chunks(content: FileContent): AsyncGenerator<string | Uint8Array> {
  if (typeof content === "string" || content instanceof Uint8Array) yield content;
  else yield* content;
}

function writeFully(file: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) offset += writeSync(file, bytes, offset);
}

/** One synchronous step, so that no signal handler runs inside it; undone when a rename fails. */
function renameAll(files: readonly AtomicFile[], temporaries: readonly string[], targets: readonly string[]): void {
  const undo: (() => void)[] = [];
  const forget: (() => void)[] = [];
  try {
    for (const [index, path] of targets.entries()) {
      naming(files[index] as AtomicFile, () => {
        if (targets.length > 1) keepOld(path, undo, forget);
        renameSync(temporaries[index] as string, path);
      });
    }
  } catch (error) {
    for (const step of undo.toReversed()) step();
    throw error;
  }
  for (const step of forget) step();
}

/** A second name for what `path` shows now, so that a later failure in the set can put it back. */
function keepOld(path: string, undo: (() => void)[], forget: (() => void)[]): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    undo.push(() => rmSync(path, { force: true }));
    return;
  }
  const kept = temporaryName(path);
  try {
    linkSync(path, kept);
  } catch {
    copyFileSync(path, kept); // file systems without hard links
  }
  undo.push(() => renameSync(kept, path));
  forget.push(() => rmSync(kept, { force: true }));
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Someone else has put a file there meanwhile, or removed it: both are theirs to decide.
  }
}

/** Makes the rename itself durable. Not every system can flush a folder (Windows cannot). */
function flushFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // The content is on the disk; only the moment at which the new name is durable is then up to the system.
  }
}

/** Runs a step; a failure of the system becomes an error that names the output and says how to mend it. */
function naming<T>({ path }: { readonly path: string }, step: () => T): T {
  try {
    const result = step();
    return result instanceof Promise ? (result.catch((error: unknown) => fail(path, error)) as T) : result;
  } catch (error) {
    return fail(path, error);
  }
}

function fail(path: string, error: unknown): never {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const system = error instanceof Error && (error as NodeJS.ErrnoException).syscall !== undefined;
  if (!system || code === undefined) throw error;
  throw cannotWrite(path, `${meanings[code] ?? error.message} (${code})`);
}

const meanings: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file is larger than the system allows",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  EEXIST: "a part of its folder is a file",
  ENOTDIR: "a part of its folder is a file",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its links lead in a circle",
};

function cannotWrite(path: string, why: string): InputError {
  const problem = {
    code: "cannot-write",
    message: `cannot write the file: ${why}; nothing was left behind`,
    file: path,
    fix: "choose another file name or folder",
  };
  return new InputError([problem], exitCodes.failed);
}
