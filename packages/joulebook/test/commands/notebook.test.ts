import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook } from "../support/joulebook.js";
import { notebookFile, outputsOf } from "../support/notebook-file.js";

/** Each run starts a kernel. */
const patience = 120_000;
const parameters = ['const device: "pi" | "jetson" = "pi"; // the board\nconst rate = 5;', "parameters"] as const;

async function run(
  file: string,
  ...options: readonly string[]
): Promise<{ code: unknown; stderr: string; out: string }> {
  const out = join(freshFolder(), "out.ipynb");
  const { code, stderr } = await joulebook(["notebook", "run", file, "--out", out, ...options]);
  return { code, stderr, out };
}

describe("joulebook notebook run", () => {
  it(
    "puts the parameters in and prints one document that fits its schema",
    async () => {
      const file = notebookFile([parameters, "console.log(device, rate * 2);"]);
      const out = join(freshFolder(), "out.ipynb");
      const args = ["notebook", "run", file, "--out", out, "-p", "device=jetson", "-p", "rate=0.25", "--json"];
      const { code, stdout } = await joulebook(args);
      expect(code).toBe(0);
      expect(schemaErrors("notebook-run", stdout)).toEqual([]);
      expect(JSON.parse(stdout)).toMatchObject({ notebooks: [{ file, out, ok: true, cells: 3, executed: 3 }] });
      expect(outputsOf(out)).toMatchObject([{ text: "jetson 0.5\n" }]);
    },
    patience,
  );

  it("lists the parameters for an unknown name and a wrong value, and runs nothing", async () => {
    const file = notebookFile([parameters, "throw new Error('ran');"]);
    const { code, stderr, out } = await run(file, "-p", "devise=pi", "-p", "rate=fast", "-p", "device=toaster");
    expect(code).toBe(2);
    expect(stderr).toContain('unknown parameter "devise"');
    expect(stderr).toContain('device: "pi" | "jetson" = "pi", rate: number = 5');
    expect(stderr).toContain('rate cannot be "fast"');
    expect(stderr).toContain('device cannot be "toaster"');
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ["a file that is not there", "none.ipynb", /none\.ipynb/],
    ["something else than JSON", "text.ipynb", /this is not JSON/],
    ["JSON that is no notebook", "json.ipynb", /nbformat/],
  ])("ends with 3 for %s", async (_, name, message) => {
    const folder = freshFolder();
    writeFileSync(join(folder, "text.ipynb"), "no");
    writeFileSync(join(folder, "json.ipynb"), "{}");
    const { code, stderr, out } = await run(join(folder, name));
    expect(code).toBe(3);
    expect(stderr).toMatch(message);
    expect(existsSync(out)).toBe(false);
  });

  it("replaces no notebook by its copy, and no copy by another", async () => {
    const [one, two] = [notebookFile(["1"]), notebookFile(["2"])];
    for (const args of [
      [one, "--out", one],
      [one, two, "--out", freshFolder()],
    ]) {
      const { code, stderr } = await joulebook(["notebook", "run", ...args]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/would replace|same name/);
    }
  });

  it.each([
    [
      "a compile error",
      ["const a = 1;", "\nconst b: string = a;"],
      'cell 2, line 2 "const b: string = a;": CompileError',
    ],
    ["a syntax error", ["const = ;"], "cell 1, line 1"],
    ["an unhandled rejection", ["void Promise.reject(new Error('lost'));"], "cell 1"],
    ["an endless loop", ["while (true) {}", "1"], "cell 1: Timeout: no end after 4 s"],
  ])(
    "ends with 1 and writes the executed copy for %s",
    async (_, cells, message) => {
      const limit = message.includes("Timeout") ? "4s" : "1min";
      const { code, stderr, out } = await run(notebookFile(cells), "--timeout", limit);
      expect(code).toBe(1);
      expect(stderr.match(/^error: /gm)).toHaveLength(1);
      expect(stderr).toContain(message);
      expect(outputsOf(out).filter((output) => output.output_type === "error")).toHaveLength(1);
    },
    patience,
  );

  it(
    "stops at 64 MiB a cell that prints 100 MB, and keeps a copy that can be opened",
    async () => {
      const line = "x".repeat(999);
      const { code, stderr, out } = await run(
        notebookFile([`for (let i = 0; i < 100_000; i++) console.log(${JSON.stringify(line)});`]),
      );
      expect(code).toBe(1);
      expect(stderr).toContain("OutputLimit");
      const outputs = outputsOf(out);
      expect(outputs.at(-1)).toMatchObject({ output_type: "error", ename: "OutputLimit" });
      expect(readFileSync(out).length).toBeLessThan(80e6);
    },
    patience,
  );

  it("ends with 1 for a kernel that it does not have, and says so in the copy", async () => {
    const { code, stderr, out } = await run(notebookFile(["print(1)"], { kernel: "python3" }));
    expect(code).toBe(1);
    expect(stderr).toContain('the notebook asks for the kernel "python3"; expected joulebook or tslab');
    expect(outputsOf(out)).toMatchObject([{ output_type: "error", ename: "KernelError" }]);
  });

  it(
    "shows names with markup and formulas as text",
    async () => {
      const name = '=HYPERLINK("x")<img src=x onerror=alert(1)></script>';
      const source = `import * as jb from "joulebook";
const name = ${JSON.stringify(name)};
await jb.show([{ model: name }]);
await jb.show(jb.energyAccuracyFigure([{ id: name, model: name, device: name, energy: 1, accuracy: 0.5, keys: { backend: name } }]));`;
      const { code, stderr, out } = await run(notebookFile([source]));
      expect([code, stderr]).toEqual([0, ""]);
      for (const output of outputsOf(out)) {
        if (output.output_type !== "display_data") continue;
        const html = String(output.data["text/html"]);
        const own = html.slice(html.indexOf("joulebook-figure-"));
        expect(own).not.toContain("<img src=x");
        expect(own).not.toContain("x)</script>");
        expect(String(output.data["image/svg+xml"] ?? "")).not.toContain("<img");
        expect(String(output.data["text/markdown"] ?? "")).not.toContain("<img");
      }
    },
    patience,
  );
});

