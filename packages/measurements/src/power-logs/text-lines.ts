import type { BlockReader } from "./log-sink.js";

/** Calls a function with every line of a log, without its line end; for formats that are not tables. */
export function textLines(
  line: (text: string, number: number, cut: boolean) => void,
  { end = () => {} }: { readonly end?: () => void } = {},
): BlockReader {
  let number = 0;
  return {
    block(bytes, start, stop, cut) {
      const lines = bytes.toString("utf8", start, stop).split("\n");
      if (!cut) lines.pop();
      for (const text of lines) line(text.endsWith("\r") ? text.slice(0, -1) : text, ++number, cut);
    },
    longLine() {
      number++;
    },
    end,
  };
}
