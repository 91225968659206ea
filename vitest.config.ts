import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const workspace = dirname(fileURLToPath(import.meta.url));
const flag = process.argv.findIndex((word) => word === "--dir" || word === "--root");
const folder = flag < 0 ? "all" : relative(workspace, resolve(process.argv[flag + 1] ?? "all"));

/** Every project runs with this one configuration; `npm test` reads the counts from the JSON reports. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "threads",
    maxWorkers: 2,
    maxConcurrency: 2,
    // Bounds against hanging, not targets: machines are shared, and real browsers and kernels start in tests.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: ["default", "json"],
    outputFile: { json: `${workspace}/dist/tests/${folder}.json` },
  },
});
