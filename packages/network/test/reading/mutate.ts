/** A stream of 32-bit numbers (Marsaglia's xorshift) that a seed fixes. */
export function numbers(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const interesting = [0, 1, 2, 0x7f, 0x80, 0xff, 0x0a, 0x12, 0x3a, 0x42, 0x4a];

/** A damaged copy: changed bytes, cut, doubled, moved, overwritten or overgrown parts, one to eight times. */
export function mutate(bytes: Uint8Array, other: Uint8Array, seed: number): Uint8Array {
  const next = numbers(seed);
  let result = Uint8Array.from(bytes);
  for (let times = 1 + next(8); times > 0 && result.length > 0; times--) {
    const at = next(result.length);
    const length = 1 + next(Math.min(64, result.length - at));
    const action = next(9);
    if (action === 0) result[at] = next(256);
    else if (action === 1) result[at] = interesting[next(interesting.length)] as number;
    else if (action === 2) result[at] = (result[at] as number) ^ (1 << next(8));
    else if (action === 3) result = result.slice(0, at);
    else if (action === 4) result = joined(result.subarray(0, at), result.subarray(at + length));
    else if (action === 5)
      result = joined(result.subarray(0, at), result.subarray(at, at + length), result.subarray(at));
    else if (action === 6) result.copyWithin(at, next(result.length), next(result.length) + length);
    else if (action === 7) result.fill(0xff, at, at + Math.min(length, 9));
    else {
      const from = next(other.length);
      result = joined(result.subarray(0, at), other.subarray(from, from + length), result.subarray(at));
    }
  }
  return result;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
