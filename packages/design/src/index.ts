export { exitCosts, type ExitCosts, type PartCost } from "./early-exit/exit-costs.js";
export { type ExitTable, exitTables } from "./early-exit/exit-table.js";
export {
  type HeadForm,
  type MobileBackbone,
  type MobileBlock,
  type MobileExitOptions,
  mobileExitNetwork,
  type MountedExit,
} from "./early-exit/mobile-exit-network.js";
export {
  oneShotEvaluator,
  type OneShotOptions,
  type OneShotPrecision,
  replayedExits,
  stagesOf,
} from "./early-exit/one-shot-evaluator.js";
export { type ExitCounts, type ReplayedExit, replayExits } from "./early-exit/replay-exits.js";
export type { Constraint, Evaluator, Objective, Quantity, ReportedQuantity } from "./evaluator.js";
export { scoresOf } from "./scores.js";
