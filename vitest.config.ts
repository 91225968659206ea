import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const workspace = dirname(fileURLToPath(import.meta.url));
const rootFlag = process.argv.indexOf("--root");
const project = rootFlag < 0 ? "all" : basename(process.argv[rootFlag + 1] ?? "all");

/** Every package runs with this one configuration; counts are read by tools/test from the JSON reports. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 30_000,
    reporters: ["default", "json"],
    outputFile: { json: `${workspace}/dist/tests/${project}.json` },
  },
});
