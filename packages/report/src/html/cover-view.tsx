import type { VNode } from "preact";
import type { MadeFrom, ReportDocument } from "../document/document.js";
import { markdownHtml } from "../text/markdown-html.js";
import { Raw } from "./raw.js";
import type { RenderContext } from "./render-context.js";

/** The first page: what it is, the gist, and everything it was made from. */
export function CoverView({ document, context }: { document: ReportDocument; context: RenderContext }): VNode {
  const { title, subtitle, summary, made } = document;
  return (
    <header class="cover">
      <div class="cover-title">
        <h1>{title}</h1>
        {subtitle === undefined ? null : <p class="subtitle">{subtitle}</p>}
        {made.date === undefined ? null : <p class="date">{made.date}</p>}
      </div>
      {summary === undefined ? null : <Raw class="summary" html={markdownHtml(summary, context)} />}
      <MadeFromView made={made} />
    </header>
  );
}

function MadeFromView({ made }: { made: MadeFrom }): VNode {
  const seed = made.seed === undefined ? [] : [{ name: "seed", value: String(made.seed) }];
  return (
    <div class="made">
      <p class="made-title">Made from</p>
      <div class="made-columns">
        <dl>
          <dt class="made-head">Parameters</dt>
          {[...made.parameters, ...seed].map(({ name, value }) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <dl>
          <dt class="made-head">Versions</dt>
          {made.versions.map(({ name, version }) => (
            <div>
              <dt>{name}</dt>
              <dd>{version}</dd>
            </div>
          ))}
        </dl>
      </div>
      <dl class="made-inputs">
        <dt class="made-head">Inputs (SHA-256)</dt>
        {made.inputs.map(({ name, hash, note }) => (
          <div>
            <dt>
              {name}
              {note === undefined ? null : <span class="note"> {note}</span>}
            </dt>
            <dd>
              <code>{hash}</code>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
