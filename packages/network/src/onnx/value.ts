import type { PlannedValue } from "../reading/planned-graph.js";

/** What is known of a value while a graph is walked. */
export interface Value extends PlannedValue {
  /** TensorProto.DataType; 0 where it is unknown. */
  readonly type: number;
  /** The elements, where they are known before the network runs, few, and may matter to a shape. */
  readonly data?: readonly number[];
  /** Known before the network runs. */
  readonly constant?: boolean;
}

/** Values by name; a subgraph also sees those around it. */
export class Scope {
  readonly #values: Map<string, Value> = new Map();
  readonly #outer: Scope | undefined;
  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  find(name: string): Value | undefined {
    return this.#values.get(name) ?? this.#outer?.find(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }
}
