import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Bytes, Seconds } from "@joulebook/core";
import { findTslab } from "./find-tslab.js";
import { type CellError, type KernelEvent, kernelSettingsVariable } from "./kernel-protocol.js";
import { type CellOutput, cellTags, cellText, type NotebookCell, type NotebookDocument } from "./notebook-format.js";
import { OutputCollector } from "./output-collector.js";

export interface RunOptions {
  /** The notebook's own path: cells run in its folder. */
  readonly file: string;
  /** Longest time one cell may take; default 600 s. */
  readonly timeout?: Seconds;
  /** Most output the whole notebook may make; default 64 MiB. */
  readonly maxOutput?: Bytes;
  /** Package name to folder: importable from the notebook wherever it lies. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Stops the run at once: the kernel is killed and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called before each code cell: its number among `count` code cells, from 1. */
  readonly onCell?: (number: number, count: number) => void;
}

/** Why a run failed, placed where a reader looks: the cell's number in the notebook (from 1) and its source line. */
export interface NotebookError {
  /** 1-based among all cells as the file has them; undefined for the injected parameters or before any cell. */
  readonly cell?: number;
  readonly line?: number;
  /** The text of that line. */
  readonly source?: string;
  readonly name: string;
  readonly message: string;
}

export interface NotebookRun {
  readonly ok: boolean;
  /** The executed copy, with outputs up to and including the error. */
  readonly notebook: NotebookDocument;
  readonly error?: NotebookError;
  /** Code cells that ran to their end. */
  readonly executed: number;
}

/** Kernels that tslab can stand in for. */
const kernels = ["joulebook", "tslab"];

/**
 * Runs a notebook on tslab in a child process and returns the executed copy, whatever happens: a compile error, a
 * throw, an unhandled rejection, a timeout, too much output, a kernel that dies or is not there all end in one nbformat
 * `error` output at the cell and in `error` of the result.
 */
export async function runNotebook(document: NotebookDocument, options: RunOptions): Promise<NotebookRun> {
  options.signal?.throwIfAborted();
  const cells: NotebookCell[] = document.cells.map((cell) =>
    cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell,
  );
  const code = cells.flatMap((cell, index) => (cell.cell_type === "code" ? [index] : []));
  let executed = 0;
  let error: NotebookError | undefined;
  const fail = (index: number | undefined, thrown: CellError): void => {
    error = placed(document, index, thrown);
    const at = index ?? code[0];
    const cell = at === undefined ? undefined : cells[at];
    if (cell !== undefined && at !== undefined) {
      cells[at] = { ...cell, outputs: [...(cell.outputs ?? []), errorOutput(error, thrown.stack)] };
    }
  };

  const unfit = kernelProblem(document);
  if (unfit !== undefined) fail(undefined, unfit);
  else {
    const kernel = new Kernel(options);
    try {
      const failure = await kernel.ready();
      if (failure !== undefined) fail(undefined, failure);
      else {
        for (const [position, index] of code.entries()) {
          options.onCell?.(position + 1, code.length);
          const cell = cells[index];
          if (cell === undefined) continue;
          const { outputs, thrown } = await kernel.execute(cellText(cell.source));
          cells[index] = { ...cell, outputs, execution_count: position + 1 };
          if (thrown !== undefined) {
            fail(index, thrown);
            break;
          }
          executed++;
        }
      }
    } finally {
      await kernel.end();
    }
  }
  options.signal?.throwIfAborted();
  return { ok: error === undefined, notebook: { ...document, cells }, executed, ...(error && { error }) };
}

/** The error as one line: `notebook.ipynb: cell 4, line 2: TypeError: x is not a function`. */
export function notebookErrorText(file: string, error: NotebookError): string {
  const { source, name, message } = error;
  const where = [file, notebookPlace(error)].filter((part) => part !== "").join(": ");
  return `${where}: ${name}: ${message}${source === undefined ? "" : `\n    ${source.trim()}`}`;
}

/** Where in the notebook an error is: `cell 4, line 2`; empty when no cell is to blame. */
export function notebookPlace({ cell, line }: Pick<NotebookError, "cell" | "line">): string {
  const place = [cell === undefined ? undefined : `cell ${cell}`, line === undefined ? undefined : `line ${line}`];
  return place.filter((part) => part !== undefined).join(", ");
}

