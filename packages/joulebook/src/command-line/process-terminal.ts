import type { Terminal } from "./terminal.js";

/**
 * The streams of this process. A reader that has gone away (`joulebook models | head -3`) is no failure: the rest of the
 * output is dropped.
 */
export function processTerminal(): Terminal {
  return {
    out: writer(process.stdout),
    err: writer(process.stderr),
    width: Math.min(process.stdout.columns ?? 100, 120),
  };
}

function writer(stream: NodeJS.WriteStream): (text: string) => void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return (text) => {
    if (stream.writable) stream.write(text);
  };
}
