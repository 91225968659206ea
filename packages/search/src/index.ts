export { adaptivePenalty } from "./algorithms/adaptive-penalty.js";
export { constrainedSort } from "./algorithms/constrained-sort.js";
export { feasibleFront } from "./algorithms/feasible-front.js";
export { type Nsga2, nsga2, type Nsga2Options } from "./algorithms/nsga2.js";
export { type BaselineOptions, exhaustiveSearch, randomSearch } from "./algorithms/random-search.js";
export type { Evaluated, Outcome, Scores, SearchAlgorithm } from "./algorithms/search-algorithm.js";
export type { SelectionRule } from "./algorithms/select-from-front.js";
export { gd, igd, igdPlus } from "./indicators/distance-indicators.js";
export { hypervolume } from "./indicators/hypervolume.js";
export { simplexLattice } from "./indicators/simplex-lattice.js";
export { crowdingDistance } from "./sorting/crowding-distance.js";
export { nonDominatedSort } from "./sorting/non-dominated-sort.js";
export { checkParameters } from "./space/check-parameters.js";
export type {
  BooleanParameter,
  CategoricalParameter,
  Condition,
  Design,
  IntegerParameter,
  Parameter,
  ParameterValue,
  RealParameter,
  SubsetParameter,
} from "./space/parameter.js";
export { designSpace, type Gene, type Genes, type Space } from "./space/space.js";
export type { VariationOptions } from "./space/variation.js";
export {
  type SurrogateIteration,
  type SurrogateOptions,
  type SurrogateSearch,
  surrogateSearch,
} from "./algorithms/surrogate-search.js";
export { crossValidate } from "./surrogates/cross-validate.js";
export { forest, type ForestOptions } from "./surrogates/forest.js";
export { meanOnly } from "./surrogates/mean-only.js";
export { parameterImportance } from "./surrogates/parameter-importance.js";
export type { Learner, Prediction, Predictor } from "./surrogates/predictor.js";
export { ridge } from "./surrogates/ridge.js";
