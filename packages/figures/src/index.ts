export type { DisplayScale } from "./display-scale.js";
export { displayScale } from "./display-scale.js";
export type { EnergyAccuracyOptions } from "./energy-accuracy-figure.js";
export { energyAccuracyFigure } from "./energy-accuracy-figure.js";
export type { MixPoint, OperatingPoint } from "./operating-point.js";
export type { SeriesStyle } from "./palette.js";
export { okabeIto, seriesStyle } from "./palette.js";
export { plotlyText } from "./plotly-text.js";
