export { builtInDevice, builtInDeviceIds } from "./devices/built-in-devices.js";
export { checkDevice, readDevice } from "./devices/read-device.js";
export { costByKind } from "./estimate/cost-by-kind.js";
export type { Estimate, EstimateNotice, KindCost, LayerCost, NetworkCost } from "./estimate/estimate.js";
export { estimate, type EstimateOptions, networkCost } from "./estimate/estimate-network.js";
export { type Ranged, sumIntervals } from "./estimate/sum-intervals.js";
export { type CharacterisedLayer, characterisedTable } from "./op-table/characterised-table.js";
export { macsPerProduct, outputElements } from "./op-table/macs-per-product.js";
export { opTableCost } from "./op-table/op-table-cost.js";
export { type CharacterisationOptions, readCharacterisation } from "./op-table/read-characterisation.js";
export { type Throughput, throughputAt } from "./op-table/throughput-curve.js";
export {
  layerTraffic,
  macDensity,
  operandBits,
  type Traffic,
  type TrafficPlan,
  trafficPlan,
} from "./roofline/layer-traffic.js";
export { type MemoryTraffic, type RooflineCost, rooflineCost, type RooflineLayer } from "./roofline/roofline-cost.js";
export type { RooflineOptions } from "./roofline/roofline-options.js";
