import type { VNode } from "preact";
import type { Block, CalloutBlock, EquationBlock, FactsBlock, KeyNumbersBlock } from "../document/document.js";
import { inlineHtml, markdownHtml } from "../text/markdown-html.js";
import { mathHtml } from "../text/math-html.js";
import { FigureView } from "./figure-view.js";
import { Raw } from "./raw.js";
import type { RenderContext } from "./render-context.js";
import { TableView } from "./table-view.js";

/** One block of a document as HTML. */
export function BlockView({ block, context }: { block: Block; context: RenderContext }): VNode {
  switch (block.kind) {
    case "text":
      return <Raw class={block.small === true ? "text small" : "text"} html={markdownHtml(block.text, context)} />;
    case "figure":
      return <FigureView block={block} context={context} />;
    case "table":
      return <TableView block={block} context={context} />;
    case "equation":
      return <EquationView block={block} context={context} />;
    case "callout":
      return <CalloutView block={block} context={context} />;
    case "facts":
      return <FactsView block={block} context={context} />;
    case "key-numbers":
      return <KeyNumbersView block={block} />;
    case "references":
      return <ReferencesView context={context} />;
    case "page-break":
      return <div class="page-break" />;
  }
}

function EquationView({ block, context }: { block: EquationBlock; context: RenderContext }): VNode {
  const target = context.targets.get(`eq:${block.id}`);
  return (
    <div class="equation" id={target?.anchor} role="math" aria-label={block.tex}>
      <Raw html={mathHtml(block.tex, { display: true, medium: context.medium })} />
      <span class="equation-number">({target?.number})</span>
    </div>
  );
}

function CalloutView({ block, context }: { block: CalloutBlock; context: RenderContext }): VNode {
  return (
    <div class={`callout ${block.tone}`}>
      {block.title === undefined ? null : <p class="callout-title">{block.title}</p>}
      <Raw html={markdownHtml(block.text, context)} />
    </div>
  );
}

function FactsView({ block, context }: { block: FactsBlock; context: RenderContext }): VNode {
  return (
    <dl class="facts">
      {block.facts.map(({ name, text }) => (
        <div>
          <dt>{name}</dt>
          <Raw tag="dd" html={inlineHtml(text, context)} />
        </div>
      ))}
    </dl>
  );
}

function KeyNumbersView({ block }: { block: KeyNumbersBlock }): VNode {
  return (
    <div class="key-numbers">
      {block.numbers.map(({ value, unit, name, note }) => (
        <div>
          <p class="key-name">{name}</p>
          <p class="key-value">
            {value}
            {unit === undefined ? null : <span class="unit">&#x202f;{unit}</span>}
          </p>
          {note === undefined ? null : <p class="key-note">{note}</p>}
        </div>
      ))}
    </div>
  );
}

/** Must come after every citation: it lists what has been cited so far. */
function ReferencesView({ context }: { context: RenderContext }): VNode {
  return (
    <ol class="references">
      {context.citations.cited.map(({ id, text }) => (
        <li id={`ref-${id}`} dangerouslySetInnerHTML={{ __html: inlineHtml(text, context) }} />
      ))}
    </ol>
  );
}
