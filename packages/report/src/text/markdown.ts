/** Markdown source that is safe to render: only `md` makes it, and `md` escapes whatever was filled in. */
export interface Markdown {
  readonly markdown: string;
}

/**
 * Markdown written by us, with values filled in as plain text: names from data cannot become markup, links, formulas or
 * cross-references. A value that is Markdown itself is filled in as it is.
 *
 * The template is taken raw: a backslash is a backslash, as TeX and Markdown want it.
 * Beyond CommonMark without HTML: `$tex$`, and cross-references `{fig:id}` `{table:id}` `{eq:id}` `{sec:id}` `{ref:id}`.
 *
 * @example md`The model **${"a*b"}** of {fig:front}`.markdown // => "The model **a\\*b** of {fig:front}"
 */
export function md(parts: TemplateStringsArray, ...values: readonly (string | number | Markdown)[]): Markdown {
  const pieces = parts.raw.map((part, index) => {
    const value = values[index];
    return value === undefined ? part : part + filledIn(value);
  });
  return { markdown: pieces.join("") };
}

/** Markdown pieces one after another, with a separator of ours between them. */
export function joinMarkdown(pieces: readonly Markdown[], separator: string): Markdown {
  return { markdown: pieces.map(({ markdown }) => markdown).join(separator) };
}

function filledIn(value: string | number | Markdown): string {
  if (typeof value === "object") return value.markdown;
  const line = String(value).replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ");
  return unbroken(line).replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

/** A quantity ("95.1 mJ", "30 %") stays on one line. */
function unbroken(text: string): string {
  return /^\S*\d \S{1,6}$/.test(text) ? text.replace(" ", "\u00a0") : text;
}
