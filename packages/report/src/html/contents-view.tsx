import type { VNode } from "preact";
import type { Target } from "../document/number-document.js";
import type { RenderContext } from "./render-context.js";

/** The list of sections, figures and tables; on paper with page numbers, whose place is kept free until they are known. */
export function ContentsView({ context }: { context: RenderContext }): VNode {
  const all = [...context.targets.values()];
  const figures = all.filter(({ kind }) => kind === "fig");
  const tables = all.filter(({ kind }) => kind === "table");
  return (
    <nav class="contents" aria-label="Contents">
      <h2 id="contents">Contents</h2>
      <Entries targets={all.filter(({ kind }) => kind === "sec")} context={context} />
      {figures.length === 0 ? null : <p class="contents-head">Figures</p>}
      <Entries targets={figures} context={context} />
      {tables.length === 0 ? null : <p class="contents-head">Tables</p>}
      <Entries targets={tables} context={context} />
    </nav>
  );
}

function Entries({ targets, context }: { targets: readonly Target[]; context: RenderContext }): VNode {
  return (
    <ul>
      {targets.map(({ anchor, number, title, kind, depth }) => (
        <li class={kind === "sec" ? `depth-${depth}` : "depth-2"}>
          <a href={`#${anchor}`}>
            <span class="entry-number">{number}</span>
            <span class="entry-title">{title}</span>
            {context.medium === "print" ? <span class="leader" /> : null}
            {context.medium === "print" ? <span class="entry-page">{context.pages.get(anchor) ?? "00"}</span> : null}
          </a>
        </li>
      ))}
    </ul>
  );
}
