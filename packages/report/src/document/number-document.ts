import type { Block, ReportDocument, Section } from "./document.js";

/** What can be referred to: "fig:front" and the like, with its printed label and its anchor. */
export interface Target {
  readonly kind: "fig" | "table" | "eq" | "sec";
  readonly label: string;
  readonly number: string;
  readonly title: string;
  readonly anchor: string;
  /** Depth of a section, from 1. */
  readonly depth: number;
}

export type Targets = ReadonlyMap<string, Target>;

const words = { fig: "Figure", table: "Table", eq: "Equation", sec: "Section" } as const;

/**
 * Numbers sections (1, 1.1), figures, tables and equations in reading order.
 *
 * @throws Error if two things of one kind have the same id, or an id is not kebab-case (it becomes an anchor)
 * @example numberDocument(document).get("fig:front")?.label
 */
export function numberDocument(document: ReportDocument): Targets {
  const targets = new Map<string, Target>();
  const counts = { fig: 0, table: 0, eq: 0 };
  const add = (kind: Target["kind"], id: string, number: string, title: string, depth = 0): void => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
      throw new Error(`report: the id of a ${kind} must be kebab-case, got "${id}"`);
    const key = `${kind}:${id}`;
    if (targets.has(key)) throw new Error(`report: two ${kind} blocks have the id "${id}"`);
    const printed = kind === "eq" ? `(${number})` : number;
    targets.set(key, { kind, label: `${words[kind]}\u00a0${printed}`, number, title, anchor: `${kind}-${id}`, depth });
  };
  const addBlock = (block: Block): void => {
    if (block.kind === "figure") add("fig", block.figure.id, String(++counts.fig), block.figure.title);
    if (block.kind === "table") add("table", block.id, String(++counts.table), block.title);
    if (block.kind === "equation") add("eq", block.id, String(++counts.eq), "");
  };
  const addSections = (sections: readonly Section[], above: string, depth: number): void => {
    sections.forEach((section, index) => {
      const number = `${above}${index + 1}`;
      add("sec", section.id, number, section.title, depth);
      section.blocks.forEach(addBlock);
      addSections(section.sections ?? [], `${number}.`, depth + 1);
    });
  };
  addSections(document.sections, "", 1);
  return targets;
}
