import type { Figure } from "@joulebook/core";
import type { FigureBlock } from "@joulebook/report";

/** The block that shows one of a study's figures; height in mm. */
export type ShowFigure = (id: string, height?: number) => FigureBlock;

/**
 * Shows a study's figures by their ids, in whatever order its text wants them.
 *
 * @throws RangeError (the returned function) for an id that no figure has
 */
export function figureBlocks(figures: readonly Figure[]): ShowFigure {
  return (id, height) => {
    const figure = figures.find((one) => one.id === id);
    if (figure === undefined) throw new RangeError(`figureBlocks: there is no figure ${id}`);
    return { kind: "figure", figure, ...(height === undefined ? {} : { height }) };
  };
}
