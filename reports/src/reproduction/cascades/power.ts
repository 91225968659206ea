import { type StaticPowerFit, staticPowerFit } from "@joulebook/core";
import { pointAt, type StudyData, type Task, tasks } from "./measured.js";

/** Static power and switched charge of the chip, and what its two operating points differ in. */
export interface ChipPower {
  /** One static power for all tasks. */
  readonly fit: StaticPowerFit;
  /** Each task alone. */
  readonly alone: readonly { readonly task: Task; readonly fit: StaticPowerFit }[];
  readonly ratios: readonly PointRatio[];
}

/** The faster operating point over the slower one. */
export interface PointRatio {
  readonly task: Task;
  readonly energy: number;
  readonly power: number;
  readonly rate: number;
  /** (V₂ / V₁)². */
  readonly squaredVoltage: number;
}

/** Voltages of the two operating points. */
export const slow = 0.9;
export const fast = 1.1;

/** E = C V² + P_s t fitted to the chip's operating points. */
export function chipPower(data: Pick<StudyData, "chip">): ChipPower {
  const points = (task: Task) => ({
    network: task,
    points: data.chip
      .filter((point) => point.task === task)
      .map(({ voltage, energy, maxRate }) => ({ voltage, energy, latency: 1 / maxRate })),
  });
  return {
    fit: staticPowerFit(tasks.map(points)),
    alone: tasks.map((task) => ({ task, fit: staticPowerFit([points(task)]) })),
    ratios: tasks.map((task) => {
      const [one, other] = [pointAt(data, task, slow), pointAt(data, task, fast)];
      const over = (key: "energy" | "power" | "maxRate"): number => other[key] / one[key];
      return {
        task,
        energy: over("energy"),
        power: over("power"),
        rate: over("maxRate"),
        squaredVoltage: (fast / slow) ** 2,
      };
    }),
  };
}
