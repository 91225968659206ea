import { InputError, type Random } from "@joulebook/core";
import { checkParameters } from "./check-parameters.js";
import type { Condition, Design, Parameter, ParameterValue } from "./parameter.js";

/**
 * A design as numbers: one gene per parameter (real and integer: its value; categorical: the index; boolean: 0 or 1),
 * one per member of a subset. Genes of absent parameters are NaN.
 */
export type Genes = Float64Array;

/** What one gene may be. */
export interface Gene {
  readonly kind: "real" | "integer" | "categorical" | "bit";
  /** Index of its parameter. */
  readonly parameter: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** A design space, ready for search. */
export interface Space {
  readonly parameters: readonly Parameter[];
  readonly genes: readonly Gene[];
  /** Number of designs as if all parameters were always there; Infinity with real ones that have no step. */
  readonly size: number;
  /** A design drawn uniformly, gene by gene. */
  sample(random: Random): Genes;
  /** Within bounds and subset sizes, absent parameters NaN. Parents' genes that came back get values where they are NaN. */
  repair(genes: Genes, random: Random): Genes;
  decode(genes: Genes): Design;
  /** @throws InputError where the design is not one of this space */
  encode(design: Design): Genes;
  /** The same text exactly for equal genes. */
  key(genes: Genes): string;
  /** Numbers for predictors: reals and integers scaled to [0, 1], categories one-hot, bits; absent ones 0. */
  features(genes: Genes): number[];
  /** All designs in a fixed order; needs a finite space. */
  all(): Generator<Genes>;
}

/**
 * Makes a design space of parameters.
 *
 * @throws InputError with every problem of the parameters
 * @example designSpace([{ name: "exits", kind: "subset", of: [1, 2, 3] }, { name: "wide", kind: "boolean" }]).size // => 16
 */
export function designSpace(parameters: readonly Parameter[]): Space {
  const problems = checkParameters(parameters);
  if (problems.length > 0) throw new InputError(problems);
  const genes = parameters.flatMap(genesOf);
  const first: number[] = [];
  genes.forEach(({ parameter }, index) => (first[parameter] ??= index));
  const place = new Map(parameters.map(({ name }, index) => [name, index]));
  const conditional = parameters.some(({ when }) => when !== undefined);

  const holds = (when: Condition, values: Genes): boolean => {
    const other = place.get(when.parameter) as number;
    const at = first[other] as number;
    const parameter = parameters[other] as Parameter;
    if (Number.isNaN(values[at])) return false;
    if (when.includes !== undefined && parameter.kind === "subset")
      return values[at + parameter.of.indexOf(when.includes)] === 1;
    return (when.is ?? []).some((value) => value === read(parameter, values, at));
  };
  const repair = (values: Genes, random: Random): Genes => {
    parameters.forEach((parameter, index) => {
      const at = first[index] as number;
      const count = parameter.kind === "subset" ? parameter.of.length : 1;
      if (conditional && parameter.when !== undefined && !holds(parameter.when, values)) {
        values.fill(Number.NaN, at, at + count);
        return;
      }
      for (let g = at; g < at + count; g++) {
        const gene = genes[g] as Gene;
        const value = values[g] as number;
        values[g] = Number.isNaN(value) ? sampleGene(gene, random) : snapped(gene, value);
      }
      if (parameter.kind === "subset") resize(values, at, parameter.of.length, parameter, random);
    });
    return values;
  };
  const words = (values: Genes): Uint16Array => new Uint16Array(values.buffer, values.byteOffset, values.length * 4);

  return {
    parameters,
    genes,
    size: parameters.reduce((product, parameter) => product * choices(parameter), 1),
    sample: (random) => repair(new Float64Array(genes.length).fill(Number.NaN), random),
    repair,
    decode: (values) => {
      const design: Record<string, ParameterValue> = {};
      parameters.forEach((parameter, index) => {
        const at = first[index] as number;
        if (!Number.isNaN(values[at])) design[parameter.name] = read(parameter, values, at);
      });
      return design;
    },
    encode: (design) => encoded(design, parameters, first, genes.length),
    key: (values) => {
      for (let g = 0; g < values.length; g++) if (values[g] === 0) values[g] = 0; // -0
      return String.fromCharCode(...words(values));
    },
    features: (values) =>
      genes.flatMap(({ kind, low, high }, g) => {
        const value = values[g] as number;
        if (kind === "categorical") return Array.from({ length: high + 1 }, (_, c) => (c === value ? 1 : 0));
        return Number.isNaN(value) || high === low ? 0 : (value - low) / (high - low);
      }),
    *all() {
      if (genes.some(({ kind }) => kind === "real"))
        throw new RangeError("Space.all: a real parameter has no last value");
      yield* combinations(parameters, first, genes, holds, new Float64Array(genes.length), 0);
    },
  };
}

function genesOf(parameter: Parameter, index: number): Gene[] {
  const bit = { kind: "bit", parameter: index, low: 0, high: 1, step: 1 } as const;
  switch (parameter.kind) {
    case "real":
      return [{ kind: "real", parameter: index, ...grid(parameter, parameter.step ?? 0) }];
    case "integer":
      return [{ kind: "integer", parameter: index, ...grid(parameter, parameter.step ?? 1) }];
    case "categorical":
      return [{ kind: "categorical", parameter: index, low: 0, high: parameter.values.length - 1, step: 1 }];
    case "boolean":
      return [bit];
    case "subset":
      return parameter.of.map(() => bit);
  }
}

/** Bounds with the upper one on the grid; a step of 0 is no grid. */
function grid(
  { low, high }: { readonly low: number; readonly high: number },
  step: number,
): Pick<Gene, "low" | "high" | "step"> {
  return { low, high: step === 0 ? high : onGrid(low, step, Math.floor((high - low) / step + 1e-9)), step };
}

/** Rounded to 12 digits, so that 0.3 + 7 × 0.01 is 0.37. */
function onGrid(low: number, step: number, index: number): number {
  return Number((low + step * index).toPrecision(12));
}

function read(parameter: Parameter, genes: Genes, at: number): ParameterValue {
  const value = genes[at] as number;
  if (parameter.kind === "categorical") return parameter.values[value] as number | string;
  if (parameter.kind === "boolean") return value === 1;
  if (parameter.kind === "subset") return parameter.of.filter((_, member) => genes[at + member] === 1);
  return value;
}

function sampleGene({ low, high, step }: Gene, random: Random): number {
  if (step === 0) return low + random.uniform() * (high - low);
  return onGrid(low, step, random.integer(Math.round((high - low) / step) + 1));
}

function snapped({ low, high, step }: Gene, value: number): number {
  const inside = Math.min(high, Math.max(low, value));
  return step === 0 ? inside : onGrid(low, step, Math.round((inside - low) / step));
}

/** Adds or removes random members until a subset has an allowed size. */
function resize(
  genes: Genes,
  at: number,
  count: number,
  { least = 0, most = count }: { readonly least?: number; readonly most?: number },
  random: Random,
): void {
  let size = 0;
  for (let g = at; g < at + count; g++) size += genes[g] as number;
  while (size < least || size > most) {
    const wanted = size < least ? 0 : 1;
    const places: number[] = [];
    for (let g = at; g < at + count; g++) if (genes[g] === wanted) places.push(g);
    genes[random.pick(places)] = 1 - wanted;
    size += wanted === 0 ? 1 : -1;
  }
}

function choices(parameter: Parameter): number {
  switch (parameter.kind) {
    case "real":
      if (parameter.step !== undefined) return Math.floor((parameter.high - parameter.low) / parameter.step + 1e-9) + 1;
      return parameter.low === parameter.high ? 1 : Number.POSITIVE_INFINITY;
    case "integer":
      return Math.floor((parameter.high - parameter.low) / (parameter.step ?? 1)) + 1;
    case "categorical":
      return parameter.values.length;
    case "boolean":
      return 2;
    case "subset": {
      const n = parameter.of.length;
      let sum = 0;
      let binomial = 1;
      for (let k = 0; k <= n; k++) {
        if (k >= (parameter.least ?? 0) && k <= (parameter.most ?? n)) sum += binomial;
        binomial = (binomial * (n - k)) / (k + 1);
      }
      return sum;
    }
  }
}

function encoded(design: Design, parameters: readonly Parameter[], first: readonly number[], length: number): Genes {
  const genes = new Float64Array(length).fill(Number.NaN);
  parameters.forEach((parameter, index) => {
    const value = design[parameter.name];
    const at = first[index] as number;
    if (value === undefined) return;
    if (parameter.kind === "categorical") genes[at] = parameter.values.indexOf(value as number | string);
    else if (parameter.kind === "subset")
      parameter.of.forEach(
        (member, k) => (genes[at + k] = (value as readonly (number | string)[]).includes(member) ? 1 : 0),
      );
    else genes[at] = Number(value);
    const known =
      parameter.kind === "subset"
        ? (value as readonly unknown[]).every((member) => parameter.of.includes(member as number))
        : parameter.kind === "categorical"
          ? (genes[at] as number) >= 0
          : parameter.kind === "boolean" ||
            ((genes[at] as number) >= parameter.low && (genes[at] as number) <= parameter.high);
    if (!known)
      throw new InputError([
        { code: "bad-design", message: `parameter ${parameter.name} cannot be ${JSON.stringify(value)}` },
      ]);
  });
  return genes;
}

/** Odometer over the parameters; a parameter whose condition does not hold has one state, absent. */
function* combinations(
  parameters: readonly Parameter[],
  first: readonly number[],
  genes: readonly Gene[],
  holds: (when: Condition, values: Genes) => boolean,
  values: Genes,
  index: number,
): Generator<Genes> {
  const parameter = parameters[index];
  if (parameter === undefined) {
    yield values.slice();
    return;
  }
  const at = first[index] as number;
  const next = (): Generator<Genes> => combinations(parameters, first, genes, holds, values, index + 1);
  const count = parameter.kind === "subset" ? parameter.of.length : 1;
  if (parameter.when !== undefined && !holds(parameter.when, values)) {
    values.fill(Number.NaN, at, at + count);
    yield* next();
  } else if (parameter.kind === "subset") {
    for (let mask = 0; mask < 2 ** count; mask++) {
      let size = 0;
      for (let k = 0; k < count; k++) size += values[at + k] = Math.floor(mask / 2 ** k) % 2;
      if (size >= (parameter.least ?? 0) && size <= (parameter.most ?? count)) yield* next();
    }
  } else {
    const { low, high, step } = genes[at] as Gene;
    const last = step === 0 ? 0 : Math.round((high - low) / step);
    for (let index = 0; index <= last; index++) {
      values[at] = onGrid(low, step, index);
      yield* next();
    }
  }
}
