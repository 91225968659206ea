import type { LayerKind } from "@joulebook/core";

/** Kinds of layers whose constants of index types are indices, shapes or masks rather than parameters. */
export const indexKinds: ReadonlySet<LayerKind> = new Set([
  "addition",
  "multiplication",
  "elementwise",
  "embedding",
  "data-movement",
] as const);
