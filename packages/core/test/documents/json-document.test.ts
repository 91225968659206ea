import { describe, expect, it } from "vitest";
import { jsonDocument } from "../../src/index.js";

describe("jsonDocument", () => {
  it("puts the envelope before what the command says", () => {
    const document = jsonDocument("datasets", { version: "0.1.0" }, { datasets: [] });
    expect(JSON.stringify(document)).toBe(
      '{"schema":"joulebook/datasets@1","version":"0.1.0","warnings":[],"inputs":[],"datasets":[]}',
    );
  });

  it("carries warnings and inputs", () => {
    const warnings = [{ code: "mixed-software", message: "12 rows are of older versions" }];
    const inputs = [{ name: "a.csv", sha256: "0".repeat(64), bytes: 12 }];
    expect(jsonDocument("report", { version: "0.1.0", warnings, inputs }, {})).toMatchObject({ warnings, inputs });
  });
});
