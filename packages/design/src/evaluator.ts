import type { Interval } from "@joulebook/core";
import type { Design, Parameter } from "@joulebook/search";

/** Something that an evaluator knows of a design. */
export interface Quantity {
  readonly name: string;
  /** SI unit; "1" for fractions, counts and ratios. */
  readonly unit: string;
  readonly meaning: string;
}

export interface Objective {
  readonly quantity: string;
  readonly direction: "minimise" | "maximise";
}

/** A limit on a quantity, in its unit. */
export interface Constraint {
  /** Names it in reports; default the quantity. */
  readonly name?: string;
  readonly quantity: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** What a search may count on: a design in, its quantities out. Pure: equal designs have equal quantities. */
export interface Evaluator {
  readonly kind: string;
  /** The space that the evaluator can judge; a study may narrow it. */
  readonly parameters: readonly Parameter[];
  readonly quantities: readonly Quantity[];
  readonly objectives: readonly Objective[];
  readonly constraints: readonly Constraint[];
  readonly evaluate: (design: Design) => Readonly<Record<string, number>>;
  /** The same on data that the search did not see, with intervals; where there are such data. */
  readonly report?: (design: Design) => readonly ReportedQuantity[];
  /** What a reader must know of the numbers. */
  readonly notices: readonly string[];
}

/** A quantity of a design as it is reported. */
export interface ReportedQuantity {
  readonly quantity: string;
  readonly value: number;
  readonly interval?: Interval;
}
