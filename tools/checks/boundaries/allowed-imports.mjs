/**
 * Which packages of ours each package may import: the map of the house. Imports point one way; everything else is an error.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const allowedImports = withScope({
  core: [],
  documents: ["core"],
  runtime: ["core"],
  network: ["core"],
  search: ["core"],
  hardware: ["core", "documents", "network", "search"],
  measurements: ["core", "runtime"],
  exits: ["core"],
  cascade: ["core", "documents"],
  recommender: ["core"],
  training: ["core", "documents", "runtime", "network", "exits"],
  design: ["core", "documents", "network", "hardware", "exits", "cascade", "search"],
  figures: ["core"],
  report: ["core", "runtime", "figures"],
  notebook: ["core", "runtime"],
});

/**
 * Adds the scope, and the two packages that may use all the others.
 *
 * @param {Record<string, string[]>} table
 */
function withScope(table) {
  const scoped = Object.entries(table).map(([name, imports]) => [
    `@joulebook/${name}`,
    imports.map((other) => `@joulebook/${other}`),
  ]);
  const all = Object.keys(table).map((name) => `@joulebook/${name}`);
  return {
    ...Object.fromEntries(scoped),
    "@joulebook/studies": all,
    joulebook: [...all, "@joulebook/studies"],
  };
}
