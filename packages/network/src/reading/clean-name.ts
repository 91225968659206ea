/** Names that exporters make from whole scopes stay below this. */
const longest = 512;

/**
 * A name that may be printed: without control and direction-changing characters, and cut to 512 characters.
 *
 * @example cleanName("a\u0007b") // => "a\ufffdb"
 */
export function cleanName(name: string): string {
  const cut = name.length > longest ? `${name.slice(0, longest)}…` : name;
  return cut.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\ufffd");
}
