import { type Block, joinMarkdown, md, type Section } from "@joulebook/report";
import type { Review } from "../review.js";

/** Where every number comes from, and what is known to be wrong with it. */
export function provenanceSection(review: Review): Section {
  return {
    id: "provenance",
    title: "Data and provenance",
    newPage: true,
    blocks: [intro(review), ...coverageTable(review), sourcesTable(review), ...notVerified(), ...caveats(review)],
  };
}

function intro({ dataset, candidates, parameters }: Review): Block {
  return {
    kind: "text",
    text: md`The review chooses among ${candidates.length} measured candidates on ${parameters.device}: pretrained ImageNet classifiers, each with one inference runtime. They come from the dataset *${dataset.title}* (${dataset.rows} rows, ${dataset.licence}), which was extracted from the published benchmark logs {ref:reddi}. ${dataset.attribution} {table:software} says which software versions are compared, {table:sources} which snapshots of the logs the numbers were taken from. Nothing is averaged over versions or repeated runs.`,
  };
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

function notVerified(): readonly Block[] {
  return [
    {
      kind: "callout",
      tone: "warning",
      title: "Derived energies: not verified by MLCommons Association",
      text: md`The logs hold wall power and throughput, not energy. Every energy per inference in this review is computed from them ({eq:energy}) by this project. MLPerf is a trademark of MLCommons Association; neither the energies nor the comparisons made here are official results.`,
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
