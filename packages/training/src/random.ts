/** A stream of uniform numbers in [0, 1), split by key so that results never depend on what ran before. */
export type RandomStream = () => number;

/** 32-bit hash of a list of integers and words (FNV-1a over their text, then mixed). */
export function hashKey(key: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const character of key.join("/")) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return mix(hash);
}

/**
 * The stream of a key, e.g. [seed, "shuffle", epoch]; source: docs/equations.md#training-random
 * @example randomStream([0, "a"])() === randomStream([0, "a"])() // => true
 */
export function randomStream(key: readonly (number | string)[]): RandomStream {
  const low = hashKey([...key, "low"]);
  const high = hashKey([...key, "high"]);
  let counter = 0;
  return () => {
    counter = (counter + 1) | 0;
    return (mix(mix(Math.imul(counter, 0x9e3779b1) ^ low) + high) >>> 0) / 4_294_967_296;
  };
}

/** A random order of 0..count-1 (Fisher-Yates). */
export function shuffledOrder(count: number, random: RandomStream): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}
