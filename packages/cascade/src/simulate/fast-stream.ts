import { random, type RandomKey } from "@joulebook/core";

/**
 * A fast stream of uniform numbers for the inner loop of a simulation: Doty-Humphrey's sfc32, its state drawn from the
 * stream that core makes for a seed and key. Numbers are (n + ½) / 2³², so never 0 or 1.
 */
export class FastStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  constructor(seed: number, ...key: readonly RandomKey[]) {
    const { integer } = random(seed, ...key);
    const word = (): number => integer(2 ** 32) | 0;
    this.#a = word();
    this.#b = word();
    this.#c = word();
    for (let round = 0; round < 12; round++) this.uniform();
  }

  uniform(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return ((sum >>> 0) + 0.5) / 4_294_967_296;
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(this.uniform());
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.uniform());
  }
}
