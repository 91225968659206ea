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
