import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { hashText } from "./hash-text.js";

/** A stream of random numbers: the same seed and key give the same numbers on every machine. */
export interface Random {
  /** In [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** One of 0, 1, ..., n - 1, all equally likely. */
  integer(n: number): number;
  /** From the normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** The items in random order, in a new array; all orders equally likely. */
  shuffle<T>(items: readonly T[]): T[];
  /** A stream of its own, that neither depends on nor changes what was drawn from this one. */
  split(...key: readonly RandomKey[]): Random;
}

/** One part of a stream's name. */
export type RandomKey = string | number;

/**
 * The stream of random numbers that belongs to a seed and a key, such as a study's name and an example's index.
 *
 * Streams of different keys are independent, so work split by key gives the same result whatever the number of
 * workers and their order. Generator: xoroshiro128+, its state a 128-bit hash of seed and key.
 *
 * @throws RangeError if a number among seed and key is not a safe integer
 * @example random(1, "bootstrap", 7).uniform() === random(1, "bootstrap", 7).uniform() // => true
 */
export function random(seed: number, ...key: readonly RandomKey[]): Random {
  return stream([seed, ...key]);
}

function stream(path: readonly RandomKey[]): Random {
  path.forEach(checkKey);
  const generator = xoroshiro128plusFromState(hashText(JSON.stringify(path)));
  const uniform = (): number => uniformFloat64(generator);
  const integer = (n: number): number => {
    if (!(Number.isSafeInteger(n) && n > 0))
      throw new RangeError(`random: integer(n) needs a positive integer, got ${n}`);
    return uniformInt(generator, 0, n - 1);
  };
  return {
    uniform,
    integer,
    normal: polarNormal(uniform),
    pick: (items) => {
      if (items.length === 0) throw new RangeError("random: pick needs at least one item, got none");
      return items[integer(items.length)] as (typeof items)[number];
    },
    shuffle: (items) => shuffled(items, integer),
    split: (...key) => stream([...path, ...key]),
  };
}

function checkKey(part: RandomKey): void {
  if (typeof part === "number" && !Number.isSafeInteger(part)) {
    throw new RangeError(`random: seed and key must be strings or safe integers, got ${part}`);
  }
}

/** Marsaglia's polar method; each second number is kept for the next call. */
function polarNormal(uniform: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], integer: (n: number) => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = integer(last + 1);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
