/**
 * A name as an id: lower case, separators as single hyphens, "+" kept.
 *
 * @example slug("Khadas VIM4 (vim4)") // => "khadas-vim4-vim4"
 */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9+.]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
