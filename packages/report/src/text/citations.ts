import type { Reference } from "../document/document.js";

/** Numbers references in the order of their first citation while a document is rendered. */
export interface Citations {
  /** Number of the reference, from 1. */
  cite(id: string): number;
  readonly cited: readonly Reference[];
}

export function startCitations(references: readonly Reference[]): Citations {
  const cited: Reference[] = [];
  return {
    cited,
    cite(id) {
      const known = cited.findIndex((reference) => reference.id === id);
      if (known >= 0) return known + 1;
      const reference = references.find((candidate) => candidate.id === id);
      if (reference === undefined)
        throw new Error(`report: {ref:${id}} cites a reference that the document does not list`);
      return cited.push(reference);
    },
  };
}
