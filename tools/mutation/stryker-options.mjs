/**
 * Packages whose tests are tested: every change that Stryker makes to these sources should fail one of their tests. `break`
 * is the least share of caught changes, in percent; below it the run fails.
 *
 * @type {Readonly<Record<string, { readonly mutate: readonly string[], readonly break: number }>>}
 */
export const mutated = {
  core: { mutate: ["packages/core/src/{front,merkel,budgets,statistics}/**/*.ts"], break: 70 },
  exits: { mutate: ["packages/exits/src/**/*.ts", "!packages/exits/src/index.ts"], break: 60 },
  hardware: { mutate: ["packages/hardware/src/accelerator/**/*.ts"], break: 60 },
  recommender: { mutate: ["packages/recommender/src/**/*.ts", "!packages/recommender/src/index.ts"], break: 60 },
};

/**
 * Stryker's options for one package.
 *
 * @param {string} name
 * @param {string} [only] a glob below the package, to look at one file
 */
export function strykerOptions(name, only) {
  const settings = mutated[name];
  if (settings === undefined) throw new RangeError(`no mutation tests for ${name}`);
  const { mutate, break: least } = settings;
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    mutate: only === undefined ? [...mutate] : [`packages/${name}/${only}`],
    vitest: { configFile: "vitest.config.ts", dir: `packages/${name}`, related: true },
    coverageAnalysis: "perTest",
    concurrency: 2,
    timeoutMS: 20_000,
    ignoreStatic: true,
    tempDirName: ".cache/mutation",
    ignorePatterns: ["docs", "notebooks", "packages/training/results", ".nx", "dist", "api"],
    reporters: ["clear-text", "json"],
    clearTextReporter: { logTests: false, allowEmojis: false, reportMutants: true },
    jsonReporter: { fileName: `dist/mutation/${name}.json` },
    thresholds: { high: 90, low: least, break: least },
    allowConsoleColors: false,
    disableTypeChecks: false,
  };
}
