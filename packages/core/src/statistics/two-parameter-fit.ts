export type Pair = readonly [number, number];

/** A curve with two parameters, and its derivatives with respect to them. */
export interface TwoParameterCurve {
  readonly value: (parameters: Pair) => (x: number) => number;
  readonly gradient: (parameters: Pair) => (x: number) => Pair;
  readonly start: Pair;
  /** Largest value that each parameter may take; default unlimited. */
  readonly upper?: Pair;
}

export interface TwoParameterFit {
  readonly parameters: Pair;
  /** Residual variance times the inverse of the Jacobian's normal matrix; undefined where that is singular. */
  readonly covariance?: { readonly first: number; readonly second: number; readonly both: number };
  /** Observed less fitted, in the order of the points. */
  readonly residuals: readonly number[];
  readonly sumOfSquares: number;
  readonly degreesOfFreedom: number;
  /** Whether the residuals stand at right angles to the curve's tangents, as they do at a minimum. */
  readonly converged: boolean;
}

/** Cosine that counts as converged; Bates and Watts, who proposed the criterion, ask for 0.001. */
const convergedAngle = 1e-6;

/** Residuals this small beside y are the rounding of the curve's evaluation: their direction says nothing. */
const exact = 2 ** -40;

/** Damping of the first step, in units in which both tangents have length 1: nearly Gauss and Newton's own. */
const firstDamping = 1e-3;

/** Steps that are damped more than this move no parameter any more. */
const largestDamping = 1 / Number.EPSILON;

const mostSteps = 1000;

/**
 * Least squares in the unit of y by Levenberg and Marquardt's method, with exact derivatives.
 *
 * A step that helps is taken and the next one damped a tenth as much; one that does not is tried again, damped ten times
 * as much. Source: docs/equations.md#fits
 */
export function fitTwoParameters(
  x: readonly number[],
  y: readonly number[],
  curve: TwoParameterCurve,
): TwoParameterFit {
  let parameters = curve.start;
  let state = stateAt(parameters, x, y, curve);
  let damping = firstDamping;
  for (let step = 0; step < mostSteps && state.cosine !== 0 && damping <= largestDamping; step++) {
    const next = stepped(parameters, state, damping, curve.upper);
    const nextState = stateAt(next, x, y, curve);
    const helps = isNearer(nextState, state);
    damping *= helps ? 0.1 : 10;
    if (!helps) continue;
    parameters = next;
    state = nextState;
  }
  const degreesOfFreedom = x.length - 2;
  const covariance = covarianceOf(state, degreesOfFreedom);
  return {
    parameters,
    ...(covariance && { covariance }),
    residuals: state.residuals,
    sumOfSquares: state.sumOfSquares,
    degreesOfFreedom,
    converged: state.cosine <= convergedAngle,
  };
}

interface State {
  readonly residuals: readonly number[];
  readonly sumOfSquares: number;
  readonly tangents: readonly [readonly number[], readonly number[]];
  readonly cosine: number;
}

function stateAt(parameters: Pair, x: readonly number[], y: readonly number[], curve: TwoParameterCurve): State {
  const value = curve.value(parameters);
  const residuals = x.map((at, i) => (y[i] as number) - value(at));
  const slopes = x.map(curve.gradient(parameters));
  const tangents = [slopes.map(([first]) => first), slopes.map(([, second]) => second)] as const;
  const sumOfSquares = dot(residuals, residuals);
  const cosine = Math.max(
    ...tangents.map((tangent) => Math.abs(dot(tangent, residuals)) / (norm(tangent) * Math.sqrt(sumOfSquares))),
  );
  return { residuals, sumOfSquares, tangents, cosine: Math.sqrt(sumOfSquares) <= exact * norm(y) ? 0 : cosine };
}

/**
 * A smaller sum of squares is nearer the minimum. Near it the sum is flat and tells positions apart to about the square
 * root of double precision only, so between sums that are equal but for rounding the angle decides.
 */
function isNearer(next: State, state: State): boolean {
  const rounding = Number.EPSILON * state.residuals.length * state.sumOfSquares;
  if (next.sumOfSquares < state.sumOfSquares - rounding) return true;
  return next.sumOfSquares <= state.sumOfSquares + rounding && next.cosine < state.cosine;
}

/** Solves (JᵀJ + damping diag JᵀJ) step = Jᵀ residuals with tangents of length 1, and stays within the limits. */
function stepped(parameters: Pair, { tangents, residuals }: State, damping: number, upper?: Pair): Pair {
  const lengths = tangents.map((tangent) => norm(tangent) || 1) as unknown as Pair;
  const [p, q] = tangents.map((tangent, k) => dot(tangent, residuals) / (lengths[k] as number)) as unknown as Pair;
  const overlap = dot(...tangents) / (lengths[0] * lengths[1]);
  const diagonal = 1 + damping;
  const determinant = (diagonal - overlap) * (diagonal + overlap);
  return [
    Math.min(parameters[0] + (diagonal * p - overlap * q) / determinant / lengths[0], upper?.[0] ?? Infinity),
    Math.min(parameters[1] + (diagonal * q - overlap * p) / determinant / lengths[1], upper?.[1] ?? Infinity),
  ];
}

/** For two parameters, with the tangents made orthogonal first so that nearly parallel ones lose no digits. */
function covarianceOf({ tangents, sumOfSquares }: State, degreesOfFreedom: number): TwoParameterFit["covariance"] {
  const [lengthFirst, lengthSecond] = tangents.map(norm) as unknown as Pair;
  if (degreesOfFreedom < 1 || lengthFirst === 0 || lengthSecond === 0) return undefined;
  const u = tangents[0].map((slope) => slope / lengthFirst);
  const v = tangents[1].map((slope) => slope / lengthSecond);
  const overlap = dot(u, v);
  const across = v.map((value, i) => value - overlap * (u[i] as number));
  const independence = dot(across, across);
  if (independence <= (Number.EPSILON * tangents[0].length) ** 2) return undefined;
  const variance = sumOfSquares / degreesOfFreedom / independence;
  return {
    first: variance / lengthFirst ** 2,
    second: variance / lengthSecond ** 2,
    both: (-variance * overlap) / (lengthFirst * lengthSecond),
  };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

function norm(values: readonly number[]): number {
  return Math.sqrt(dot(values, values));
}
