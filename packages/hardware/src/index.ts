export { builtInDevice, builtInDeviceIds } from "./devices/built-in-devices.js";
export { checkDevice, readDevice } from "./devices/read-device.js";
export type { Estimate, EstimateNotice, KindCost, LayerCost, MemoryTraffic, NetworkCost } from "./estimate/estimate.js";
export { estimate, type EstimateOptions, networkCost } from "./estimate/estimate-network.js";
export { staticEnergy } from "./estimate/static-energy.js";
export { type CharacterisedLayer, characterisedTable } from "./op-table/characterised-table.js";
export { macsPerProduct, outputElements } from "./op-table/macs-per-product.js";
export { opTableCost } from "./op-table/op-table-cost.js";
export { type CharacterisationOptions, readCharacterisation } from "./op-table/read-characterisation.js";
export { type Throughput, throughputAt } from "./op-table/throughput-curve.js";
export { type RooflineCost, rooflineCost, type RooflineLayer } from "./roofline/roofline-cost.js";
export type { RooflineOptions } from "./roofline/roofline-options.js";
export type { Fitter, FitRow, Predictor } from "./measured/fit-row.js";
export { type HeldOut, leaveOneNetworkOut } from "./measured/leave-one-network-out.js";
export {
  type Features,
  layerFeatures,
  type NetworkFeatures,
  networkFeatures,
  physicalFeatures,
} from "./measured/network-features.js";
export { type PhysicalFit, physicalFit, physicalFitter } from "./measured/physical-fit.js";
export { type PowerLaw, powerLaw, powerLawFitter } from "./measured/power-law.js";
export { type ProcessFit, processFit, processFitter } from "./measured/process-fit.js";
export { type FitAnswer, fitForms, fitPredictor } from "./measured/fit-file.js";
export { type MeasuredCost, measuredCost } from "./measured/measured-cost.js";
export { measuredDevice, type MeasuredDeviceOptions, type MeasuredRow } from "./measured/measured-device.js";
export {
  atPoint,
  type InferenceAtPoint,
  type MeasuredAtPoint,
  splitEnergy,
  staticPowerOf,
} from "./operating-points/energy-at-point.js";
export {
  type Pace,
  type PaceChoice,
  paceInModes,
  type PaceOptions,
  paceToDeadline,
} from "./operating-points/pace-to-deadline.js";
export { inMode, ownMode } from "./operating-points/power-modes.js";
export { basePoint, ownPoint, pointAtVoltage, statedPoint, wantedPoint } from "./operating-points/device-points.js";
export { frequencyLimit, namedPoint } from "./operating-points/point-table.js";
export { backboneAlone } from "./stages/backbone-alone.js";
export {
  type AccountedExits,
  type ExitAccount,
  exitAccount,
  type StaticBaseline,
  type WholeInference,
} from "./stages/exit-account.js";
export {
  type ExitEnergyDelay,
  exitEnergyDelay,
  exitShares,
  type StageCost,
} from "./stages/exit-energy-delay.js";
export {
  type AcceleratorCost,
  acceleratorCost,
  type AcceleratorLayer,
  type AcceleratorOptions,
} from "./accelerator/accelerator-cost.js";
export { type Hierarchy, hierarchy } from "./accelerator/hierarchy.js";
export { eightBit, type LoopNest, loopNest, type OperandBits } from "./accelerator/loop-nest.js";
export type { MappingCost } from "./accelerator/mapping-cost.js";
export type { Convention } from "./accelerator/convention.js";
export { type ReadAccelerator, readAccelerator } from "./accelerator/read-accelerator.js";
export { type MappingEntry, type MappingFile, readMapping } from "./accelerator/read-mapping.js";
export { type Objective, objectives } from "./accelerator/order-search.js";
export {
  type FoundMapping,
  searchMapping,
  type SearchOptions,
  type UnrollingSearch,
  unrollingSearches,
} from "./accelerator/search-mapping.js";
export { type SystolicCost, systolicCost, type SystolicLayer } from "./systolic/systolic-cost.js";
export { allowedCores } from "./many-core/allowed-cores.js";
export { type LinkGraph, linkGraph, type LinkResource, type Route } from "./many-core/links.js";
export {
  macEnergyScale,
  type ManyCoreConvention,
  type NodeCost,
  type NodeCostOptions,
  nodeCosts,
  type NodeCosts,
} from "./many-core/node-cost.js";
export {
  type ManyCoreCost,
  manyCoreCost,
  type ManyCoreLayer,
  type ManyCoreOptions,
  type ManyCoreProblem,
  manyCoreProblem,
} from "./many-core/many-core-cost.js";
export { type ExitsOnCores, exitsOnCores } from "./many-core/exits-on-cores.js";
export { leastStages, type ScheduledStage, stageCosts } from "./many-core/stage-costs.js";
export { isSystem, readSystem, type ResolveFile } from "./many-core/read-system.js";
export {
  type Allocation,
  type CoreUse,
  type EnergySplit,
  type Move,
  type Schedule,
  type ScheduledNode,
  totalEnergy,
} from "./many-core/schedule.js";
export {
  type AllocationGoal,
  type AllocationOptions,
  type AllocationSearch,
  type FoundAllocation,
  searchAllocation,
} from "./many-core/search-allocation.js";
export {
  sharedScheduler,
  type SharedOptions,
  type SharedScheduler,
  type TileStacks,
} from "./many-core/shared-schedule.js";
export { type Scheduler, streamScheduler } from "./many-core/stream-schedule.js";
export type { TileAxis, TileExtent, TileGrid } from "./many-core/tiles.js";
export {
  type LaneCount,
  type OperatorCounts,
  type PoolingCount,
  type WorkBits,
  workload,
  type Workload,
  type WorkloadOptions,
  type WorkNode,
  type WorkTensor,
} from "./many-core/workload.js";
export { type LayerStages, layerStages, requireExits } from "./stages/layer-stages.js";
export {
  type Dataflow,
  type SystolicArray,
  type SystolicCycles,
  dataflows,
  systolicCycles,
  type SystolicProduct,
  systolicProduct,
} from "./systolic/systolic-cycles.js";
