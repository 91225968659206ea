/**
 * Text that Plotly shows as it is. Plotly reads some HTML (`<b>`, `<a href>`, `<br>`) and entities in every label, and
 * templates read `%{...}`, and `$...$` is TeX where a page has MathJax: names from data must pass through here.
 *
 * @example plotlyText("<b>x</b> & y") // => "&lt;b&gt;x&lt;/b&gt; &amp; y"
 */
export function plotlyText(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("$", "&#36;")
    .replaceAll("%{", "%\u200b{");
}
