import type { Trace } from "@joulebook/core";
import { type Calibration, calibrate } from "../scores/calibrate.js";
import { rocScores, type ScoreModel } from "../scores/score-model.js";
import { type OneClassDetector, rocOfScores, sharesAbove, traceScores } from "../scores/trace-scores.js";
import type { Detector } from "./scenario.js";

/** A detector whose characteristic is known: its thresholds give what the curve says. */
export function modelDetector(scores: ScoreModel): Detector {
  return { auc: scores.auc, choose: (wanted, prior) => calibrate(scores, wanted, prior) };
}

/**
 * A detector by a trace: thresholds are chosen on its validation split, and give what the test split gives at them; without a
 * test split, what the validation split gives.
 *
 * @throws InputError where the trace has no such exit, class or split
 */
export function traceDetector(trace: Trace, which: OneClassDetector): Detector {
  const tuning = traceScores(trace, which, "val");
  const held = trace.split.includes("test") ? traceScores(trace, which, "test") : tuning;
  const thresholds = [...new Set([...tuning.events, ...tuning.others])].toSorted((a, b) => b - a);
  const points = rocOfScores(tuning.events, tuning.others);
  const curve = rocScores(points);
  const [events, others] = [held.events.toSorted(), held.others.toSorted()];
  return {
    auc: rocScores(rocOfScores(events, others)).auc,
    choose: (wanted: Calibration, prior) => {
      const found = calibrate(curve, wanted, prior);
      if (found === undefined) return undefined;
      // The loosest threshold with no more false hits, or, for a recall, the strictest that reaches it.
      const at =
        "recall" in wanted
          ? points.findIndex(({ hit }) => hit >= found.hit - 1e-12)
          : points.findLastIndex(({ falseHit }) => falseHit <= found.falseHit + 1e-12);
      return at < 0 ? { hit: 0, falseHit: 0 } : sharesAbove(events, others, thresholds[at] as number);
    },
  };
}
