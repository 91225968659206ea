export { pairSums } from "./pair-sums";

/** First byte that the module itself does not use. */
export function heapBase(): usize {
  return __heap_base;
}
