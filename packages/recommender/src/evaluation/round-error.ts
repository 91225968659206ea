import { type Fraction, quantile } from "@joulebook/core";
import type { RoundPair } from "./round-pairs.js";

/** A pair of rounds with the factor its planned energies were multiplied by. */
export interface PlannedPair {
  readonly pair: RoundPair;
  readonly factor: number;
}

/**
 * Relative errors of planned energies, new / planned - 1, of every model of every pair measured on other boards.
 *
 * What happened on the board itself is left out, so that a margin is never estimated on what it is scored with.
 */
export function errorsOnOtherBoards(pairs: readonly PlannedPair[], device: string): readonly number[] {
  return pairs
    .filter(({ pair }) => pair.older.device !== device)
    .flatMap(({ pair, factor }) => pair.models.map(({ older, newer }) => newer.energy / (older.energy * factor) - 1));
}

/**
 * The margin that covers a share of the round-to-round errors seen on other boards: their quantile, at least 0.
 * Undefined when no other board has a pair. Source: docs/equations.md#margin
 */
export function boardMargin(pairs: readonly PlannedPair[], device: string, level: Fraction): Fraction | undefined {
  const errors = errorsOnOtherBoards(pairs, device);
  return errors.length === 0 ? undefined : Math.max(0, quantile(errors, level));
}
