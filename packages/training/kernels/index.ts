export { adam } from "./adam";
export { convolve, convolveWeightGradient } from "./convolution";
export { dense, denseInputGradient, denseWeightGradient, dropout, sumExamples } from "./dense";
export { copyRows, maskGradient, sumPixels } from "./padding";

/** First byte that the module itself does not use. */
export function heapBase(): usize {
  return __heap_base;
}
