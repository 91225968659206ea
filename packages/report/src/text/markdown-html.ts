import MarkdownIt from "markdown-it";
import type { Env } from "markdown-it";
import type { Targets } from "../document/number-document.js";
import type { Citations } from "./citations.js";
import type { Markdown } from "./markdown.js";
import { mathHtml } from "./math-html.js";

/** What the text may refer to, and where it will be read. */
export interface TextContext {
  readonly targets: Targets;
  readonly citations: Citations;
  readonly medium: "screen" | "print";
}

/** HTML of Markdown: paragraphs, lists, emphasis, code, links, `$tex$` and cross-references; never HTML or images of the source. */
export function markdownHtml(text: Markdown, context: TextContext): string {
  return parser().render(text.markdown, { context });
}

/** As `markdownHtml`, for text inside a line: no paragraph around it. */
export function inlineHtml(text: Markdown, context: TextContext): string {
  return parser().renderInline(text.markdown, { context });
}

type Parser = InstanceType<typeof MarkdownIt>;

let shared: Parser | undefined;

function parser(): Parser {
  shared ??= makeParser();
  return shared;
}

function makeParser(): Parser {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable([
    "image",
    "html_inline",
    "html_block",
  ]);
  markdown.inline.ruler.after("escape", "math", (state, silent) => {
    const found = state.src.charAt(state.pos) === "$" ? /^\$([^$\n]+)\$/.exec(state.src.slice(state.pos)) : null;
    if (found === null) return false;
    if (!silent) state.push("math", "", 0).content = found[1] ?? "";
    state.pos += found[0].length;
    return true;
  });
  markdown.inline.ruler.after("escape", "cross_reference", (state, silent) => {
    const found =
      state.src.charAt(state.pos) === "{"
        ? /^\{(fig|table|eq|sec|ref):([a-z0-9-]+)\}/.exec(state.src.slice(state.pos))
        : null;
    if (found === null) return false;
    if (!silent) {
      const token = state.push("cross_reference", "", 0);
      token.content = found[2] ?? "";
      token.info = found[1] ?? "";
    }
    state.pos += found[0].length;
    return true;
  });
  markdown.renderer.rules["math"] = (tokens, index, _options, env) =>
    mathHtml(tokens[index]?.content ?? "", { display: false, medium: contextOf(env).medium });
  markdown.renderer.rules["cross_reference"] = (tokens, index, _options, env) => {
    const token = tokens[index];
    return crossReference(token?.info ?? "", token?.content ?? "", contextOf(env));
  };
  return markdown;
}

/** What `markdownHtml` handed through the parser. */
function contextOf(env: Env | undefined): TextContext {
  return env?.["context"] as TextContext;
}

function crossReference(kind: string, id: string, { targets, citations }: TextContext): string {
  if (kind === "ref") return `<a class="cite" href="#ref-${id}">[${citations.cite(id)}]</a>`;
  const target = targets.get(`${kind}:${id}`);
  if (target === undefined) throw new Error(`report: {${kind}:${id}} refers to nothing in the document`);
  return `<a class="xref" href="#${target.anchor}">${target.label}</a>`;
}
