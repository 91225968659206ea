/**
 * Text that is safe to show on a terminal or in a log: control characters (ANSI escapes, line breaks, bells),
 * bidirectional overrides and lone surrogates become visible escapes such as `\u001b`.
 *
 * Names of models, devices and files come from other people's tables; printed raw they could move the cursor, recolour or
 * retitle the terminal, or forge lines of output.
 *
 * @example printable("a\u001b[31mb\n") // => "a\\u001b[31mb\\u000a"
 */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// C0, DEL and C1 controls; line and paragraph separators; bidirectional marks, embeddings and isolates; lone surrogates.
const unsafe: RegExp = new RegExp(
  "[\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]" +
    "|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]",
  "g",
);
