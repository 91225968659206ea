import type { VNode } from "preact";
import type { Section } from "../document/document.js";
import { BlockView } from "./block-view.js";
import type { RenderContext } from "./render-context.js";

/** A section with its heading; h2 for the outermost, h3 and h4 below. */
export function SectionView({ section, context }: { section: Section; context: RenderContext }): VNode {
  const target = context.targets.get(`sec:${section.id}`);
  const depth = target?.depth ?? 1;
  const Heading = depth === 1 ? "h2" : depth === 2 ? "h3" : "h4";
  return (
    <section class={section.newPage === true ? "new-page" : undefined}>
      <Heading id={target?.anchor}>
        <span class="section-number">{target?.number}</span> {section.title}
      </Heading>
      {section.blocks.map((block) => (
        <BlockView block={block} context={context} />
      ))}
      {(section.sections ?? []).map((inner) => (
        <SectionView section={inner} context={context} />
      ))}
    </section>
  );
}
