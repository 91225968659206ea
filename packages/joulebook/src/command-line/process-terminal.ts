import type { Terminal } from "./terminal.js";

/**
 * The streams of this process. A reader that has gone away (`joulebook models | head -3`) is no failure: the rest of the
 * output is dropped. Any other failure to write, such as a full disk, is said on stderr and ends the process with code 1.
 */
export function processTerminal(): Terminal {
  return {
    out: writer(process.stdout, (error) => {
      process.stderr.write(`error: cannot write the output: ${error.message}\n`);
      process.exit(1);
    }),
    err: writer(process.stderr, () => process.exit(1)),
    width: Math.min(process.stdout.columns ?? 100, 120),
  };
}

function writer(stream: NodeJS.WriteStream, fail: (error: Error) => void): (text: string) => void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") fail(error);
  });
  return (text) => {
    if (stream.writable) stream.write(text);
  };
}
