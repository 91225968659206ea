import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NoBrowserError } from "../../src/browser/no-browser-error.js";
import { writeReport } from "../../src/output/write-report.js";
import { hostileName, sampleDocument, sampleFigure } from "../sample-document.js";
import { describeWithBrowser } from "../with-browser.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "joulebook-report-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A machine without any browser. */
const noBrowser = { env: {}, home: "/nowhere", platform: "darwin" };

describe("writeReport", () => {
  it("writes the page and the data where there is no browser, and says how to get the PDF", async () => {
    const written = await writeReport(sampleDocument(), { folder, name: "sample", ...noBrowser });
    expect(written.noBrowser).toBeInstanceOf(NoBrowserError);
    expect(written.noBrowser?.message).toContain("apt-get install chromium-headless-shell");
    expect(written.pdf).toBeUndefined();
    expect(readdirSync(folder).toSorted()).toEqual(["sample", "sample.html"]);
    expect(readdirSync(join(folder, "sample")).toSorted()).toEqual(["front.csv", "models.csv"]);
  });

  it("defuses formulas in the data", async () => {
    await writeReport(sampleDocument({ name: "=cmd()" }), { folder, name: "sample", formats: ["data"] });
    expect(readFileSync(join(folder, "sample", "models.csv"), "utf8")).toContain("\n'=cmd(),10,0\n");
  });

  it("leaves nothing behind when a cross-reference is wrong", async () => {
    const document = { ...sampleDocument(), references: [] };
    await expect(writeReport(document, { folder, name: "sample", ...noBrowser })).rejects.toThrow("{ref:merkel}");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describeWithBrowser("writeReport with a browser", () => {
  it("writes everything, the pictures and data beside the report", async () => {
    const written = await writeReport(sampleDocument({ name: hostileName }), { folder, name: "sample" });
    expect(written.noBrowser).toBeUndefined();
    expect(
      readFileSync(written.pdf ?? "")
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(readdirSync(join(folder, "sample")).toSorted()).toEqual(["front.csv", "front.svg", "models.csv"]);
    expect(
      readFileSync(join(folder, "sample", "front.svg"), "utf8").match(/<(?:script|img|foreignObject)[^>]*>/g),
    ).toBeNull();
  });

  it("lets no legend be cut where a viewer's text is wider than ours", async () => {
    const { sections, ...rest } = sampleDocument();
    const traces = ["one", "two"].map((name) => ({ type: "scatter", name, x: [1, 2], y: [1, 2] }));
    const figure = { ...sampleFigure(), id: "legend", data: traces, layout: { showlegend: true } };
    const legend = { id: "legend", title: "L", blocks: [{ kind: "figure" as const, figure }] };
    await writeReport({ ...rest, sections: [...sections, legend] }, { folder, name: "sample", formats: ["figures"] });
    const groups = readFileSync(join(folder, "sample", "legend.svg"), "utf8").match(/<g class="scrollbox"[^>]*>/g);
    expect(groups).toHaveLength(1);
    expect(groups?.[0]).not.toContain("clip-path");
  });

  it("writes nothing when a figure is faulty", async () => {
    const { sections, ...rest } = sampleDocument();
    const figure = { ...sampleFigure(), data: [{ type: "scater", x: [1], y: [1] }] };
    const faulty = {
      ...rest,
      sections: [
        ...sections,
        { id: "faulty", title: "F", blocks: [{ kind: "figure" as const, figure: { ...figure, id: "faulty" } }] },
      ],
    };
    await expect(writeReport(faulty, { folder, name: "sample" })).rejects.toThrow("Plotly finds fault");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves neither files nor a browser behind when it is interrupted", async () => {
    const script = join(folder, "print.mjs");
    const report = new URL("../../dist/index.js", import.meta.url).href;
    const document = JSON.stringify(sampleDocument({ rows: 2000 })).replaceAll("null", '""');
    writeFileSync(
      script,
      `import { openRenderer, writeReport } from ${JSON.stringify(report)};
       const renderer = await openRenderer();
       console.log("printing");
       await writeReport(${document}, { folder: ${JSON.stringify(join(folder, "out"))}, name: "sample", renderer });
       console.log("written");`,
    );
    const child = spawn(process.execPath, [script], {
      stdio: ["ignore", "pipe", "inherit"],
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
    });
    let output = "";
    const code = await new Promise<number | null>((resolve) => {
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes("printing")) setTimeout(() => child.kill("SIGINT"), 200);
      });
      child.on("exit", resolve);
    });
    expect(output).not.toContain("written");
    expect(code).toBe(130);
    expect(existsSync(join(folder, "out"))).toBe(false);
    expect(profilesOf(child.pid ?? 0)).toEqual([]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`joulebook-browser-${child.pid}-`))).toEqual([]);
  });
});

/** Command lines of running browsers whose profile a process of this id has made. */
function profilesOf(parent: number): string[] {
  if (!existsSync("/proc")) return [];
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        return [readFileSync(`/proc/${entry}/cmdline`, "utf8")];
      } catch {
        return []; // it has ended meanwhile
      }
    })
    .filter((line) => line.includes(`joulebook-browser-${parent}-`));
}
