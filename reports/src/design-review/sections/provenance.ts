import { type Block, joinMarkdown, md, type Section } from "@joulebook/report";
import { reviewDataset } from "../parameters.js";
import type { Review } from "../review.js";

/** Where every number comes from, and what is known to be wrong with it. */
export function provenanceSection(review: Review): Section {
  return {
    id: "provenance",
    title: "Data and provenance",
    newPage: true,
    blocks: [
      intro(review),
      ...ownTable(review),
      ...coverageTable(review),
      sourcesTable(review),
      ...notVerified(review),
      ...caveats(review),
    ],
  };
}

function intro({ dataset, candidates, parameters, own }: Review): Block {
  const stored = candidates.filter(({ id }) => !id.startsWith(`${reviewDataset}:`)).length;
  const shipped = candidates.length - stored;
  if (shipped === 0)
    return {
      kind: "text",
      text: md`The review chooses among ${candidates.length} measured candidates on ${parameters.device}, all of them the user's own: {table:own} says which files they come from. Other boards, and what is said of how far to trust a choice, are those of the dataset *${dataset.title}* (${dataset.rows} rows, ${dataset.licence}) {ref:reddi}. ${dataset.attribution} Nothing is averaged over versions or repeated runs.`,
    };
  const beside = own.files.length === 0 ? md`` : md` ${stored} of them are the user's own ({table:own}).`;
  return {
    kind: "text",
    text: md`The review chooses among ${candidates.length} measured candidates on ${parameters.device}: pretrained ImageNet classifiers, each with one inference runtime.${beside} ${stored === 0 ? "They" : "The others"} come from the dataset *${dataset.title}* (${dataset.rows} rows, ${dataset.licence}), which was extracted from the published benchmark logs {ref:reddi}. ${dataset.attribution} {table:software} says which software versions are compared, {table:sources} which snapshots of the logs the numbers were taken from. Nothing is averaged over versions or repeated runs.`,
  };
}

function ownTable({ own: { files } }: Review): readonly Block[] {
  if (files.length === 0) return [];
  return [
    {
      kind: "table",
      id: "own",
      title: "Own measurements, beside the shipped dataset",
      caption: md`Rows without energy or accuracy, and those of other tasks than image classification, are left out.`,
      table: {
        columns: [
          { name: "dataset", title: "Dataset", unit: "" },
          { name: "file", title: "Ingested from", unit: "" },
          { name: "hash", title: "Its SHA-256 begins with", unit: "" },
          { name: "rows", title: "Rows", unit: "1" },
          { name: "licence", title: "Licence", unit: "" },
        ],
        rows: files.map(({ dataset, source, rows, licence }) => [
          dataset,
          source.name,
          source.sha256.slice(0, 12),
          rows,
          licence,
        ]),
      },
    },
  ];
}

function coverageTable({ loaded, parameters }: Review): readonly Block[] {
  const coverage = loaded.selection?.coverage ?? [];
  if (coverage.length === 0) return [];
  return [
    {
      kind: "table",
      id: "software",
      title: `Software that the candidates on ${parameters.device} ran with`,
      caption: md`For every model and runtime the run with the newest software counts; of several such runs the newest.`,
      table: {
        columns: [
          { name: "runtime", title: "Runtime", unit: "" },
          { name: "software", title: "Software", unit: "" },
          { name: "models", title: "Models", unit: "1" },
          { name: "newest", title: "Newest of its runtime", unit: "" },
        ],
        rows: coverage.flatMap(({ backend, newest, rows }) =>
          rows.map(({ software, count }) => [backend, software, count, software === newest ? "yes" : "no"]),
        ),
      },
    },
  ];
}

function sourcesTable({ dataset }: Review): Block {
  return {
    kind: "table",
    id: "sources",
    title: "Sources of the dataset",
    table: {
      columns: [
        { name: "source", title: "Source", unit: "" },
        { name: "snapshot", title: "Snapshot", unit: "" },
      ],
      rows: dataset.sources.map(({ title, commit, version }) => [title, commit ?? version]),
    },
  };
}

function notVerified({ own }: Review): readonly Block[] {
  const which = own.files.length === 0 ? "in this review" : "of that dataset";
  return [
    {
      kind: "callout",
      tone: "warning",
      title: "Derived energies: not verified by MLCommons Association",
      text: md`The logs hold wall power and throughput, not energy. Every energy per inference ${which} is computed from them ({eq:energy}) by this project. MLPerf is a trademark of MLCommons Association; neither the energies nor the comparisons made here are official results.`,
    },
  ];
}

function caveats({ dataset, warnings }: Review): readonly Block[] {
  const items = [...dataset.caveats, ...warnings].map((text) => md`- ${text}`);
  return items.length === 0
    ? []
    : [
        { kind: "text", text: md`What to beware of in these data:` },
        { kind: "text", small: true, text: joinMarkdown(items, "\n") },
      ];
}
