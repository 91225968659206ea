const constants = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93] as const;

/** Four 32-bit words. */
type Words = [number, number, number, number];

/** 128-bit hash of a text: of its UTF-16 code units, low byte first. Spreads close texts widely; not for secrets. */
export function hashText(text: string): Words {
  return hashBytes(codeUnitBytes(text));
}

/** MurmurHash3 x86 128 with seed 0 (Austin Appleby, public domain). */
export function hashBytes(bytes: Uint8Array): Words {
  const state: Words = [0, 0, 0, 0];
  const blocks = bytes.length >>> 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let block = 0; block < blocks; block++) {
    const words = [0, 4, 8, 12].map((offset) => view.getUint32(16 * block + offset, true));
    mixBlock(state, words as Words);
  }
  mixTail(state, bytes.subarray(16 * blocks));
  return finish(state, bytes.length);
}

function codeUnitBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) & 0xff;
    bytes[2 * i + 1] = text.charCodeAt(i) >>> 8;
  }
  return bytes;
}

function mixBlock(h: Words, words: Words): void {
  const rotations = [19, 17, 15, 13] as const;
  const additions = [0x561ccd1b, 0x0bcaa747, 0x96cd1c35, 0x32ac3b17] as const;
  for (let lane = 0; lane < 4; lane++) {
    h[lane] = (h[lane] as number) ^ scrambled(words[lane] as number, lane);
    h[lane] = rotateLeft(h[lane] as number, rotations[lane] as number);
    h[lane] = ((h[lane] as number) + (h[(lane + 1) % 4] as number)) | 0;
    h[lane] = (Math.imul(h[lane] as number, 5) + (additions[lane] as number)) | 0;
  }
}

function mixTail(h: Words, tail: Uint8Array): void {
  const words: Words = [0, 0, 0, 0];
  tail.forEach((byte, i) => {
    words[i >>> 2] = (words[i >>> 2] as number) | (byte << (8 * (i & 3)));
  });
  for (let lane = 0; lane < 4; lane++) h[lane] = (h[lane] as number) ^ scrambled(words[lane] as number, lane);
}

function scrambled(word: number, lane: number): number {
  const rotated = rotateLeft(Math.imul(word, constants[lane] as number), 15 + lane);
  return Math.imul(rotated, constants[(lane + 1) % 4] as number);
}

function finish(state: Words, length: number): Words {
  const lengths = state.map((word) => word ^ length);
  return crossed(crossed(lengths).map(avalanche));
}

/** Adds the other lanes to the first, then the first to each of them. */
function crossed([a, b, c, d]: readonly number[]): Words {
  const sum = ((a as number) + (b as number) + (c as number) + (d as number)) | 0;
  return [sum, ((b as number) + sum) | 0, ((c as number) + sum) | 0, ((d as number) + sum) | 0];
}

function avalanche(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