function kernelProblem(document: NotebookDocument): CellError | undefined {
  const { kernelspec } = document.metadata as { kernelspec?: { name?: unknown } };
  const name = kernelspec?.name ?? "joulebook";
  if (!kernels.includes(String(name))) {
    const message = `the notebook asks for the kernel ${JSON.stringify(name)}; expected ${kernels.join(" or ")}`;
    return { name: "KernelError", message, stack: [] };
  }
  try {
    findTslab();
    return undefined;
  } catch (error) {
    return { name: "KernelError", message: (error as Error).message, stack: [] };
  }
}

function placed(document: NotebookDocument, index: number | undefined, thrown: CellError): NotebookError {
  const { name, message, line } = thrown;
  const cell = index === undefined ? undefined : document.cells[index];
  if (index === undefined || cell === undefined) return { name, message };
  const source = line === undefined ? undefined : cellText(cell.source).split("\n")[line - 1];
  const number = document.cells
    .slice(0, index + 1)
    .filter((before) => !cellTags(before).includes("injected-parameters")).length;
  const injected = cellTags(cell).includes("injected-parameters");
  return {
    name,
    message,
    ...(injected ? {} : { cell: number }),
    ...(line === undefined ? {} : { line }),
    ...(source === undefined ? {} : { source }),
  };
}

function errorOutput({ name, message, cell, line, source }: NotebookError, stack: readonly string[]): CellOutput {
  const place =
    cell === undefined || line === undefined ? [] : [`cell ${cell}, line ${line}: ${(source ?? "").trim()}`];
  const traceback = [`${name}: ${message}`, ...place, ...stack];
  return { output_type: "error", ename: name, evalue: message, traceback };
}

/** Longest time that a kernel may take to start, on a busy machine too. */
const startTimeout: Seconds = 120;

/** One kernel process: asked one cell at a time, heard through file descriptor 3. */
class Kernel {
  readonly #process: ChildProcess;
  readonly #timeout: Seconds;
  readonly #limit: Bytes;
  #heard: Bytes = 0;
  #collector = new OutputCollector();
  #thrown: CellError | undefined;
  #settle: (() => void) | undefined;
  #exited: string | undefined;
  readonly #abort = (): void => this.#stop({ name: "Interrupted", message: "the run was stopped", stack: [] });
  readonly #signal: AbortSignal | undefined;
  /** The kernel's temporary files, a browser's profile among them: a kernel that is killed cannot remove them. */
  readonly #temporary = mkdtempSync(join(tmpdir(), "joulebook-kernel-"));
  /** Also when this process exits in the middle of a run, no kernel outlives it. */
  readonly #onExit = (): void => this.kill();

