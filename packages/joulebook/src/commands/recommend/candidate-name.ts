import type { Candidate } from "@joulebook/core";
import { printable } from "@joulebook/runtime";

/** A candidate in words: model and runtime, safe to print. */
export function candidateName({ model, keys }: Candidate): string {
  const { backend } = keys;
  return printable(backend === undefined ? model : `${model} with ${backend}`);
}
