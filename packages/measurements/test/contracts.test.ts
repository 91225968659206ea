import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { datasets } from "../src/datasets.js";
import { readDataset } from "../src/read-dataset.js";
import { readMeasurements } from "../src/read-measurements.js";
import { toCandidates } from "../src/to-candidates.js";

const require = createRequire(import.meta.url);
const schemas = join(dirname(require.resolve("@joulebook/core/package.json")), "schemas");
const ajv = new Ajv2020.default({ strict: false, allErrors: true, validateFormats: false });
for (const file of readdirSync(schemas)) ajv.addSchema(JSON.parse(readFileSync(join(schemas, file), "utf8")) as object);

function errors(schema: string, records: readonly object[]): readonly unknown[] {
  const valid = ajv.getSchema(`${schema}.schema.json`);
  if (valid === undefined) throw new Error(`no schema ${schema}`);
  return records.flatMap((record) => (valid(JSON.parse(JSON.stringify(record))) ? [] : [[record, valid.errors]]));
}

const measured = datasets().filter(({ kind }) => kind === "measurements" || kind === "benchmark");

describe("the contracts", () => {
  test.each(measured.map(({ id }) => id))("hold for every measurement and candidate of %s", (id) => {
    const { measurements } = readDataset(id);
    expect(errors("measurement", measurements)).toEqual([]);
    expect(errors("candidate", toCandidates(measurements).candidates)).toEqual([]);
    expect(new Set(measurements.map((row) => row.id)).size).toBe(measurements.length);
  });

  test("hold for a user's table", async () => {
    const text =
      "device,model,accuracy_top1_percent,mean_latency_ms,energy_per_inference_j,threads,price,memory_bytes,idle_power_w\n" +
      "b,m,70,5,0.1,4,35,1e6,2\nb,n,70,5,0.1,,,,\n";
    const { measurements } = await readMeasurements(text);
    expect(errors("measurement", measurements)).toEqual([]);
    expect(errors("candidate", toCandidates(measurements).candidates)).toEqual([]);
  });
});
