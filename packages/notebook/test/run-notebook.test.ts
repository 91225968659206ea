import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// The built package: the kernel process is a file beside it.
import { notebookErrorText, runNotebook } from "@joulebook/notebook";
import { notebook } from "./notebooks.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "joulebook-notebook-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (): string => join(folder, "test.ipynb");

describe("a notebook that runs", () => {
  it("keeps values between cells, awaits at top level and collects streams and values", async () => {
    const document = notebook(
      "const a: number = 2;",
      "const b = await Promise.resolve(a * 21);\nconsole.log('b is', b);\nconsole.error('to stderr');\nb",
    );
    const run = await runNotebook(document, { file: file() });
    expect(run.error).toBeUndefined();
    expect(run).toMatchObject({ ok: true, executed: 2 });
    expect(run.notebook.cells[1]).toMatchObject({
      execution_count: 2,
      outputs: [
        { output_type: "stream", name: "stdout", text: "b is 42\n" },
        { output_type: "stream", name: "stderr", text: "to stderr\n" },
        { output_type: "stream", name: "stdout", text: "42\n" },
      ],
    });
  });

  it("carries rich output as one bundle", async () => {
    const document = notebook("import { display } from 'tslab';\ndisplay.html('<b>bold</b>');");
    const run = await runNotebook(document, { file: file() });
    expect(run.notebook.cells[0]?.outputs).toEqual([
      { output_type: "display_data", data: { "text/html": "<b>bold</b>" }, metadata: {} },
    ]);
  });

  it("imports a provided package with its types from any folder", async () => {
    const home = join(folder, "provided");
    mkdirSync(join(home, "dist"), { recursive: true });
    writeFileSync(
      join(home, "package.json"),
      '{"name":"lamp","type":"module","main":"dist/i.js","types":"dist/i.d.ts"}',
    );
    writeFileSync(join(home, "dist/i.js"), "export const watts = 6;");
    writeFileSync(join(home, "dist/i.d.ts"), "export declare const watts: number;");
    const packages = { lamp: home };
    const good = await runNotebook(notebook('import * as lamp from "lamp";\nlamp.watts * 2'), {
      file: file(),
      packages,
    });
    expect(good.notebook.cells[0]?.outputs).toEqual([{ output_type: "stream", name: "stdout", text: "12\n" }]);
    const bad = await runNotebook(notebook('import * as lamp from "lamp";\nlamp.volts'), { file: file(), packages });
    expect(bad.error).toMatchObject({ cell: 1, line: 2, name: "CompileError" });
  });
});

describe("a notebook that fails", () => {
  it("places a compile error at its cell and line and stops there", async () => {
    const run = await runNotebook(notebook("const a = 1;", "\n\nconst b: string = a;", "b"), { file: file() });
    expect(run.error).toMatchObject({ cell: 2, line: 3, source: "const b: string = a;", name: "CompileError" });
    expect(run.executed).toBe(1);
    expect(run.notebook.cells[1]?.outputs).toMatchObject([{ output_type: "error", ename: "CompileError" }]);
    expect(run.notebook.cells[2]?.outputs).toEqual([]);
    expect(notebookErrorText("test.ipynb", run.error ?? expect.fail())).toMatch(
      /^test\.ipynb: cell 2, line 3: CompileError: .*not assignable.*\n {4}const b: string = a;$/,
    );
  });

  it("places a throw at its source line although types, comments and blank lines are gone from the compiled text", async () => {
    const source = [
      "interface Lamp { watts: number }",
      "",
      "// a comment",
      "const lamp: Lamp = { watts: 6 };",
      "",
      "type Twice = (x: number) => number;",
      "const twice: Twice = (x) => 2 * x;",
      "console.log('before');",
      "if (twice(lamp.watts) === 12) {",
      "  throw new RangeError('too bright');",
      "}",
    ].join("\n");
    const run = await runNotebook(notebook(source), { file: file() });
    expect(run.error).toMatchObject({ cell: 1, line: 10, name: "RangeError", message: "too bright" });
    expect(run.notebook.cells[0]?.outputs?.map((output) => output.output_type)).toEqual(["stream", "error"]);
  });

  it("reports an unhandled rejection at the cell that left it", async () => {
    const run = await runNotebook(notebook("void Promise.reject(new Error('lost'));\nconst x = 1;", "x"), {
      file: file(),
    });
    expect(run.error).toMatchObject({ cell: 1, name: "Error", message: "lost" });
  });

  it("kills an endless loop at the timeout and keeps what it printed", async () => {
    const run = await runNotebook(notebook("console.log('once'); while (true) {}"), { file: file(), timeout: 2 });
    expect(run.error).toMatchObject({ cell: 1, name: "Timeout" });
    expect(run.notebook.cells[0]?.outputs?.[0]).toMatchObject({ text: "once\n" });
  });

  it("stops a cell that prints without end", async () => {
    const loop = "while (true) console.log('x'.repeat(1000));";
    const run = await runNotebook(notebook(loop), { file: file(), maxOutput: 1_000_000 });
    expect(run.error).toMatchObject({ cell: 1, name: "OutputLimit" });
    expect(JSON.stringify(run.notebook).length).toBeLessThan(1_200_000);
  });

  it("says that the kernel ended when a cell exits the process", async () => {
    const run = await runNotebook(notebook("process.exit(7)"), { file: file() });
    expect(run.error).toMatchObject({ cell: 1, name: "KernelError", message: expect.stringContaining("exit code 7") });
  });

  it("refuses a notebook of another kernel, in the executed copy too", async () => {
    const python = { ...notebook("print(1)"), metadata: { kernelspec: { name: "python3" } } };
    const run = await runNotebook(python, { file: file() });
    expect(run.error).toMatchObject({ name: "KernelError", message: expect.stringContaining('"python3"') });
    expect(run.notebook.cells[0]?.outputs).toMatchObject([{ output_type: "error", ename: "KernelError" }]);
  });

  it("leaves no kernel behind when it is aborted", async () => {
    const stop = new AbortController();
    const pids: string[] = [];
    const run = runNotebook(
      notebook("import { writeFileSync } from 'fs';\nwriteFileSync('pid', String(process.pid));", "while (true) {}"),
      { file: file(), signal: stop.signal, onCell: (number) => number === 2 && pids.push("second") && stop.abort() },
    );
    await expect(run).rejects.toThrow(/abort/i);
    expect(pids).toEqual(["second"]);
    const { readFileSync } = await import("node:fs");
    const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("names of earlier cells", () => {
  it("can be shorthand properties and keys of a destructuring", async () => {
    const document = notebook(
      "const device = 'pi'; const trends = [{ points: [1, 2], fit: { b: 3 } }];",
      "const { points: found, fit: { b } } = trends[0]!;\nconsole.log({ device, b }, found.length);",
      "console.log(trends.map(({ points: own }) => own.length + b));",
    );
    const run = await runNotebook(document, { file: file() });
    expect(run.error).toBeUndefined();
    expect(run.notebook.cells.slice(1).flatMap((cell) => cell.outputs ?? [])).toMatchObject([
      { text: "{ device: 'pi', b: 3 } 2\n" },
      { text: "[ 5 ]\n" },
    ]);
  });
});
