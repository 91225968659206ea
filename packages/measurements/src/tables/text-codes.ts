/** Texts by number, each kept once and found again by its UTF-8 bytes. */
export interface TextCodes {
  /** Number of the text of these bytes, from 1 in order of first appearance. The bytes must not change afterwards. */
  readonly codeOf: (bytes: Uint8Array, start: number, end: number) => number;
  /** The texts by their numbers; the first stands for a missing one. */
  readonly texts: () => readonly string[];
}

/**
 * Numbers for the texts of a column: a table repeats a few texts many times, and none becomes a string more than once.
 *
 * @example textCodes().codeOf(Buffer.from("fp32"), 0, 4) // => 1
 */
export function textCodes(): TextCodes {
  let slots = new Uint32Array(1024);
  const sources: Uint8Array[] = [new Uint8Array(0)];
  const starts: number[] = [0];
  const ends: number[] = [0];
  const hashes: number[] = [0];
  let last = 0;

  const same = (code: number, bytes: Uint8Array, start: number, end: number): boolean => {
    const from = starts[code] as number;
    if ((ends[code] as number) - from !== end - start) return false;
    const source = sources[code] as Uint8Array;
    for (let at = start, other = from; at < end; at++, other++) if (bytes[at] !== source[other]) return false;
    return true;
  };
  const put = (code: number): void => {
    const mask = slots.length - 1;
    let slot = (hashes[code] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code;
  };
  const found = (bytes: Uint8Array, start: number, end: number): number => {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    hash ^= hash >>> 15;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let code = slots[slot] as number; code !== 0; code = slots[slot] as number) {
      if (hashes[code] === hash && same(code, bytes, start, end)) return code;
      slot = (slot + 1) & mask;
    }
    const code = sources.length;
    sources.push(bytes);
    starts.push(start);
    ends.push(end);
    hashes.push(hash);
    if (code * 2 > slots.length) {
      slots = new Uint32Array(slots.length * 2);
      for (let each = 1; each <= code; each++) put(each);
    } else put(code);
    return code;
  };

  return {
    codeOf(bytes, start, end) {
      if (last === 0 || !same(last, bytes, start, end)) last = found(bytes, start, end);
      return last;
    },
    texts: () => sources.map((source, code) => decodedText(source, starts[code] as number, ends[code] as number)),
  };
}

/** The text of some bytes of UTF-8. */
export function decodedText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
