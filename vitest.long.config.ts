import { defineConfig } from "vitest/config";

/** What takes minutes: installing the packed packages elsewhere, full sweeps. Run by `npm run test:long`. */
export default defineConfig({
  test: {
    include: ["{packages/*,reports,notebooks,tools}/test-long/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    reporters: ["default", "json"],
    outputFile: { json: "dist/tests-long/all.json" },
  },
});
