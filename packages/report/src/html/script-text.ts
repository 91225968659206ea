/**
 * JSON that can stand in a `<script>`: no character sequence in it can end the element or begin a comment.
 *
 * @example scriptJson({ name: "</script>" }) // => '{"name":"\\u003c/script>"}'
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * A library's source that can stand in a `<script>`: the sequences that would end it are only ever inside string or
 * regular-expression literals, where an escaped solidus or letter means the same.
 */
export function scriptSource(source: string): string {
  return source.replace(/<\/(?=script)/gi, "<\\/").replaceAll("<!--", "<\\!--");
}
