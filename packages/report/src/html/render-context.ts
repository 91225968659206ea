import type { TextContext } from "../text/markdown-html.js";

/** All that blocks need to become HTML. */
export interface RenderContext extends TextContext {
  /** SVG by figure id: what paper shows. Screens draw the figure themselves. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Page by anchor, once a first print has told it. */
  readonly pages: ReadonlyMap<string, number>;
}
