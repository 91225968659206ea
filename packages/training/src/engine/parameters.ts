import type { Arena } from "../kernels/arena.js";

/** One trained tensor. Pointers are set by `ParameterStore.allocate`. */
export interface Parameter {
  readonly name: string;
  /** Sizes as a user knows them, e.g. [kernelHeight, kernelWidth, inChannels, outChannels]. */
  readonly shape: readonly number[];
  /** Floats in memory, padding included; a multiple of four. */
  readonly size: number;
  /** Place in memory of logical element i; undefined when memory and logical order are the same. */
  readonly places?: Int32Array;
  /** Whether L2 applies (weights, not biases or normalisation). */
  readonly decays: boolean;
  /** Whether it is learned by gradient (running statistics are not). */
  readonly learned: boolean;
  /** Limit of the uniform initial values, or the constant initial value. */
  readonly initial: { readonly uniform: number } | { readonly constant: number };
  trainable: boolean;
  offset: number;
  weights: number;
  gradients: number;
  first: number;
  second: number;
}

export type ParameterDeclaration = Pick<Parameter, "name" | "shape" | "size" | "decays" | "initial"> &
  Partial<Pick<Parameter, "places" | "learned">>;

/** All parameters of a network, in four parallel regions: weights, gradients and the two moments of Adam. */
export class ParameterStore {
  readonly list: Parameter[] = [];
  size = 0;
  #regions: readonly number[] = [];
  readonly #arena: Arena;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  declare(declaration: ParameterDeclaration): Parameter {
    const parameter: Parameter = {
      learned: true,
      ...declaration,
      trainable: true,
      offset: this.size,
      weights: 0,
      gradients: 0,
      first: 0,
      second: 0,
    };
    this.size += Math.ceil(declaration.size / 16) * 16;
    this.list.push(parameter);
    return parameter;
  }

  allocate(): void {
    this.#regions = [0, 1, 2, 3].map(() => this.#arena.allocate(this.size));
    const [weights = 0, gradients = 0, first = 0, second = 0] = this.#regions;
    for (const parameter of this.list) {
      parameter.weights = weights + parameter.offset * 4;
      parameter.gradients = gradients + parameter.offset * 4;
      parameter.first = first + parameter.offset * 4;
      parameter.second = second + parameter.offset * 4;
    }
  }

  /** The whole region of weights (0), gradients (1), first (2) or second (3) moments. */
  region(which: 0 | 1 | 2 | 3): Float32Array {
    return this.#arena.floats(this.#regions[which] ?? 0, this.size);
  }

  /** Copy of one parameter's values (or gradients) in logical order. */
  read(parameter: Parameter, which: 0 | 1 | 2 | 3 = 0): Float32Array {
    const memory = this.region(which).subarray(parameter.offset, parameter.offset + parameter.size);
    const count = parameter.shape.reduce((product, size) => product * size, 1);
    const { places } = parameter;
    return places === undefined
      ? memory.slice(0, count)
      : Float32Array.from(places, (place) => memory[place] as number);
  }

  /** Sets one parameter from values in logical order; padding stays zero. */
  write(parameter: Parameter, values: ArrayLike<number>): void {
    const memory = this.region(0).subarray(parameter.offset, parameter.offset + parameter.size);
    const { places } = parameter;
    for (let i = 0; i < values.length; i++)
      memory[places === undefined ? i : (places[i] as number)] = values[i] as number;
  }
}

/**
 * Places of logical elements when some dimensions are padded in memory.
 * @example placesOf([2, 3], [2, 4]) // => [0, 1, 2, 4, 5, 6]
 */
export function placesOf(shape: readonly number[], padded: readonly number[]): Int32Array | undefined {
  if (shape.every((size, k) => size === padded[k])) return undefined;
  let places: number[] = [0];
  shape.forEach((size, k) => {
    const step = padded.slice(k + 1).reduce((product, value) => product * value, 1);
    places = places.flatMap((place) => Array.from({ length: size }, (_, i) => place + i * step));
  });
  return Int32Array.from(places);
}
