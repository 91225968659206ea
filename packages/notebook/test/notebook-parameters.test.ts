import { describe, expect, it } from "vitest";
import { cellText, injectParameters, notebookParameters } from "../src/index.js";
import { notebook } from "./notebooks.js";

const document = notebook("const before = 1;", [
  "parameters",
  [
    'const device: "raspberry-pi-4" | "odroid-n2+" = "raspberry-pi-4"; // the board',
    'let budget = "50mJ";',
    "const rate: number = -1.5;",
    "const quick = false;",
    "const computed = 1 + 1;",
  ].join("\n"),
]);

describe("notebookParameters", () => {
  it("reads declarations with literal values from the tagged cell only", () => {
    expect(notebookParameters(document)).toEqual([
      {
        name: "device",
        type: "string",
        default: "raspberry-pi-4",
        allowed: ["raspberry-pi-4", "odroid-n2+"],
        description: "the board",
      },
      { name: "budget", type: "string", default: "50mJ" },
      { name: "rate", type: "number", default: -1.5 },
      { name: "quick", type: "boolean", default: false },
    ]);
  });
});

describe("injectParameters", () => {
  it("adds one tagged cell behind the parameters and replaces it the next time", () => {
    const once = injectParameters(document, { rate: "5", quick: "true" }, "a.ipynb");
    const twice = injectParameters(once, { budget: '"; process.exit(1); "' }, "a.ipynb");
    expect(twice.cells).toHaveLength(3);
    expect(cellText(once.cells[2]?.source ?? "")).toBe(
      "// Parameters of this run\nconst rate: number = 5;\nconst quick: boolean = true;",
    );
    expect(cellText(twice.cells[2]?.source ?? "")).toContain('const budget: string = "\\"; process.exit(1); \\"";');
  });

  it("reports every unknown name and wrong type together, with what there is, as a usage error", () => {
    const inject = (): unknown =>
      injectParameters(document, { devise: "x", rate: "fast", device: "toaster" }, "a.ipynb");
    expect(inject).toThrow(/unknown parameter "devise".*budget: string = "50mJ"/);
    expect(inject).toThrow(/rate cannot be "fast"; expected rate: number = -1.5/);
    expect(inject).toThrow(/device cannot be "toaster"; expected device: "raspberry-pi-4" \| "odroid-n2\+"/);
    expect(inject).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
