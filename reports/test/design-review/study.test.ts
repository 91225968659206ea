import { documentHtml, type Block, type ReportDocument, type Section } from "@joulebook/report";
import { describe, expect, it } from "vitest";
import { knownDevices } from "../../src/design-review/parameters.js";
import { runStudy } from "../../src/run-study.js";
import { rawTable } from "../raw-table.js";

const env = {};

describe("the design review", () => {
  it("recommends what the raw table says: the most accurate row within the budget", async () => {
    const { document, feasible } = await runStudy(
      "design-review",
      { device: "raspberry-pi-4", budget: "100mJ" },
      { env },
    );
    // On this board each runtime's newest software was measured in round v2.0, which the raw table tells by its name.
    const rows = rawTable().filter((row) => row["device"] === "raspberry-pi-4" && row["round"] === "v2.0");
    const within = rows.filter((row) => Number(row["energy_per_inference_j"]) <= 0.1);
    const accuracy = (row: (typeof rows)[number]): number => Number(row["accuracy_top1_percent"]);
    const best = within.reduce((top, row) => (accuracy(row) > accuracy(top) ? row : top));
    expect(rows).toHaveLength(188);
    expect(feasible).toBe(true);
    const answer = textOf(document.sections[0]);
    expect(answer).toContain(`Use mobilenet-v2-1.0-160-int8 with tflite-ruy`);
    expect(answer).toContain(`Use ${best["model_id"]} with ${best["backend"]}`);
    expect(answer).toContain(`of the ${within.length} candidates (of ${rows.length} measured)`);
    const numbers = blocksOf(document)
      .find((block) => block.kind === "key-numbers")
      ?.numbers.map(({ value }) => value);
    expect(numbers?.[0]).toBe(accuracy(best).toFixed(1));
    expect(numbers?.[1]).toBe((Number(best["energy_per_inference_j"]) * 1e3).toFixed(1));
    expect(numbers?.[2]).toBe(Number(best["mean_latency_ms"]).toFixed(1));
  });

  it("says on its first page what it was made from", async () => {
    const { document } = await runStudy("design-review", { seed: "7" }, { env: { SOURCE_DATE_EPOCH: "1700000000" } });
    expect(document.made).toMatchObject({
      seed: 7,
      date: "2023-11-14",
      inputs: [
        {
          name: "mlperf-inference-edge-open",
          hash: "3990ddb9f35ec8d4c5c35a8728ba45121d24ec4bb056203f7e4c8ef321fa6133",
        },
        { name: "timm-results", hash: "30972bf7c7ab451bbd4480ec6116b13d0a84441c57bbc946896fd312264acfcd" },
        { name: "torchvision-weights-meta", hash: "b7567ab06cb412f0b4fad8c35afa29f41f898d91d5f32808b5916eeae0bf09b2" },
      ],
    });
    expect(document.made.versions.map(({ name }) => name)).toEqual(["joulebook", "node", "plotly.js", "katex"]);
  });

  it("calls the derived energies what they are", async () => {
    const { document } = await runStudy("design-review", {}, { env });
    expect(textOf(document.sections.find(({ id }) => id === "provenance"))).toContain(
      "not verified by MLCommons Association",
    );
  });

  it("gives the same document for the same parameters", async () => {
    const run = async (): Promise<string> =>
      JSON.stringify((await runStudy("design-review", { budget: "60mJ" }, { env })).document);
    expect((await run()) === (await run())).toBe(true);
  });

  it("answers a budget that nothing meets with what would have to give", async () => {
    const { document, feasible } = await runStudy("design-review", { budget: "1mJ" }, { env });
    expect(feasible).toBe(false);
    const answer = textOf(document.sections[0]);
    expect(answer).toContain("Nothing fits");
    // The cheapest of the 188 rows: 12.9547 mJ, 11.9547 mJ over the budget.
    expect(answer).toContain("mobilenet-v1-0.25-128-int8 with tflite-ruy at 13.0 mJ, 12.0 mJ too much");
    expect(documentHtml(document).includes("Nothing fits")).toBe(true);
  });

  it.each([
    { name: "a cap", parameters: { hard: "true" } },
    { name: "average power", parameters: { power: "3.5W", rate: "5/s" } },
    { name: "energy in a window", parameters: { energy: "11kJ", window: "1h", rate: "2/s" } },
    {
      name: "a battery's life",
      parameters: { lifetime: "12h", battery: "10000mAh@3.7V", rate: "1/s", efficiency: "90%" },
    },
    { name: "limits that leave nothing", parameters: { latency: "1ms", accuracy: "90%" } },
    { name: "a budget beyond every model", parameters: { budget: "100J" } },
    { name: "a rate that few can keep", parameters: { power: "6W", rate: "60/s" } },
    { name: "an idle power above the budget", parameters: { power: "1W", rate: "1/s" } },
  ])("has no broken reference and no missing number under $name", async ({ parameters }) => {
    const { document } = await runStudy("design-review", parameters, { env });
    documentHtml(document);
    expect(document.sections.map(textOf).join(" ")).not.toMatch(/\b(?:NaN|undefined|Infinity|not a number)\b|∞/);
  });

  it.each(knownDevices().map((device) => ({ device })))("works on $device", async ({ device }) => {
    const { document } = await runStudy("design-review", { device }, { env });
    documentHtml(document);
    expect(document.sections.map(textOf).join(" ")).not.toMatch(/\b(?:NaN|undefined|Infinity|not a number)\b|∞/);
  });

  it("refuses an unknown study by its nearest name", async () => {
    await expect(runStudy("design-reviw", {}, { env })).rejects.toThrow("design-review");
  });
});

function blocksOf(document: ReportDocument): readonly Block[] {
  const all = (sections: readonly Section[]): Block[] =>
    sections.flatMap(({ blocks, sections: inner = [] }) => [...blocks, ...all(inner)]);
  return all(document.sections);
}

/** What a section says, Markdown's escapes and emphasis removed; tables and titles included. */
function textOf(section: Section | undefined): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") found.push(value);
    else if (typeof value === "number") found.push(String(value));
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) if (key !== "figure") walk(item);
    }
  };
  walk(section);
  return found.join("\n").replace(/\\(.)/g, "$1").replaceAll("**", "").replaceAll("\u00a0", " ");
}
