import type { Fraction, Hertz, Seconds } from "@joulebook/core";

/** How long events last. */
export type LengthLaw =
  | { readonly law: "exponential"; readonly mean: Seconds }
  | { readonly law: "fixed"; readonly mean: Seconds }
  /** Exponential lengths of several means. */
  | { readonly law: "mixture"; readonly parts: readonly { readonly mean: Seconds; readonly share: Fraction }[] };

/**
 * One exponential length among those a law is made of: an expectation over the law is Σ weight × the expectation at rate
 * μ. `moment` does the same for E[T; T before the end] from the transforms E[e^(−μT)].
 */
export interface LengthNode {
  readonly rate: Hertz;
  readonly weight: number;
  readonly moment: number;
  /** What is left of an exponential length at any time, or the whole of a fixed one. */
  readonly life: Seconds;
  /** The node before it a step further, without a weight of its own: for the derivative. */
  readonly step?: boolean;
}

/** Terms of Stehfest's inversion; more lose digits to cancellation. */
const terms = 12;

/** Relative step of the derivative with respect to μ. */
const step = 1e-4;

/**
 * A law of lengths as a sum of exponential ones. An exponential law and a mixture are exact; a fixed length is the
 * inverse of a Laplace transform, by Stehfest's formula. Source: docs/equations.md#event-lengths
 *
 * @throws RangeError for means that are not positive and finite, or shares that do not add up to 1
 */
export function lengthNodes(law: LengthLaw): readonly LengthNode[] {
  if (law.law === "fixed") return fixedNodes(checkedMean(law.mean));
  if (law.law === "exponential") return exponentialNodes(checkedMean(law.mean), 1);
  const total = law.parts.reduce((sum, { share }) => sum + share, 0);
  if (law.parts.some(({ share }) => !(share >= 0)) || Math.abs(total - 1) > 1e-9)
    throw new RangeError(`lengthNodes: the shares of a mixture must be at least 0 and add up to 1, got ${total}`);
  return law.parts.flatMap(({ mean, share }) => exponentialNodes(checkedMean(mean), share));
}

/** Mean length of a law, in seconds. */
export function meanLength(law: LengthLaw): Seconds {
  return law.law === "mixture" ? law.parts.reduce((sum, { mean, share }) => sum + mean * share, 0) : law.mean;
}

function checkedMean(mean: Seconds): Seconds {
  if (mean > 0 && mean < Number.POSITIVE_INFINITY) return mean;
  throw new RangeError(`lengthNodes: a length must be positive and finite, got ${mean}`);
}

/** E[T e^(−μT)] = −d/dμ E[e^(−μT)], by a forward difference. */
function exponentialNodes(mean: Seconds, share: number): readonly LengthNode[] {
  const rate = 1 / mean;
  const slope = share / (step * rate);
  return [
    { rate, weight: share, moment: slope, life: mean },
    { rate: rate * (1 + step), weight: 0, moment: -slope, life: mean, step: true },
  ];
}

/**
 * F(L) = Σ V_k/k · F̂(μ_k) with μ_k = k ln 2 / L, where F̂(μ) is the expectation over exponential lengths of rate μ; and
 * E[T; T < L] = L F(L) − ∫₀ᴸ F, whose integral has the transform F̂(μ)/μ².
 */
function fixedNodes(length: Seconds): readonly LengthNode[] {
  return stehfest().map((coefficient, at) => {
    const rate = ((at + 1) * Math.LN2) / length;
    const weight = coefficient / (at + 1);
    return { rate, weight, moment: length * weight - weight / rate, life: length };
  });
}

/** V_k of Stehfest, "Numerical inversion of Laplace transforms", Communications of the ACM 13, 1970. */
function stehfest(): readonly number[] {
  const half = terms / 2;
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return Array.from({ length: terms }, (_, at) => {
    const k = at + 1;
    let sum = 0;
    for (let j = Math.floor((k + 1) / 2); j <= Math.min(k, half); j++)
      sum +=
        (j ** half * factorial(2 * j)) /
        (factorial(half - j) * factorial(j) * factorial(j - 1) * factorial(k - j) * factorial(2 * j - k));
    return (k + half) % 2 === 0 ? sum : -sum;
  });
}
