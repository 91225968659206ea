import type { BudgetAxis, Fraction, Seconds } from "@joulebook/core";
import { type Choice, choiceOf } from "./choice.js";
import { singleChoices } from "./single.js";
import type { Screened } from "./screen.js";

/** The single choice on one device of several that compete. */
export interface DeviceChoice {
  readonly device: string;
  /** Absent where nothing fits on this device. */
  readonly single?: Choice;
  /** Accuracy given up against the best device. */
  readonly accuracyLoss?: Fraction;
  /** How long the battery lasts with it, where the budget is a battery. */
  readonly lifetime?: Seconds;
}

/** What each device would give, the best first: which board to take. */
export function deviceChoices(
  screened: Screened,
  axis: BudgetAxis,
  lifetimeAt: ((power: number) => Seconds) | undefined,
): readonly DeviceChoice[] {
  const { devices, candidates, statistic } = screened;
  const indices = singleChoices(screened);
  const singles = devices.map((name, place): DeviceChoice => {
    const index = indices[place] as number;
    if (index < 0) return { device: name };
    const single = choiceOf(candidates.at(index), axis, statistic);
    return { device: name, single, ...(lifetimeAt === undefined ? {} : { lifetime: lifetimeAt(single.cost) }) };
  });
  const best = Math.max(...singles.map(({ single }) => single?.accuracy ?? 0));
  const cost = ({ single }: DeviceChoice): number => single?.cost ?? Number.MAX_VALUE;
  return singles
    .map((choice) =>
      choice.single === undefined ? choice : { ...choice, accuracyLoss: best - choice.single.accuracy },
    )
    .toSorted((a, b) => (a.accuracyLoss ?? 2) - (b.accuracyLoss ?? 2) || cost(a) - cost(b));
}
