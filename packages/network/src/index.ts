export {
  type AttentionOptions,
  type BuilderOptions,
  type ConvolutionOptions,
  type DepthwiseOptions,
  type LayerOptions,
  type NetworkBuilder,
  networkBuilder,
  type PoolingOptions,
  type RecurrentOptions,
  type Value,
  type WeightOptions,
  type WindowedOptions,
} from "./build/network-builder.js";
export { type LayerExtent, type LayerRule, layerRules, opsConvention } from "./counting/layer-rules.js";
export {
  type ConvolutionShape,
  convolutionKind,
  convolutionLoops,
  loopsMacs,
  type MatrixShape,
  matrixLoops,
  type RecurrentShape,
  recurrentLoops,
} from "./counting/loops.js";
export { type Padding, slideWindow, type Window, type WindowOptions } from "./counting/window.js";
export { type BestOrder, type BestOrderOptions, bestOrder } from "./memory/best-order.js";
export {
  type Buffer,
  type MemoryOptions,
  type MemoryStep,
  type MemoryUse,
  memoryUse,
  tensorBytes,
} from "./memory/memory-use.js";
export {
  type ArenaOptions,
  type ArenaPlan,
  type ArenaStrategy,
  type BufferLifetime,
  planArena,
} from "./memory/plan-arena.js";
