import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import type { Bytes } from "@joulebook/core";
import { InputError } from "@joulebook/core";
import type { Problem } from "@joulebook/core";

/** What a log holds: its records in order, and how many bytes of a torn last line were left out. */
export interface LogContent {
  readonly records: readonly unknown[];
  readonly tornBytes: Bytes;
}

export interface AppendLogOptions {
  /** Flush to the disk after each record: survives a power cut, not only kill -9; default false. */
  readonly durable?: boolean;
}

/** An open log; one writer at a time (take a `lock` where several processes may want it). */
export interface AppendLog {
  /** What was in the file when it was opened. */
  readonly content: LogContent;
  /** Adds one record as one line. When it returns, the record survives the death of this process. */
  append(record: unknown): void;
  close(): void;
}

/**
 * Opens (or makes) a JSON-lines log for appending. A line counts only once its line break is in the file, so a process
 * killed in the middle of a line loses that line alone: opening cuts it off and says so in `content.tornBytes`.
 *
 * @throws InputError `bad-log-line` naming every complete line that is not JSON: something else wrote to the file
 * @example const log = openAppendLog("trials.jsonl"); log.append({ index: 0, energy: 0.05 }); log.close();
 */
export function openAppendLog(path: string, { durable = false }: AppendLogOptions = {}): AppendLog {
  const file = openSync(path, "a+");
  try {
    const content = parse(path, readAll(file));
    let size = fstatSync(file).size - content.tornBytes;
    if (content.tornBytes > 0) ftruncateSync(file, size);
    return {
      content,
      append(record) {
        const line = Buffer.from(`${lineOf(record)}\n`, "utf8");
        try {
          for (let offset = 0; offset < line.length; ) offset += writeSync(file, line, offset);
        } catch (error) {
          ftruncateSync(file, size); // a full disk may leave a part of the line
          throw error;
        }
        size += line.length;
        if (durable) fsyncSync(file);
      },
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/**
 * Reads a log without changing it, also while it is written; a torn last line is left out.
 *
 * @throws InputError `bad-log-line`, as `openAppendLog` does; the system's error when the file cannot be read
 */
export function readAppendLog(path: string): LogContent {
  const file = openSync(path, "r");
  try {
    return parse(path, readAll(file));
  } finally {
    closeSync(file);
  }
}

function lineOf(record: unknown): string {
  const line = JSON.stringify(record) as string | undefined;
  if (line === undefined) throw new TypeError(`append: ${typeof record} is not a JSON value`);
  return line;
}

function readAll(file: number): Buffer {
  const parts: Buffer[] = [];
  for (let position = 0; ; ) {
    const part = Buffer.allocUnsafe(1 << 20);
    const read = readSync(file, part, 0, part.length, position);
    if (read === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, read));
    position += read;
  }
}

function parse(path: string, bytes: Buffer): LogContent {
  const records: unknown[] = [];
  const problems: Problem[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    const line = records.length + problems.length + 1;
    try {
      records.push(JSON.parse(bytes.toString("utf8", start, end)));
    } catch {
      problems.push({ code: "bad-log-line", message: "not a JSON line", file: path, line, column: 1 });
    }
    start = end + 1;
  }
  if (problems.length > 0) throw new InputError(problems.slice(0, maxProblems));
  return { records, tornBytes: bytes.length - start };
}

/** More would say nothing new about the file. */
const maxProblems = 20;
