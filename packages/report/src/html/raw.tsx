import type { VNode } from "preact";

/** HTML that is already safe (rendered Markdown, KaTeX, a normalised SVG), put in as it is. The only way in. */
export function Raw({
  html,
  tag: Tag = "div",
  class: name,
}: {
  html: string;
  tag?: "div" | "span" | "td" | "li" | "dd";
  class?: string;
}): VNode {
  return <Tag class={name} dangerouslySetInnerHTML={{ __html: html }} />;
}
