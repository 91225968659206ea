import { kendallTau, mean, random } from "@joulebook/core";
import type { Evaluator } from "@joulebook/design";
import type { Design } from "@joulebook/search";

/** A design by the share that leaves before the last exit and by what that saves. */
export interface Saving {
  readonly placement: string;
  readonly early: number;
  /** 1 less average energy x latency over that of the backbone alone. */
  readonly saved: number;
}

export interface Proportion {
  readonly savings: readonly Saving[];
  /** Kendall's tau of early share and saving. */
  readonly tau: number;
  /** Share of the savings' variance that a straight line in the early share explains. */
  readonly explained: number;
}

const placements = 12;
const thresholds = Array.from({ length: 12 }, (_, index) => 0.4 + 0.05 * index);

/** Random placements of one early exit, each over the same thresholds; heads single, 8 bits. */
function designsAt(evaluator: Evaluator): readonly (readonly Design[])[] {
  const mounts = (evaluator.parameters.find(({ name }) => name === "exits") as { readonly of: readonly number[] }).of;
  const stream = random(0, "proportion");
  const sets = [
    ...mounts.map((mount) => [mount]),
    ...Array.from({ length: Math.max(0, placements - mounts.length) }, () =>
      stream
        .shuffle(mounts)
        .slice(0, 3)
        .toSorted((a, b) => a - b),
    ),
  ];
  return sets.map((exits) =>
    thresholds.map((threshold) => ({
      exits,
      ...Object.fromEntries(
        exits.flatMap((exit) => [
          [`head${exit}`, "single"],
          [`threshold${exit}`, threshold],
        ]),
      ),
      head10: "single",
      bits: "8/8",
    })),
  );
}

/**
 * Whether what is saved is proportional to the share that leaves early: within each placement over thresholds, and over
 * all placements at each threshold.
 */
export function proportions(evaluator: Evaluator): {
  readonly fixed: readonly Proportion[];
  readonly free: readonly Proportion[];
} {
  const savings = designsAt(evaluator).map((designs) =>
    designs.map((design): Saving => {
      const { lastExitShare = 0, averageToBackbone = 0 } = evaluator.evaluate(design);
      return {
        placement: (design["exits"] as readonly number[]).join("+"),
        early: 1 - lastExitShare,
        saved: 1 - averageToBackbone,
      };
    }),
  );
  return {
    fixed: savings.map(proportion),
    free: thresholds.map((_, at) => proportion(savings.map((row) => row[at] as Saving))),
  };
}

function proportion(savings: readonly Saving[]): Proportion {
  const [xs, ys] = [savings.map(({ early }) => early), savings.map(({ saved }) => saved)];
  const [mx, my] = [mean(xs), mean(ys)];
  const part = (a: readonly number[], am: number, b: readonly number[], bm: number): number =>
    a.reduce((sum, value, index) => sum + (value - am) * ((b[index] as number) - bm), 0);
  const [sxx, sxy, syy] = [part(xs, mx, xs, mx), part(xs, mx, ys, my), part(ys, my, ys, my)];
  return { savings, tau: kendallTau(xs, ys) ?? 0, explained: sxx * syy > 0 ? sxy ** 2 / (sxx * syy) : 0 };
}
