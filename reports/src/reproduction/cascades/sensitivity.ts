import {
  assumedVariants,
  cascadeOf,
  closedForm,
  readScenario,
  type Scenario,
  type StageSetting,
} from "@joulebook/cascade";
import { InputError } from "@joulebook/core";

/** The chosen configuration with one assumed value changed. */
export interface Variant {
  readonly path: string;
  readonly is: string;
  readonly power: number;
  readonly recall: number;
  readonly falseAlarms: number;
}

/** How much the answer rests on what nobody measured. */
export interface Sensitivity {
  readonly base: Omit<Variant, "path" | "is">;
  readonly variants: readonly Variant[];
}

/** Each assumed value halved and doubled; those that change nothing of a cascade (the battery's) are left out. */
export function sensitivity(scenario: Scenario, text: string, stages: readonly StageSetting[]): Sensitivity {
  const found = (of: Scenario): Omit<Variant, "path" | "is"> => {
    const { power, recall, falseAlarms } = closedForm(cascadeOf(of, stages));
    return { power, recall, falseAlarms };
  };
  const used = new Set(stages.map(({ point }) => point));
  const paths = scenario.assumed.filter((path) => {
    const point = Object.keys(scenario.chip.points).find((name) => path.includes(`.${name}.`));
    return !path.startsWith("chip.battery") && !path.endsWith(".memory") && (point === undefined || used.has(point));
  });
  return {
    base: found(scenario),
    variants: assumedVariants(text, paths).flatMap(({ path, is, text: changed }) => {
      try {
        return [{ path, is, ...found(readScenario(changed)) }];
      } catch (error) {
        // A rate that the changed network cannot keep: there is no answer to compare with.
        if (error instanceof InputError || error instanceof RangeError) return [];
        throw error;
      }
    }),
  };
}
