/**
 * Writes to standard output or error. A reader that has gone away (`joulebook models | head -3`) is no failure: the rest
 * is dropped.
 */
export function writeOut(text: string): void {
  write(process.stdout, text);
}

export function writeErr(text: string): void {
  write(process.stderr, text);
}

/** Streams that are looked after; a closed pipe is reported later, by an event. */
const watched: Set<NodeJS.WriteStream> = new Set();

function write(stream: NodeJS.WriteStream, text: string): void {
  if (!watched.has(stream)) {
    watched.add(stream);
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  if (stream.writable) stream.write(text);
}
