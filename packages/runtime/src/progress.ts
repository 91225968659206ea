import { printable } from "./printable.js";

/** Where progress is shown: `process.stderr` fits. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressOptions {
  /** Number of steps; without it only a count is shown. */
  readonly total?: number;
  readonly stream?: ProgressStream;
  /** Shown at all; default: the stream is a terminal that can rewrite a line (and `TERM` is not "dumb"). */
  readonly enabled?: boolean;
}

export interface Progress {
  /** Says how many steps are done. */
  update(done: number, note?: string): void;
  /** Takes the line away again. */
  end(): void;
}

/**
 * One line of progress on a terminal, rewritten at most ten times a second and removed at the end. Writes nothing where
 * standard error is a file or a pipe: logs stay clean.
 *
 * @example const shown = progress("figures", { total: 6 }); shown.update(1, "front"); shown.end();
 */
export function progress(
  label: string,
  {
    total,
    stream = process.stderr,
    enabled = stream.isTTY === true && process.env["TERM"] !== "dumb",
  }: ProgressOptions = {},
): Progress {
  if (!enabled) return { update() {}, end() {} };
  let shownAt = Number.NEGATIVE_INFINITY;
  let visible = false;
  return {
    update(done, note = "") {
      const now = performance.now();
      if (now - shownAt < 100 && done !== total) return;
      shownAt = now;
      visible = true;
      const count = total === undefined ? `${done}` : `${done}/${total} (${Math.floor((100 * done) / total)} %)`;
      const line = printable(`${label} ${count} ${note}`.trimEnd());
      stream.write(`\r${line.slice(0, Math.max(0, (stream.columns ?? 80) - 1))}\u001b[K`);
    },
    end() {
      if (visible) stream.write("\r\u001b[K");
      visible = false;
    },
  };
}
