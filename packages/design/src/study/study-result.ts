import { elbow } from "@joulebook/core";
import { type Design, feasibleFront, hypervolume } from "@joulebook/search";
import type { ReportedQuantity } from "../evaluator.js";
import { scoresOf } from "../scores.js";
import type { PlannedStudy } from "./plan-study.js";

/** One evaluation of a study: what was asked, and what came back. */
export interface StudyRecord {
  readonly index: number;
  readonly design: Design;
  /** Missing where the evaluation failed. */
  readonly quantities?: Readonly<Record<string, number>>;
  readonly failure?: { readonly reason: "error" | "timeout" | "not-a-number"; readonly message: string };
}

/** How far a study was after some evaluations. */
export interface StudyProgress {
  readonly evaluations: number;
  /** Designs on the front. */
  readonly front: number;
  readonly hypervolume: number;
}

/** A design on the front of a study. */
export interface FrontMember {
  readonly design: Design;
  /** As the search saw them. */
  readonly quantities: Readonly<Record<string, number>>;
  /** On data that the search did not see, with intervals; empty where there are none. */
  readonly reported: readonly ReportedQuantity[];
}

/** What a study found. */
export interface StudyResult {
  readonly evaluations: number;
  readonly failed: number;
  readonly feasible: number;
  /** In the objectives' own directions. */
  readonly reference: readonly number[];
  readonly hypervolume: number;
  readonly progress: readonly StudyProgress[];
  /** By the first objective, best first. */
  readonly front: readonly FrontMember[];
  /** Place on the front of the design that the study proposes; undefined without a feasible design. */
  readonly chosen?: number;
}

/** How often the progress of a study is stated. */
const points = 25;

/**
 * Sums a study up: the feasible front with intervals, hypervolume over evaluations, and the design it proposes.
 *
 * The reference point is the study's, or the worst value of every objective among the evaluations of the first batch,
 * a hundredth of their range beyond it. Source: docs/equations.md#hypervolume
 */
export function studyResult(plan: PlannedStudy, records: readonly StudyRecord[], firstBatch: number): StudyResult {
  const { objectives, constraints, evaluator, study } = plan;
  const scored = records.flatMap((record) =>
    record.quantities === undefined
      ? []
      : [{ record, quantities: record.quantities, ...scoresOf(record.quantities, objectives, constraints) }],
  );
  const sign = objectives.map(({ direction }) => (direction === "minimise" ? 1 : -1));
  const early = scored.filter(({ record }) => record.index < firstBatch);
  const reference =
    study.reference?.map((value, k) => value * (sign[k] as number)) ??
    worstOf(
      early.map((one) => one.objectives),
      objectives.length,
    );
  const volume = (upTo: number): number => {
    const front = feasibleFront(scored.filter(({ record }) => record.index < upTo)).map((one) => one.objectives);
    return reference.length === 1
      ? Math.max(
          0,
          (reference[0] as number) - Math.min(reference[0] as number, ...front.map(([value]) => value as number)),
        )
      : hypervolume(front, reference);
  };
  const marks = [
    ...new Set(Array.from({ length: points }, (_, i) => Math.ceil(((i + 1) * records.length) / points))),
  ].filter((mark) => mark > 0);
  const members = feasibleFront(scored);
  const first = objectives[0];
  const front = members
    .filter(
      (member, index) =>
        index === 0 || String(member.objectives) !== String(members[index - 1]?.objectives) || first === undefined,
    )
    .map(
      ({ record, quantities }): FrontMember => ({
        design: record.design,
        quantities,
        reported: evaluator.report?.(record.design) ?? [],
      }),
    );
  const chosen = choose(plan, front);
  return {
    evaluations: records.length,
    failed: records.length - scored.length,
    feasible: scored.filter(({ violation }) => violation === 0).length,
    reference: reference.map((value, k) => value * (sign[k] as number)),
    hypervolume: volume(Number.POSITIVE_INFINITY),
    progress: marks.map((mark) => ({
      evaluations: mark,
      front: feasibleFront(scored.filter(({ record }) => record.index < mark)).length,
      hypervolume: volume(mark),
    })),
    front,
    ...(chosen === undefined ? {} : { chosen }),
  };
}

function worstOf(points: readonly (readonly number[])[], dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, k) => {
    const values = points.map((point) => point[k] as number).filter(Number.isFinite);
    if (values.length === 0) return 0;
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return high + 0.01 * (high - low || Math.abs(high) || 1);
  });
}

function choose({ study, objectives }: PlannedStudy, front: readonly FrontMember[]): number | undefined {
  if (front.length === 0) return undefined;
  const value = (member: FrontMember, k: number): number => {
    const { quantity, direction } = objectives[k] as PlannedStudy["objectives"][number];
    return (direction === "minimise" ? 1 : -1) * (member.quantities[quantity] as number);
  };
  const wanted = objectives.findIndex(({ quantity }) => quantity === study.choose);
  if (wanted >= 0 || objectives.length !== 2) {
    const by = Math.max(0, wanted);
    return front.reduce(
      (best, member, index) => (value(member, by) < value(front[best] as FrontMember, by) ? index : best),
      0,
    );
  }
  // The elbow of gain over cost, both as the search sees them; without one the middle of the front.
  const ordered = front
    .map((member, index) => ({ index, cost: value(member, 1), gain: -value(member, 0) }))
    .toSorted((a, b) => a.cost - b.cost);
  return (
    elbow(ordered, { cost: ({ cost }) => cost, gain: ({ gain }) => gain }) ?? ordered[Math.floor(ordered.length / 2)]
  )?.index;
}
