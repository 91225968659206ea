import { levenbergMarquardt } from "ml-levenberg-marquardt";

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

/**
 * Cosine between residuals and tangents below which more runs cannot help: at the minimum the sum of squares is flat,
 * so double precision fixes the angle to about its square root only.
 */
const rightAngle = Math.sqrt(Number.EPSILON);

/** Cosine that counts as converged; Bates and Watts, who proposed the criterion, ask for 0.001. */
const convergedAngle = 1e-6;

/** Residuals this small beside y are the rounding of the curve's evaluation: their direction says nothing. */
const exact = 2 ** -40;

/**
 * Least squares in the unit of y by Levenberg and Marquardt's method, with exact derivatives.
 *
 * Both parameters and y are scaled first, since the library damps all parameters alike; it is started again from where
 * it stopped while that still helps. Source: docs/equations.md#fits
 */
export function fitTwoParameters(
  x: readonly number[],
  y: readonly number[],
  curve: TwoParameterCurve,
): TwoParameterFit {
  let parameters = curve.start;
  let state = stateAt(parameters, x, y, curve);
  for (const damping of [1e-2, 1e-2, 1, 100, 1e-2]) {
    if (state.cosine <= rightAngle) break;
    const next = improved(parameters, damping, x, y, curve);
    const nextState = stateAt(next, x, y, curve);
    if (!(nextState.sumOfSquares < state.sumOfSquares)) continue;
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

/** One run of the library from these parameters, in units in which both tangents and y have length 1. */
function improved(
  [first, second]: Pair,
  damping: number,
  x: readonly number[],
  y: readonly number[],
  curve: TwoParameterCurve,
): Pair {
  const size = norm(y) || 1;
  const { tangents } = stateAt([first, second], x, y, curve);
  const units = tangents.map((tangent) => size / (norm(tangent) || size)) as unknown as Pair;
  const unscaled = ([p, q]: readonly number[]): Pair => [
    first + (p as number) * units[0],
    second + (q as number) * units[1],
  ];
  const run = levenbergMarquardt(
    { x: [...x], y: y.map((value) => value / size) },
    (p) => {
      const value = curve.value(unscaled(p));
      return (at) => value(at) / size;
    },
    {
      initialValues: [0, 0],
      damping,
      maxIterations: 100,
      errorTolerance: 0,
      jacobianFunction: (p) => {
        const gradient = curve.gradient(unscaled(p));
        return (at) => gradient(at).map((slope, k) => (slope * (units[k] as number)) / size);
      },
      ...(curve.upper && {
        minValues: [-Number.MAX_VALUE, -Number.MAX_VALUE],
        maxValues: [(curve.upper[0] - first) / units[0], (curve.upper[1] - second) / units[1]],
      }),
    },
  );
  return unscaled(run.parameterValues);
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
