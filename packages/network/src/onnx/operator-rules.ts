import type { OperatorRule } from "./operator.js";
import { attentionRules } from "./operators/attention.js";
import { convolutionRules } from "./operators/convolution.js";
import { elementwiseRules } from "./operators/elementwise.js";
import { movementRules } from "./operators/movement.js";
import { poolingRules } from "./operators/pooling.js";
import { productRules } from "./operators/products.js";
import { recurrentRules } from "./operators/recurrent.js";
import { resizingRules } from "./operators/resizing.js";
import { viewRules } from "./operators/views.js";

/** Every operator that is counted, by its name; a new operator adds a row to its table. */
const rules: ReadonlyMap<string, OperatorRule> = new Map(
  [
    attentionRules,
    convolutionRules,
    elementwiseRules,
    movementRules,
    poolingRules,
    productRules,
    recurrentRules,
    resizingRules,
    viewRules,
  ].flatMap((table) => Object.entries(table)),
);

/** The standard operators, and ONNX Runtime's own. */
const domains: ReadonlySet<string> = new Set(["", "com.microsoft"]);

/** The rule of an operator; undefined where nobody counts it. An operator of a foreign domain is never taken for a standard one. */
export function operatorRule(domain: string, op: string): OperatorRule | undefined {
  return domains.has(domain) ? rules.get(op) : undefined;
}
