/** With more bits a place would not fit beside the rest of a byte in 32 bits; it is 16 million texts. */
const widest = 24;

/**
 * Reads whole numbers of `width` bits as the Parquet format has them: runs of one number, and packs of eight numbers each.
 *
 * The library that reads the rest of a file does this three times slower, and most texts of a store are read so.
 *
 * @throws Error when the bytes end too early, or numbers are wider than 24 bits
 */
export function readPlaces(bytes: Uint8Array, width: number, places: Uint32Array): void {
  if (width > widest) throw new Error(`its dictionary has places of ${width} bits`);
  const mask = (1 << width) - 1;
  let at = 0;
  const next = (): number => {
    if (at >= bytes.length) throw new Error("a page is cut off");
    return bytes[at++] as number;
  };
  for (let done = 0; done < places.length; ) {
    const header = readLength(next);
    const count = header >>> 1;
    if ((header & 1) === 0) {
      let place = 0;
      for (let shift = 0; shift < width; shift += 8) place |= next() << shift;
      places.fill(place, done, done + count);
      done += count;
      continue;
    }
    const end = Math.min(places.length, done + 8 * count);
    const after = at + width * count;
    let waiting = 0;
    for (let bits = 0; done < end; done++) {
      for (; bits < width; bits += 8) waiting |= next() << bits;
      places[done] = waiting & mask;
      waiting >>>= width;
      bits -= width;
    }
    at = after;
  }
}

/** A number in groups of seven bits, the lowest first. */
function readLength(next: () => number): number {
  let length = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = next();
    length |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  return length >>> 0;
}
