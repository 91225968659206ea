import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { dataFolder } from "../src/data-folder.js";
import { dataPackageNames, readDataPackage } from "../src/data-package.js";
import { datasets } from "../src/datasets.js";
import { datasetText } from "../src/read-table.js";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const shared = process.env["JOULEBOOK_SHARED"] ?? join(repository, "..", "shared");
const sources = join(shared, "data");

const sha256 = (bytes: Buffer | string): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

describe("shipped data", () => {
  test("holds the packages whose licence allows it, and not the tables whose licence was not checked", () => {
    expect(dataPackageNames()).toEqual([
      "mlperf-inference-edge-closed",
      "mlperf-inference-edge-open",
      "mlperf-tiny",
      "model-cards",
      "timm-results",
      "torchvision-weights-meta",
    ]);
    const files = datasets().map((dataset) => dataset.path);
    expect(files.filter((path) => /keras|mcunet/.test(path))).toEqual([]);
  });

  test.each(datasets().map((dataset) => [dataset.id, dataset] as const))(
    "has the bytes that the datapackage of %s says",
    (_, dataset) => {
      const bytes = readFileSync(new URL(dataset.path, dataFolder));
      expect(sha256(bytes)).toBe(dataset.hash);
      expect(sha256(datasetText(dataset))).toBe(dataset.contentHash);
    },
  );

  test.each(dataPackageNames())("states title, origin, commit, licence, units and caveats of %s", (name) => {
    const pack = readDataPackage(name);
    expect(pack.title.length).toBeGreaterThan(10);
    for (const licence of pack.licenses)
      expect(readFileSync(new URL(`${name}/${licence.path}`, dataFolder), "utf8").length).toBeGreaterThan(1000);
    for (const source of pack.sources) expect(source.commit?.length === 40 || source.version !== undefined).toBe(true);
    expect(pack.caveats.length).toBeGreaterThan(1);
    for (const resource of pack.resources) {
      expect(statSync(new URL(`${name}/${resource.path}`, dataFolder)).size).toBe(resource.bytes);
      const physical = resource.schema.fields.filter((column) => /_(ms|w|j|s|uj|uw)$/.test(column.name));
      expect(physical.filter((column) => column.unit === undefined)).toEqual([]);
    }
  });

  test.skipIf(!existsSync(sources))("is byte for byte the source tables, where these are at hand", () => {
    for (const dataset of datasets()) {
      const source = readFileSync(join(sources, dataset.path.replace(/\.gz$/, "")));
      expect(sha256(source), dataset.path).toBe(dataset.contentHash);
    }
  });
});
