/**
 * Colours that people with any common colour vision can tell apart, each paired with a marker shape and a dash, so that
 * no series is told by colour alone.
 *
 * Colours: Okabe and Ito, "Color Universal Design" (2008); yellow is left out because it is too pale on white paper.
 */
export const okabeIto = {
  black: "#000000",
  orange: "#E69F00",
  skyBlue: "#56B4E9",
  green: "#009E73",
  blue: "#0072B2",
  vermillion: "#D55E00",
  purple: "#CC79A7",
} as const;

/** Greys for what only supports the picture: grid, axes, points that lost. */
export const greys = { text: "#222222", axis: "#555555", faint: "#8A8A8A", grid: "#E3E3E3" } as const;

/** How one series is drawn. */
export interface SeriesStyle {
  readonly color: string;
  readonly symbol: string;
  readonly dash: string;
}

const styles: readonly SeriesStyle[] = [
  { color: okabeIto.blue, symbol: "circle", dash: "solid" },
  { color: okabeIto.orange, symbol: "square", dash: "dash" },
  { color: okabeIto.green, symbol: "triangle-up", dash: "dot" },
  { color: okabeIto.purple, symbol: "cross", dash: "dashdot" },
  { color: okabeIto.skyBlue, symbol: "triangle-down", dash: "longdash" },
  { color: okabeIto.vermillion, symbol: "x", dash: "longdashdot" },
  { color: okabeIto.black, symbol: "pentagon", dash: "solid" },
];

/**
 * Style of the series with this index. Beyond seven series the colours repeat with an open marker, so that no two of
 * the first fourteen look the same.
 *
 * @throws RangeError if the index is no whole number >= 0
 * @example seriesStyle(0).symbol // => "circle"
 */
export function seriesStyle(index: number): SeriesStyle {
  const style = styles[index % styles.length];
  if (style === undefined) throw new RangeError(`seriesStyle: index must be a whole number >= 0, got ${index}`);
  return index < styles.length ? style : { ...style, symbol: `${style.symbol}-open` };
}
