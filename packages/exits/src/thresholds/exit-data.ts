import { InputError, type Problem } from "@joulebook/core";

/** What an early-exit network answered, as plain arrays: rows are examples, columns exits. */
export interface ExitData {
  /** N x K, in [0, 1]: how sure each exit is of each example. */
  readonly confidence: readonly ArrayLike<number>[];
  /** N x K: whether each exit is right. */
  readonly correct: readonly ArrayLike<number | boolean>[];
  /** K: cost until and with each exit, never falling. Any unit: joules, seconds, MACs. */
  readonly cost: readonly number[];
}

/** The same in one array each, for speed; value of example n and exit k at n * exits + k. */
export interface ExitColumns {
  readonly examples: number;
  readonly exits: number;
  readonly score: Float64Array;
  readonly right: Uint8Array;
}

/**
 * Checks plain arrays and lays them out in columns.
 *
 * @throws InputError (exit code 3) naming the example and exit of what is missing, no number or outside [0, 1], answers
 * that are neither right nor wrong, and costs that fall with depth
 */
export function exitColumns({ confidence, correct, cost }: ExitData): ExitColumns {
  const exits = cost.length;
  const problems: Problem[] = [];
  const fault = (code: string, message: string, expected?: string): void => {
    if (problems.length < 10) problems.push({ code, message, ...(expected === undefined ? {} : { expected }) });
  };
  if (exits === 0) fault("no-exit", "there are no exits", "the cost of at least one");
  if (confidence.length === 0) fault("no-examples", "there are no examples");
  if (confidence.length !== correct.length) {
    fault("lengths", `there are ${confidence.length} rows of confidences but ${correct.length} of correctness`);
  }
  checkCosts(cost, fault);
  const score = new Float64Array(confidence.length * exits);
  const right = new Uint8Array(confidence.length * exits);
  for (let n = 0; n < confidence.length && problems.length === 0; n++) {
    const [sure, ok] = [confidence[n], correct[n]];
    if (sure?.length !== exits || ok?.length !== exits) {
      fault(
        "gap",
        `example ${n} has ${sure?.length ?? 0} confidences and ${ok?.length ?? 0} answers for ${exits} exits`,
      );
      break;
    }
    for (let k = 0; k < exits; k++) {
      const value = sure[k] as number;
      if (!(value >= 0 && value <= 1)) {
        fault("bad-confidence", `the confidence of example ${n} at exit ${k + 1} is ${value}`, "a number in [0, 1]");
      }
      const answer = Number(ok[k]);
      if (!(answer === 0 || answer === 1)) {
        const message = `the correctness of example ${n} at exit ${k + 1} is ${ok[k]}`;
        fault("bad-correctness", message, "0 or 1, false or true");
      }
      score[n * exits + k] = value;
      right[n * exits + k] = answer;
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return { examples: confidence.length, exits, score, right };
}

/** Costs until each exit are finite, not negative, and do not fall. */
export function checkCosts(
  cost: readonly number[],
  fault: (code: string, message: string, expected?: string) => void,
): void {
  for (const [k, value] of cost.entries()) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      fault("bad-cost", `the cost until exit ${k + 1} is ${value}`, "a finite number from 0");
    } else if (k > 0 && value < (cost[k - 1] as number)) {
      const before = cost[k - 1] as number;
      fault(
        "falling-cost",
        `the cost falls from ${before} at exit ${k} to ${value} at exit ${k + 1}`,
        "costs until each exit, heads on the way included",
      );
    }
  }
}