  constructor({ file, timeout = 600, maxOutput = 64 * 2 ** 20, packages = {}, signal }: RunOptions) {
    this.#timeout = timeout;
    this.#limit = maxOutput;
    this.#signal = signal;
    const entry = fileURLToPath(new URL("./kernel-process.js", import.meta.url));
    this.#process = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", entry], {
      cwd: dirname(file),
      env: {
        ...process.env,
        TMPDIR: this.#temporary,
        TMP: this.#temporary,
        TEMP: this.#temporary,
        FORCE_COLOR: "0",
        NO_COLOR: "1",
        [kernelSettingsVariable]: JSON.stringify({ packages }),
      },
      stdio: ["pipe", "pipe", "pipe", "pipe"],
    });
    process.once("exit", this.#onExit);
    signal?.addEventListener("abort", this.#abort, { once: true });
    // What bypasses the cell's console (native code, child processes) still belongs to the cell.
    this.#process.stdout?.on("data", (text: Buffer) =>
      this.#hear({ event: "stream", name: "stdout", text: `${text}` }),
    );
    this.#process.stderr?.on("data", (text: Buffer) =>
      this.#hear({ event: "stream", name: "stderr", text: `${text}` }),
    );
    const events = createInterface({ input: this.#process.stdio[3] as Readable });
    events.on("line", (line) => this.#hear(JSON.parse(line) as KernelEvent, line.length));
    this.#process.stdin?.on("error", () => {});
    this.#process.on("error", (error) => this.#stop({ name: "KernelError", message: error.message, stack: [] }));
    this.#process.on("close", (exitCode, signalName) => {
      const said = this.#collector.text("stderr").trim().split("\n").at(-1) ?? "";
      const how = signalName ?? `exit code ${exitCode}`;
      this.#exited = `the kernel ended (${how}) before the cell did${said === "" ? "" : `; it said: ${said}`}`;
      if (this.#settle !== undefined) this.#stop({ name: "KernelError", message: this.#exited, stack: [] });
    });
  }

  /** Waits until the kernel listens; undefined when it does. Starting is no cell: its own limit holds. */
  async ready(): Promise<CellError | undefined> {
    return (await this.#wait(Math.max(this.#timeout, startTimeout))).thrown;
  }

  async execute(source: string): Promise<{ outputs: readonly CellOutput[]; thrown: CellError | undefined }> {
    if (this.#exited !== undefined) {
      return { outputs: [], thrown: { name: "KernelError", message: this.#exited, stack: [] } };
    }
    const result = this.#wait(this.#timeout);
    this.#process.stdin?.write(`${JSON.stringify({ code: source })}\n`);
    return await result;
  }

  /** Lets the kernel clean up after itself (a browser's profile, say); one that does not end in time is killed. */
  async end(): Promise<void> {
    const exited = new Promise((resolve) => this.#process.once("close", resolve));
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.stdin?.end();
      const timer = setTimeout(() => this.#process.kill("SIGKILL"), 3000);
      await exited;
      clearTimeout(timer);
    }
    this.kill();
  }

  kill(): void {
    process.removeListener("exit", this.#onExit);
    this.#signal?.removeEventListener("abort", this.#abort);
    this.#process.kill("SIGKILL");
    removeForGood(this.#temporary);
  }

  async #wait(timeout: Seconds): Promise<{ outputs: readonly CellOutput[]; thrown: CellError | undefined }> {
    this.#collector = new OutputCollector();
    this.#thrown = undefined;
    const message = `no end after ${timeout} s; the kernel was stopped (--timeout sets another limit)`;
    const timer = setTimeout(() => this.#stop({ name: "Timeout", message, stack: [] }), timeout * 1000);
    await new Promise<void>((resolve) => {
      this.#settle = resolve;
      if (this.#signal?.aborted === true) this.#abort();
    });
    clearTimeout(timer);
    this.#settle = undefined;
    return { outputs: this.#collector.outputs(), thrown: this.#thrown };
  }

  #hear(event: KernelEvent, size = 0): void {
    this.#heard += size;
    if (this.#heard > this.#limit) {
      const message = `more than ${this.#limit} bytes of output; the kernel was stopped`;
      this.#stop({ name: "OutputLimit", message, stack: [] });
    } else if (event.event === "ready" || event.event === "done") this.#settle?.();
    else if (event.event === "error") this.#thrown ??= event.error;
    else this.#collector.add(event);
  }

  #stop(error: CellError): void {
    this.#thrown ??= error;
    this.#process.kill("SIGKILL");
    this.#settle?.();
  }
}

/** Looks, 100 ms apart, for which nothing may come back, and the most that are made: about 1 s and 6 s. */
const quietLooks = 10;
const mostLooks = 60;

/**
 * Removes the temporary files of a kernel that has ended. A browser that the kernel left behind has its profile there
 * and writes its last files when it ends: it is killed, and this looks again until nothing has come back for a while.
 */
function removeForGood(folder: string): void {
  if (!existsSync(folder)) return;
  let quiet = readdirSync(folder).length === 0 ? quietLooks : 0;
  for (let tries = 0; tries < mostLooks; tries++) {
    const killed = quiet < quietLooks && killUsersOf(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    if (quiet >= quietLooks) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    quiet = killed || existsSync(folder) ? 0 : quiet + 1;
  }
}

/** Kills the processes that were started with a path in the folder; whether there were any. Knows none on Windows. */
function killUsersOf(folder: string): boolean {
  const { stdout } = spawnSync("ps", ["-axo", "pid=,stat=,args="], { encoding: "utf8" });
  const users = (stdout ?? "").split("\n").flatMap((line) => {
    const [, pid, state = ""] = /^\s*(\d+)\s+(\S+)/.exec(line) ?? [];
    return pid !== undefined && line.includes(folder) && !state.startsWith("Z") ? [Number(pid)] : [];
  });
  for (const pid of users) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
  return users.length > 0;
}