describe("joulebook notebook params", () => {
  it("lists what -p can set", async () => {
    const { code, stdout } = await joulebook(["notebook", "params", notebookFile([parameters]), "--json"]);
    expect(code).toBe(0);
    expect(schemaErrors("notebook-params", stdout)).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({
      parameters: [
        { name: "device", type: "string", default: "pi", allowed: ["pi", "jetson"], description: "the board" },
        { name: "rate", type: "number", default: 5 },
      ],
    });
    const { stdout: text } = await joulebook(["notebook", "params", notebookFile(["1"])]);
    expect(text).toContain("no parameters");
  });
});

describe("joulebook notebook check", () => {
  it("is content with a clean notebook", async () => {
    const { code, stdout } = await joulebook(["notebook", "check", notebookFile([parameters, "rate"]), "--json"]);
    expect(code).toBe(0);
    expect(schemaErrors("notebook-check", stdout)).toEqual([]);
  });

  it(
    "names outputs, injected cells, unreadable parameters, another kernel and stale pages with exit code 5",
    async () => {
      const file = notebookFile([["const a = 1;\nconst b = a + 1;", "parameters"], "a"], { kernel: "tslab" });
      const { out } = await run(file, "-p", "a=2");
      const first = await joulebook(["notebook", "check", out]);
      expect(first.code).toBe(5);
      expect(first.stderr).toContain("has outputs");
      expect(first.stderr).toContain("holds the parameters of one run");
      expect(first.stderr).toContain("cell 1, line 2 declares no parameter: const b = a + 1;");
      expect(first.stderr).toContain('the kernel is "tslab"');
      const second = await joulebook(["notebook", "check", file, "--pages", dirname(file)]);
      expect(second.stderr).toContain("the notebook has no rendered page");
      writeFileSync(file.replace(".ipynb", ".md"), "old\n<!-- cells 00 -->\n");
      const third = await joulebook(["notebook", "check", file, "--pages", dirname(file), "--json"]);
      expect(third.code).toBe(5);
      expect(JSON.parse(third.stdout)).toMatchObject({ schema: "joulebook/error@1", ok: false });
      expect(third.stdout).toContain("the page shows other cells than the notebook");
    },
    patience,
  );
});

describe("joulebook kernel install", () => {
  it("writes a kernelspec that starts this very program", async () => {
    const prefix = freshFolder();
    const { code, stdout } = await joulebook(["kernel", "install", "--prefix", prefix, "--json"]);
    expect(code).toBe(0);
    expect(schemaErrors("kernel-install", stdout)).toEqual([]);
    const folder = join(prefix, "share", "jupyter", "kernels", "joulebook");
    expect(readdirSync(folder)).toEqual(["kernel.json"]);
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as { argv: readonly string[] };
    expect(spec).toMatchObject({ display_name: "Joulebook (TypeScript)", language: "typescript" });
    expect(spec.argv.at(-1)).toBe("{connection_file}");
    expect(spec.argv.slice(0, -3).every((word) => word.startsWith("-") || existsSync(word))).toBe(true);
  });

  it("refuses two places, and a folder that is a file", async () => {
    expect((await joulebook(["kernel", "install", "--user", "--prefix", "x"])).code).toBe(2);
    const prefix = join(freshFolder(), "file");
    writeFileSync(prefix, "");
    expect((await joulebook(["kernel", "install", "--prefix", prefix])).code).toBe(1);
  });
});
