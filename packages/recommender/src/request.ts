import {
  type Budget,
  type Bytes,
  type Fraction,
  InputError,
  type LatencySummary,
  type Problem,
  type Seconds,
} from "@joulebook/core";

/** Which number of a candidate's latency a limit speaks of. */
export type LatencyStatistic = "mean" | "p50" | "p90" | "p99";

/** What the utility weighs; weights are relative, only their ratios matter. */
export interface UtilityWeights {
  readonly accuracy?: number;
  readonly energy?: number;
  readonly latency?: number;
  readonly price?: number;
}

/** What a user asks for: a budget, and whatever else the choice must respect. */
export interface RecommendationRequest {
  /** A mean over inferences; with `hard: true` a cap that every single part must meet, which rules out mixes. */
  readonly budget: Budget;
  /** Largest latency; holds for each part of a mix. Default statistic: "mean". */
  readonly latency?: { readonly limit: Seconds; readonly statistic?: LatencyStatistic };
  /** Smallest accuracy; holds for each part of a mix. */
  readonly accuracy?: Fraction;
  /** Largest memory; both parts of a mix stay resident, so their sum must fit. */
  readonly memory?: Bytes;
  /** Plans as if every inference cost (1 + margin) times its stated energy. Default 0. */
  readonly margin?: Fraction;
  /**
   * Plans energies and latencies that have intervals so that they are kept with this probability, e.g. 0.9; those without an
   * interval are taken as they are stated. Default: everything as stated.
   */
  readonly confidence?: Fraction;
  /** Ranks all candidates that fit by this utility. */
  readonly utility?: UtilityWeights;
  /** How many candidates the ranking lists; default 5. */
  readonly ranked?: number;
}

/** The limited statistic of a latency; undefined where the source does not give it. */
export function latencyStatistic(
  latency: LatencySummary | undefined,
  statistic: LatencyStatistic,
): Seconds | undefined {
  return latency?.[statistic];
}

/**
 * Checks the limits of a request (the budget itself is checked where it becomes an axis).
 *
 * @throws InputError naming every limit that makes no sense
 */
export function checkRequest(request: RecommendationRequest): void {
  const problems: Problem[] = [];
  const check = (
    name: string,
    value: number | undefined,
    expected: string,
    holds: (value: number) => boolean,
  ): void => {
    if (value === undefined || holds(value)) return;
    problems.push({ code: "bad-request", message: `request.${name}: got ${value}`, expected });
  };
  const positive = (value: number): boolean => value > 0 && Number.isFinite(value);
  check("latency.limit", request.latency?.limit, "a positive number of seconds", positive);
  check("accuracy", request.accuracy, "a fraction in [0, 1]; write 70 % as 0.7", (value) => value >= 0 && value <= 1);
  check("memory", request.memory, "a positive number of bytes", positive);
  check(
    "margin",
    request.margin,
    "a fraction of at least 0; write 10 % as 0.1",
    (value) => value >= 0 && value < Infinity,
  );
  check(
    "confidence",
    request.confidence,
    "a probability between 0 and 1; write 90 % as 0.9",
    (value) => value > 0 && value < 1,
  );
  check("ranked", request.ranked, "a whole number of at least 1", (value) => Number.isInteger(value) && value >= 1);
  const weights = Object.entries(request.utility ?? {});
  for (const [name, weight] of weights) {
    check(`utility.${name}`, weight, "a weight of at least 0", (value) => value >= 0 && Number.isFinite(value));
  }
  if (request.utility !== undefined && !weights.some(([, weight]) => weight > 0)) {
    problems.push({ code: "bad-request", message: "request.utility: no weight is above 0", expected: "at least one" });
  }
  if (problems.length > 0) throw new InputError(problems);
}
