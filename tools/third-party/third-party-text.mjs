import { posix } from "node:path";

const introduction = `# Third-party data

The datasets below ship with Joulebook. Their licences apply to them; Joulebook's own licence (MIT) applies to the code.
This file is written by \`npm run third-party\` from each dataset's \`datapackage.json\`, which also describes the columns.
`;

/**
 * THIRD_PARTY.md: for each dataset its origin, licence, and what to know before using it.
 *
 * @param {readonly import("./data-packages.mjs").DataPackage[]} datasets
 * @returns {string}
 */
export function thirdPartyText(datasets) {
  return [introduction, ...datasets.map(section)].join("\n");
}

/** @param {import("./data-packages.mjs").DataPackage} dataset */
function section({ folder, title, description, licenses, attribution, sources, caveats }) {
  return [
    `## ${title}`,
    "",
    ...(description ? [description, ""] : []),
    `- Files: [${folder}](${folder})`,
    `- Licence: ${licenses.map((licence) => licenceText(folder, licence)).join(", ")}`,
    ...(attribution ? [`- Attribution: ${attribution}`] : []),
    ...sources.map(
      ({ title: source, path, commit }) => `- Source: [${source}](${path})${commit ? ` at \`${commit}\`` : ""}`,
    ),
    ...(caveats.length === 0 ? [] : ["", "Caveats:", "", ...caveats.map((caveat) => `- ${caveat}`)]),
    "",
  ].join("\n");
}

/**
 * @param {string} folder
 * @param {{ name: string, title?: string, path?: string }} licence
 */
function licenceText(folder, { name, title, path }) {
  const label = title === undefined ? name : `${title} (${name})`;
  if (path === undefined) return label;
  return `[${label}](${path.includes("://") ? path : posix.join(folder, path)})`;
}
