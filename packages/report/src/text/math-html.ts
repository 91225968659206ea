import katex from "katex";

/**
 * HTML of a formula in TeX. Screens also get MathML for screen readers; on paper its hidden copy would double the text.
 *
 * @throws Error (KaTeX's ParseError) if the TeX is wrong
 */
export function mathHtml(tex: string, { display, medium }: { display: boolean; medium: "screen" | "print" }): string {
  return katex.renderToString(tex, {
    displayMode: display,
    output: medium === "screen" ? "htmlAndMathml" : "html",
    throwOnError: true,
    strict: "error",
    trust: false,
  });
}
