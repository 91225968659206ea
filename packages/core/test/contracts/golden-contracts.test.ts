import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileSchemas, errorPlaces, schemaNames } from "./schemas.js";

const golden = new URL("../golden/contracts/", import.meta.url);
const validators = compileSchemas();

function examples(name: string, beginning: string): string[] {
  return readdirSync(new URL(`${name}/`, golden)).filter(
    (file) => file.startsWith(beginning) && file.endsWith(".json"),
  );
}

function read(name: string, file: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}/${file}`, golden), "utf8"));
}

describe.each(schemaNames)("the contract of a %s", (name) => {
  const validate = validators.get(name);

  it("has golden examples on both sides", () => {
    expect(examples(name, "valid-").length).toBeGreaterThan(0);
    expect(examples(name, "invalid-").length).toBeGreaterThan(1);
  });

  it.each(examples(name, "valid-"))("takes %s", (file) => {
    validate?.(read(name, file));
    expect(errorPlaces(validate?.errors)).toEqual([]);
  });

  // errors.json holds where and why each invalid example fails: read in review, rewritten only with UPDATE_GOLDEN=1.
  it("refuses its invalid examples for the reason they were made for", () => {
    const found = Object.fromEntries(
      examples(name, "invalid-").map((file) => {
        expect(validate?.(read(name, file)), file).toBe(false);
        return [file, errorPlaces(validate?.errors)];
      }),
    );
    const expected = new URL(`${name}/errors.json`, golden);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(expected, `${JSON.stringify(found, undefined, 2)}\n`);
    expect(existsSync(expected)).toBe(true);
    expect(found).toEqual(JSON.parse(readFileSync(expected, "utf8")));
  });
});
