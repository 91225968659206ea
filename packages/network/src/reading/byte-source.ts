/** Bytes that can be read in any order; a file is never read as a whole. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** The bytes [offset, offset + length). */
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
}
