import type { Slide } from "./loop-nest.js";
import { type MappingProblem, roundHalfEven } from "./mapping-problem.js";

/**
 * Temporal loops taken so far, innermost first, and what they make of each operand: loops are pushed and popped, so that
 * orders with the same inner loops share the work.
 */
export class LoopPrefixes {
  /** Loops taken. */
  count = 0;
  readonly dimension: Int32Array;
  readonly size: Float64Array;
  /** Iterations of the innermost n loops. */
  readonly iterations: Float64Array;
  /** Place after the last loop, among the innermost n, that outputs do not depend on. */
  readonly summed: Int32Array;
  /** Entries of one depth in the tables below. */
  readonly stride: number;
  /** Elements of an operand over the innermost n loops and the spatial loops at levels 0..m: [n x stride + m]. */
  readonly raw: readonly Float64Array[];
  /** The same as the convention counts it in energies. */
  readonly held: readonly Float64Array[];
  /** The same with unrollings rounded down. */
  readonly whole: readonly Float64Array[];
  readonly #problem: MappingProblem;
  /** Iterations of the loops that inputs depend on by their own index, and those of OX, FX, OY and FY. */
  readonly #relevant: Float64Array;
  readonly #window: readonly Float64Array[];
  /** For each level the spatial factors of OX, FX, OY and FY and the rest of the input. */
  readonly #exact: readonly Float64Array[];
  readonly #truncated: readonly Float64Array[];

  constructor(problem: MappingProblem, most: number) {
    const { nest, levels, exact, whole, relevant, rounded } = problem;
    this.#problem = problem;
    this.stride = Math.max(...levels);
    const table = (): Float64Array => new Float64Array((most + 1) * this.stride);
    this.dimension = new Int32Array(most);
    this.size = new Float64Array(most);
    this.iterations = new Float64Array(most + 1).fill(1);
    this.summed = new Int32Array(most + 1);
    this.raw = [table(), table(), table()];
    this.held = rounded ? [table(), table(), table()] : this.raw;
    this.whole = [table(), table(), table()];
    this.#relevant = new Float64Array(most + 1).fill(1);
    this.#window = [0, 1, 2, 3].map(() => new Float64Array(most + 1).fill(1));
    const parts = ({ below }: (typeof exact)[number]): Float64Array[] =>
      below.slice(0, levels[2]).map((sizes) => {
        const of = (name: string): number => sizes[nest.dimensions.findIndex((one) => one === name)] ?? 1;
        const rest = sizes.reduce((all, size, at) => (relevant[2]?.[at] === 1 ? all * size : all), 1);
        return Float64Array.of(of("OX"), of("FX"), of("OY"), of("FY"), rest);
      });
    this.#exact = parts(exact[2] as (typeof exact)[number]);
    this.#truncated = parts(whole[2] as (typeof whole)[number]);
    for (let operand = 0; operand < 3; operand++) {
      for (let level = 0; level < (levels[operand] as number); level++) {
        const elements = exact[operand]?.held[level] as number;
        (this.raw[operand] as Float64Array)[level] = elements;
        if (rounded) (this.held[operand] as Float64Array)[level] = roundHalfEven(elements);
        (this.whole[operand] as Float64Array)[level] = whole[operand]?.held[level] as number;
      }
    }
  }

  push(dimension: number, size: number): void {
    const { relevant, levels, rounded } = this.#problem;
    const from = this.count;
    const to = ++this.count;
    this.dimension[from] = dimension;
    this.size[from] = size;
    this.iterations[to] = (this.iterations[from] as number) * size;
    this.summed[to] = relevant[0]?.[dimension] === 0 ? to : (this.summed[from] as number);
    const inputs = relevant[2]?.[dimension] as number;
    this.#relevant[to] = (this.#relevant[from] as number) * (inputs === 1 ? size : 1);
    // The places of OX, OY, FX and FY among the loops of a convolution.
    for (let k = 0; k < 4; k++) {
      const window = this.#window[k] as Float64Array;
      window[to] = (window[from] as number) * (inputs === 2 && dimension === windowPlaces[k] ? size : 1);
    }
    for (let operand = 0; operand < 3; operand++) {
      const code = relevant[operand]?.[dimension] as number;
      const [raw, whole] = [this.raw[operand] as Float64Array, this.whole[operand] as Float64Array];
      const count = levels[operand] as number;
      const factor = code === 1 ? size : 1;
      let at = to * this.stride;
      for (let level = 0; level < count; level++, at++) {
        if (code === 2) {
          raw[at] = this.#input(this.#exact[level] as Float64Array, to);
          whole[at] = this.#input(this.#truncated[level] as Float64Array, to);
        } else {
          raw[at] = (raw[at - this.stride] as number) * factor;
          whole[at] = (whole[at - this.stride] as number) * factor;
        }
        if (rounded) (this.held[operand] as Float64Array)[at] = roundHalfEven(raw[at] as number);
      }
    }
  }

  pop(): void {
    this.count--;
  }

  /** Elements of the input under the window's loops. */
  #input(spatial: Float64Array, count: number): number {
    const { nest } = this.#problem;
    const [ox, fx, oy, fy] = this.#window as [Float64Array, Float64Array, Float64Array, Float64Array];
    const across = extent(
      nest.x,
      (spatial[0] as number) * (ox[count] as number),
      (spatial[1] as number) * (fx[count] as number),
    );
    const down = extent(
      nest.y,
      (spatial[2] as number) * (oy[count] as number),
      (spatial[3] as number) * (fy[count] as number),
    );
    return (spatial[4] as number) * (this.#relevant[count] as number) * across * down;
  }
}

const windowPlaces: readonly number[] = [3, 6, 4, 7];

/** `inputExtent` of sizes that may lie a last digit below a whole number. */
function extent(slide: Slide, outputs: number, taps: number): number {
  const { stride, dilation, input } = slide;
  const [a, b] = [Math.trunc(outputs + 1e-9), Math.trunc(taps + 1e-9)];
  if (dilation === 1) return Math.min(a * b - Math.max(0, b - stride) * (a - 1), input);
  const divisor = gcd(stride, dilation);
  return Math.min(a * b - Math.max(0, b - stride / divisor) * (a - dilation / divisor), input);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
