/** What a parameter of a design may be. A subset is the list of its chosen members, in the parameter's order. */
export type ParameterValue = number | string | boolean | readonly (number | string)[];

/** One point of a design space: values by parameter name; parameters whose condition does not hold are absent. */
export type Design = Readonly<Record<string, ParameterValue>>;

/** When a parameter exists: another one, listed before it, has one of these values, or holds this member. */
export interface Condition {
  readonly parameter: string;
  /** The other parameter's value is one of these. */
  readonly is?: readonly (number | string | boolean)[];
  /** The other parameter is a subset with this member. */
  readonly includes?: number | string;
}

interface Named {
  readonly name: string;
  /** Default: always. */
  readonly when?: Condition;
}

export interface RealParameter extends Named {
  readonly kind: "real";
  readonly low: number;
  readonly high: number;
  /** Values are low, low + step, ...; default: any between the bounds. */
  readonly step?: number;
}

export interface IntegerParameter extends Named {
  readonly kind: "integer";
  readonly low: number;
  readonly high: number;
  /** Values are low, low + step, ...; default 1. */
  readonly step?: number;
}

/** One of some values without an order. */
export interface CategoricalParameter extends Named {
  readonly kind: "categorical";
  readonly values: readonly (number | string)[];
}

export interface BooleanParameter extends Named {
  readonly kind: "boolean";
}

/** Any of some members, such as the mounting points that carry an exit. */
export interface SubsetParameter extends Named {
  readonly kind: "subset";
  readonly of: readonly (number | string)[];
  /** Fewest members; default 0. */
  readonly least?: number;
  /** Most members; default all. */
  readonly most?: number;
}

/** Something that may vary in a design, as data. */
export type Parameter = RealParameter | IntegerParameter | CategoricalParameter | BooleanParameter | SubsetParameter;
