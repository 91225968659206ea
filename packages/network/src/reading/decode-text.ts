const replacement = 0xfffd;
const invalid = -1;

/**
 * Text from UTF-8 bytes; each byte that is no UTF-8 becomes U+FFFD.
 *
 * @example decodeText(new Uint8Array([0x61, 0xc3, 0xa9])) // => "aé"
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length <= 4096 && bytes.every((byte) => byte < 0x80)) return String.fromCharCode(...bytes);
  let text = "";
  let codes: number[] = [];
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes[index] as number);
    const code = sequence(bytes, index, length);
    codes.push(code === invalid ? replacement : code);
    index += code === invalid ? 1 : length;
    if (codes.length === 4096) {
      text += String.fromCodePoint(...codes);
      codes = [];
    }
  }
  return text + String.fromCodePoint(...codes);
}

/** Bytes of the sequence that a byte begins; 0 where none begins. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function sequence(bytes: Uint8Array, start: number, length: number): number {
  const first = bytes[start] as number;
  if (length < 2) return length === 1 ? first : invalid;
  let code = first & (0xff >> (length + 1));
  for (let index = start + 1; index < start + length; index++) {
    const byte = bytes[index] ?? 0;
    if ((byte & 0xc0) !== 0x80) return invalid;
    code = (code << 6) | (byte & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][length] as number;
  const isSurrogate = code >= 0xd800 && code < 0xe000;
  return code < least || code > 0x10ffff || isSurrogate ? invalid : code;
}
