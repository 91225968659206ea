export { adam } from "./adam";
export { convolve, convolveWeightGradient } from "./convolution";
export { dense, denseInputGradient, denseWeightGradient, dropout, sumExamples } from "./dense";
export { depthwise, depthwiseWeightGradient } from "./depthwise";
export { addValues, passGradient } from "./elementwise";
export { channelSquares, channelSums, normaliseGradient, normaliseSums, scaleShift } from "./normalise";
export { copyRows, maskGradient, sumPixels } from "./padding";
export { peak } from "./peak";
export { averageWindow, averageWindowGradient, maximumWindow, maximumWindowGradient } from "./pooling";
export { fakeQuantise, fakeQuantiseGradient } from "./quantise";

/** First byte that the module itself does not use. */
export function heapBase(): usize {
  return __heap_base;
}
