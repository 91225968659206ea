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
} from "./memory/memory-use.js";
export type { SharingOptions } from "./memory/overwritten-inputs.js";
export type { BufferLifetime } from "./memory/buffer-lifetime.js";
export { tensorBytes } from "./memory/tensor-bytes.js";
export {
  type ArenaOptions,
  type ArenaPlan,
  type ArenaStrategy,
  planArena,
} from "./memory/plan-arena.js";
export { type Footprint, footprint, weightBytes } from "./memory/footprint.js";
export { type MemoryFit, type MemoryFits, memoryFits } from "./memory/memory-fit.js";
export { cmsisCifar10, type CmsisCifar10Options } from "./zoo/cmsis-cifar10.js";
export { dsCnn, type DsCnnLayer, type DsCnnOptions } from "./zoo/ds-cnn.js";
export {
  type EarlyExitOptions,
  earlyExitNetwork,
  type ExitMount,
  exitMounts,
  type HeadLayers,
} from "./zoo/early-exit-backbone.js";
export { efficientnetLite, type EfficientnetLiteOptions } from "./zoo/efficientnet-lite.js";
export { keywordFootprint } from "./zoo/keyword-footprint.js";
export { type KeywordFamily, keywordNetwork, type KeywordSize } from "./zoo/keyword-spotting.js";
export { merkelCnn, type MerkelCnnOptions } from "./zoo/merkel-cnn.js";
export { type TinyBenchmark, tinyNetworks } from "./zoo/mlperf-tiny.js";
export { mobilenetV1, type MobilenetV1Options } from "./zoo/mobilenet-v1.js";
export { mobilenetV2, type MobilenetV2Options } from "./zoo/mobilenet-v2.js";
export { mobilenetV3, type MobilenetV3Options } from "./zoo/mobilenet-v3.js";
export { resnet18, resnet50, resnet8, type ResnetOptions } from "./zoo/resnet.js";
export { findZooNetwork, type ZooEntry, zooEntries, zooNames, zooNetwork } from "./zoo/zoo-network.js";
export type { ZooOptions } from "./zoo/zoo-options.js";
export type { ByteSource } from "./reading/byte-source.js";
export { readNetwork } from "./reading/read-network.js";
export type { ReadOptions } from "./reading/read-options.js";
