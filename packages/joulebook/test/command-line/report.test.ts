import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook, joulebookProcess } from "../support/joulebook.js";

interface ReportJson {
  readonly outputs: readonly {
    readonly path: string;
    readonly kind: string;
    readonly sha256: string;
    readonly bytes: number;
  }[];
  readonly inputs: readonly { readonly name: string }[];
  readonly errors?: readonly { readonly code: string; readonly fix: string }[];
}

test("a report names its files with their hashes and inputs; exit code 4 says that its question has no feasible answer", async () => {
  const folder = freshFolder();
  const out = join(folder, "deep", "review.pdf");
  const args = ["report", "design-review", "-p", "budget=1mJ", "--formats", "html,data", "--out", out, "--json"];
  const { code, stdout } = await joulebook(args);
  expect(code).toBe(4);
  expect(schemaErrors("report", stdout)).toEqual([]);
  const { outputs, inputs } = JSON.parse(stdout) as ReportJson;
  expect(readdirSync(join(folder, "deep")).toSorted()).toEqual(["review", "review.html"]);
  expect(outputs.map(({ kind }) => kind)).toContain("csv");
  for (const { path, sha256, bytes } of outputs) {
    const content = readFileSync(path);
    expect([sha256, bytes]).toEqual([createHash("sha256").update(content).digest("hex"), content.length]);
  }
  expect(inputs.length).toBeGreaterThan(0);
});

test("without STUDY the studies are listed with their parameters", async () => {
  const { code, stdout } = await joulebook(["report"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^design-review: /);
  expect(stdout).toContain("raspberry-pi-4");
});

/** Where no known place of a browser exists: another system's, and an empty PATH. */
const elsewhere = `data:text/javascript,${encodeURIComponent(
  'Object.defineProperty(process, "platform", { value: "win32" }); for (const name of ["PROGRAMFILES", "LOCALAPPDATA"]) delete process.env[name];',
)}`;

test.skipIf(process.platform === "win32")(
  "without a browser everything else is written, the message says how to get one, and the exit code is 1",
  async () => {
    const folder = freshFolder();
    const { code, stdout } = await joulebookProcess(["report", "design-review", "--out", "review.pdf", "--json"], {
      cwd: folder,
      node: ["--import", elsewhere],
      env: {
        PATH: "",
        HOME: folder,
        PUPPETEER_CACHE_DIR: folder,
        JOULEBOOK_BROWSER: "",
        PUPPETEER_EXECUTABLE_PATH: "",
        CHROME_PATH: "",
      },
    });
    expect(code).toBe(1);
    expect(schemaErrors("error", stdout)).toEqual([]);
    const { errors, outputs } = JSON.parse(stdout) as ReportJson;
    expect(errors?.map((error) => error.code)).toEqual(["no-browser"]);
    expect(errors?.[0]?.fix).toContain("npx puppeteer browsers install");
    expect(new Set(outputs.map(({ kind }) => kind))).toEqual(new Set(["html", "csv"]));
    expect(readdirSync(folder).toSorted()).toEqual(["review", "review.html"]);
  },
);
