import type { VNode } from "preact";
import type { FigureBlock } from "../document/document.js";
import { tableCsv } from "../output/table-csv.js";
import type { RenderContext } from "./render-context.js";
import { PlainTable } from "./table-view.js";

/** Height of a figure's picture in millimetres when the block does not say. */
export const figureHeight = 95;

/** A numbered figure: on paper its SVG, on screens a place that the page's script draws into, with its data below. */
export function FigureView({ block, context }: { block: FigureBlock; context: RenderContext }): VNode {
  const { figure, height = figureHeight } = block;
  const target = context.targets.get(`fig:${figure.id}`);
  const description = `${target?.label ?? ""}. ${figure.title}. ${figure.caption}`;
  return (
    <figure id={target?.anchor}>
      {figure.empty !== undefined ? (
        <p class="empty-figure">{figure.empty}</p>
      ) : context.medium === "print" ? (
        <div
          class="picture"
          role="img"
          aria-label={description}
          dangerouslySetInnerHTML={{ __html: pictureOf(figure.id, context) }}
        />
      ) : (
        <div
          class="picture"
          role="img"
          aria-label={description}
          data-figure={figure.id}
          style={{ height: `${height}mm` }}
        />
      )}
      <figcaption class="caption">
        <span class="label">{target?.label}.</span> {figure.title}. {figure.caption}
      </figcaption>
      {context.medium === "screen" && figure.empty === undefined ? (
        <details>
          <summary>
            Data of this figure ({figure.table.rows.length} {figure.table.rows.length === 1 ? "row" : "rows"})
          </summary>
          <p>
            <a
              download={`${figure.id}.csv`}
              href={`data:text/csv;charset=utf-8;base64,${Buffer.from(tableCsv(figure.table)).toString("base64")}`}
            >
              Download as CSV
            </a>
          </p>
          <div class="scroll">
            <PlainTable table={figure.table} />
          </div>
        </details>
      ) : null}
    </figure>
  );
}

function pictureOf(id: string, { pictures }: RenderContext): string {
  const svg = pictures.get(id);
  if (svg === undefined) throw new Error(`report: figure "${id}" has no picture to print`);
  return svg;
}
