import type { Figure } from "@joulebook/core";

/** Size of a picture in CSS pixels (96 to the inch). */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A running browser, shared by everything that one run renders. Close it when the work is done.
 *
 * It reaches nothing outside: every request that is not data:, blob: or about: is blocked.
 */
export interface Renderer {
  /** The browser's name and version, e.g. "HeadlessChrome/155.0". */
  readonly version: string;
  /**
   * The figure as SVG text with its own fonts; equal figures give equal text.
   *
   * @throws Error if Plotly finds fault with the figure, or the figure is empty
   */
  figureSvg(figure: Figure, size?: PictureSize): Promise<string>;
  /** The figure as PNG; `scale` pixels to each CSS pixel, default 2. */
  figurePng(figure: Figure, size?: PictureSize & { readonly scale?: number }): Promise<Uint8Array>;
  /**
   * Our own HTML as a tagged PDF with an outline, or without both, which takes less time; scripts in it do not run.
   */
  pdf(html: string, options?: { readonly tagged?: boolean }): Promise<Uint8Array>;
  close(): Promise<void>;
}
