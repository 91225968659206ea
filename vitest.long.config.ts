import { defineConfig } from "vitest/config";

/** What takes minutes: installing the packed packages elsewhere, full sweeps. Run by `npm run test:long`. */
export default defineConfig({
  test: {
    include: ["{packages/*,reports,notebooks,tools}/test-long/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    // A process for each file: some measure their memory.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    reporters: ["default", "json"],
    outputFile: { json: "dist/tests-long/all.json" },
  },
});
