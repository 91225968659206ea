/**
 * The process a notebook runs in: tslab's converter and executor, driven by JSON lines. Events leave synchronously
 * through file descriptor 3, so that nothing said before a crash or an endless loop is lost, and a cell that prints
 * without end is slowed by its reader instead of filling the memory.
 */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";
import { Worker } from "node:worker_threads";
import { findTslab } from "./find-tslab.js";
import { provideModules } from "./kernel-modules.js";
import {
  type CellError,
  type CellRequest,
  type KernelEvent,
  type KernelSettings,
  kernelSettingsVariable,
} from "./kernel-protocol.js";
import { mendTslab } from "./mend-tslab.js";
import { sourceLines } from "./source-line.js";

interface Converted {
  readonly output?: string;
  readonly diagnostics: readonly {
    readonly messageText: string;
    readonly start: { readonly line: number; readonly character: number };
    readonly fileName?: string;
  }[];
}
interface Converter {
  convert(previous: string, source: string): Converted;
  close(): void;
}
interface Handler {
  handleExecute(
    request: object,
    writeStream: (name: "stdout" | "stderr", text: string) => void,
    writeDisplay: (display: { data: Record<string, unknown>; metadata: Record<string, unknown> }) => void,
  ): Promise<{ status: string }>;
}

const errorFile = "notebook-cell";

function send(event: KernelEvent): void {
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`);
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(3, bytes, sent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Ends this process when its parent is gone, even while a cell loops: the runner may have been killed. */
function watchParent(): void {
  const code = `const parent = process.ppid;
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 500);`;
  new Worker(code, { eval: true, stdin: false }).unref();
}

function start(): void {
  const settings = JSON.parse(process.env[kernelSettingsVariable] ?? '{"packages":{}}') as KernelSettings;
  delete process.env[kernelSettingsVariable];
  const tslab = findTslab();
  provideModules(tslab, settings.packages);
  mendTslab(tslab);
  watchParent();

  let source = "";
  let compiled = "";
  let cell = 0;
  let reported = false;
  const report = (error: unknown): void => {
    reported = true;
    send({ event: "error", error: describe(error, source, compiled, `${errorFile}-${cell}`) });
  };

  // tslab runs every cell under one file name; a name per cell tells which cell a stack frame belongs to.
  const run = vm.runInThisContext.bind(vm);
  vm.runInThisContext = (code: string, options?: vm.RunningCodeOptions | string) =>
    run(code, typeof options === "object" ? { ...options, filename: `${errorFile}-${cell}` } : options);

  const { createConverter } = tslab.require("./dist/converter") as { createConverter(options: object): Converter };
  const { createExecutor } = tslab.require("./dist/executor") as {
    createExecutor(folder: string, converters: object, console: object): object;
  };
  const { JupyterHandlerImpl } = tslab.require("./dist/jupyter") as {
    JupyterHandlerImpl: new (executor: object, isJs: boolean) => Handler;
  };
  const converter = createConverter({ isJS: false, isBrowser: false });
  const convert = converter.convert.bind(converter);
  converter.convert = (previous, text) => {
    const result = convert(previous, text);
    compiled = result.output ?? "";
    for (const { messageText, start: at, fileName } of result.diagnostics) {
      reported = true;
      const place = fileName === undefined ? { line: at.line + 1, column: at.character + 1 } : {};
      const message = fileName === undefined ? messageText : `${fileName}:${at.line + 1}: ${messageText}`;
      send({ event: "error", error: { name: "CompileError", message, ...place, stack: [] } });
    }
    return { ...result, diagnostics: result.diagnostics };
  };
  const console = {
    log: globalThis.console.log,
    error: (...parts: unknown[]): void => {
      // Diagnostics were reported with their place above; what remains is what the cell threw.
      if (!reported) report(parts[0]);
    },
  };
  const executor = createExecutor(process.cwd(), { node: converter, browser: converter, close: () => {} }, console);
  const handler = new JupyterHandlerImpl(executor, false);
  process.on("unhandledRejection", report);
  process.on("uncaughtException", report);

  const requests = createInterface({ input: process.stdin });
  requests.on("line", async (line) => {
    source = (JSON.parse(line) as CellRequest).code;
    compiled = "";
    reported = false;
    cell++;
    await handler.handleExecute(
      { code: source, silent: false, store_history: true, user_expressions: {} },
      (name, text) => send({ event: "stream", name, text }),
      ({ data, metadata }) => send({ event: "display", data, metadata }),
    );
    // A promise that the cell left rejected is reported before the cell counts as done.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    send({ event: "done" });
  });
  requests.on("close", () => process.exit(0));
  send({ event: "ready" });
}

function describe(error: unknown, source: string, compiled: string, file: string): CellError {
  const thrown = error instanceof Error || isErrorLike(error) ? error : undefined;
  if (thrown === undefined) return { name: "Error", message: `thrown: ${String(error)}`, stack: [] };
  const lines = sourceLines(compiled, source);
  const sourceLine = (line: string): number => (lines[Number(line) - 1] ?? 0) + 1;
  const frames = (thrown.stack ?? "").split("\n").filter((frame) => /^\s+at /.test(frame));
  const own = frames.filter((frame) => frame.includes(errorFile));
  const here = own.map((frame) => new RegExp(`${file}:(\\d+):\\d+`).exec(frame)?.[1]).find((line) => line);
  const stack = own.map((frame) =>
    frame.replace(new RegExp(`${file}:(\\d+):\\d+`), (_, line: string) => `line ${sourceLine(line)}`).trim(),
  );
  return {
    name: thrown.name,
    message: thrown.message,
    ...(here === undefined ? {} : { line: sourceLine(here) }),
    stack,
  };
}

function isErrorLike(error: unknown): error is Error {
  return typeof error === "object" && error !== null && "message" in error && "name" in error;
}

start();
