import type { ParquetType } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import type { TextCodes } from "../tables/text-codes.js";
import { readPlaces } from "./dictionary-places.js";

/** The bytes of one column in one row group. */
export interface ColumnChunk {
  readonly view: DataView;
  readonly type: ParquetType;
  /** Whether rows may have no value. */
  readonly nullable: boolean;
}

/**
 * Fills `values`, one for each row; where a row has no value it stays what it was.
 *
 * @throws Error when the bytes are damaged, or hold no numbers
 */
export function readNumbers(chunk: ColumnChunk, values: Float64Array): void {
  const { type } = chunk;
  if (type !== "DOUBLE" && type !== "INT32") throw new Error("it holds no numbers");
  readPages(chunk, values, type === "DOUBLE" ? copyDoubles : copyIntegers);
}

/**
 * The same of texts, by their codes.
 *
 * @throws Error when the bytes are damaged, or hold no texts
 */
export function readTexts(chunk: ColumnChunk, values: Uint32Array, texts: TextCodes): void {
  if (chunk.type !== "BYTE_ARRAY") throw new Error("it holds no texts");
  readPages(chunk, values, ({ view, offset }, codes) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    let at = offset;
    for (let index = 0; index < codes.length; index++) {
      const end = at + 4 + view.getUint32(at, true);
      if (end > bytes.length) throw new Error("a text is cut off");
      codes[index] = texts.codeOf(bytes, at + 4, end);
      at = end;
    }
  });
}

/**
 * The same of flags: 1 is no, 2 is yes.
 *
 * @throws Error when the bytes are damaged, or hold no flags
 */
export function readFlags(chunk: ColumnChunk, values: Uint32Array): void {
  if (chunk.type !== "BOOLEAN") throw new Error("it holds no flags");
  readPages(chunk, values, ({ view, offset }, flags) => {
    for (let index = 0; index < flags.length; index++)
      flags[index] = 1 + ((view.getUint8(offset + (index >>> 3)) >>> (index & 7)) & 1);
  });
}

/** Bytes of a page, and how far they were read. */
export interface PageReader {
  readonly view: DataView;
  offset: number;
}

type Values = Float64Array | Uint32Array;
type ReadPlain<T extends Values> = (page: PageReader, values: T) => void;

function copyDoubles({ view, offset }: PageReader, values: Float64Array): void {
  const from = new Uint8Array(view.buffer, view.byteOffset + offset, values.byteLength);
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength).set(from);
}

function copyIntegers({ view, offset }: PageReader, values: Float64Array): void {
  for (let index = 0; index < values.length; index++) values[index] = view.getInt32(offset + 4 * index, true);
}

/** Reads the pages that the store writes: not compressed, plain or by a dictionary. What else there may be is refused as damage. */
function readPages<T extends Values>({ view, nullable }: ColumnChunk, values: T, plain: ReadPlain<T>): void {
  const reader = { view, offset: 0 };
  let dictionary = emptyLike(values, 0);
  for (let done = 0; done < values.length; ) {
    const { type, compressed_page_size, dictionary_page_header, data_page_header_v2 } = parquetHeader(reader);
    const page = { view: new DataView(view.buffer, view.byteOffset + reader.offset, compressed_page_size), offset: 0 };
    reader.offset += compressed_page_size;
    if (type === "DICTIONARY_PAGE" && dictionary_page_header !== undefined) {
      dictionary = emptyLike(values, checkedSize(dictionary_page_header.num_values, values.length));
      plain(page, dictionary);
      continue;
    }
    if (type !== "DATA_PAGE_V2" || data_page_header_v2 === undefined) throw new Error(`it has a page of kind ${type}`);
    const { num_values, num_nulls, encoding, definition_levels_byte_length: levels } = data_page_header_v2;
    const own = values.subarray(done, done + checkedSize(num_values, values.length - done)) as T;
    const present = nullable && num_nulls > 0 ? presence(page.view, own.length, levels) : undefined;
    page.offset = levels;
    const found = present === undefined ? own : emptyLike(values, countOf(present));
    if (encoding === "PLAIN") plain(page, found);
    else if (encoding === "RLE_DICTIONARY") readByDictionary(page, found, dictionary);
    else if (encoding === "RLE" && found instanceof Uint32Array) readFlagRuns(page, found);
    else throw new Error(`it is encoded as ${encoding}`);
    if (present !== undefined) spread(found, present, own);
    done += own.length;
  }
}

/** A damaged size must not ask for all memory there is. */
function checkedSize(size: number, most: number): number {
  if (size >= 1 && size <= most) return size;
  throw new Error(`a page has ${size} values where at most ${most} can be`);
}

function emptyLike<T extends Values>(values: T, size: number): T {
  return (values instanceof Uint32Array ? new Uint32Array(size) : new Float64Array(size)) as T;
}

/** 1 for each row that has a value. */
function presence(page: DataView, rows: number, bytes: number): Uint32Array {
  const present = new Uint32Array(rows);
  readPlaces(new Uint8Array(page.buffer, page.byteOffset, bytes), 1, present);
  return present;
}

function countOf(present: Uint32Array): number {
  let count = 0;
  for (let row = 0; row < present.length; row++) count += present[row] as number;
  return count;
}

function readByDictionary({ view, offset }: PageReader, values: Values, dictionary: Values): void {
  const places = values instanceof Uint32Array ? values : new Uint32Array(values.length);
  const width = view.getUint8(offset);
  if (width > 0) readPlaces(new Uint8Array(view.buffer, view.byteOffset + offset + 1), width, places);
  else if (dictionary.length > 0) {
    values.fill(dictionary[0] as number);
    return;
  }
  const size = dictionary.length;
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as number;
    if (place >= size) throw new Error("a value is not in the dictionary");
    values[index] = dictionary[place] as number;
  }
}

/** Runs of flags, after their length in bytes. */
function readFlagRuns({ view, offset }: PageReader, flags: Uint32Array): void {
  readPlaces(new Uint8Array(view.buffer, view.byteOffset + offset + 4, view.getUint32(offset, true)), 1, flags);
  for (let index = 0; index < flags.length; index++) flags[index] = (flags[index] as number) + 1;
}

/** Values to the rows that have one. */
function spread<T extends Values>(found: T, present: Uint32Array, values: T): void {
  let next = 0;
  for (let row = 0; row < present.length; row++) if (present[row] === 1) values[row] = found[next++] as number;
}
