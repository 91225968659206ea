import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { experimentJsonSchema } from "../../src/experiment/experiment-json-schema.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

describe("experiment.schema.json", () => {
  it("is what the reader checks (UPDATE_GOLDEN=1 rewrites it)", () => {
    const text = `${JSON.stringify(experimentJsonSchema(), undefined, 2)}\n`;
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(at("experiment.schema.json"), text);
    expect(JSON.parse(readFileSync(at("experiment.schema.json"), "utf8"))).toEqual(JSON.parse(text));
  });

  it("accepts every experiment of the package and no unknown key, by another validator", () => {
    const validate = new Ajv2020({ strict: false }).compile(experimentJsonSchema());
    for (const file of readdirSync(at("experiments")).filter((name) => name.endsWith(".json"))) {
      const experiment = JSON.parse(readFileSync(at(`experiments/${file}`), "utf8")) as object;
      expect(validate(experiment) ? [] : validate.errors).toEqual([]);
      expect(validate({ ...experiment, more: 1 })).toBe(false);
    }
  });
});
