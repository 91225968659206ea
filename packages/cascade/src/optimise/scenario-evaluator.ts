import type { Bytes, Seconds } from "@joulebook/core";
import type { Cascade } from "../cascade.js";
import type { CascadeOutcome } from "../cascade-outcome.js";
import { outcomeOf } from "../closed-form/closed-form.js";
import { combineOne, combineTwo } from "../closed-form/combine-tables.js";
import { combinedAt, combinedWidth } from "../closed-form/combined.js";
import { overDay } from "../closed-form/over-day.js";
import { type CalledTable, calledTable, cloudTable, watchTable, type WatchTable } from "../closed-form/stage-tables.js";
import { cascadeOf, lifeOf, residentMemory, stageOf } from "../scenario/cascade-of.js";
import type { Scenario, StageSetting } from "../scenario/scenario.js";
import { scenarioGrid } from "./scenario-grid.js";

/** What requirements look at. */
export interface CascadeRow {
  readonly stages: readonly StageSetting[];
  readonly outcome: CascadeOutcome;
  readonly memory: Bytes | undefined;
  readonly batteryLife: Seconds | undefined;
}

/**
 * Evaluates configurations of a scenario by tables that are made when a stage is first met; undefined where a chip cannot
 * run one, or the first network would take more energy than the second.
 */
export function scenarioEvaluator(scenario: Scenario): (stages: readonly StageSetting[]) => CascadeRow | undefined {
  const { events, cloud } = scenario;
  const grid = scenarioGrid(scenario);
  const remote = cloud === undefined ? undefined : cloudTable(cloud, grid);
  const watches = new Map<string, WatchTable>();
  const calls = new Map<string, CalledTable>();
  const kept = <T>(tables: Map<string, T>, setting: StageSetting, make: () => T): T => {
    const key = `${setting.network}\n${setting.point}\n${setting.rate}\n${setting.confirmation.hits}/${setting.confirmation.of}\n${Object.entries(setting.calibration).join()}\n${setting.patience}`;
    let table = tables.get(key);
    if (table === undefined) {
      table = make();
      tables.set(key, table);
    }
    return table;
  };
  return (stages) => {
    const [first, second] = stages;
    if (first === undefined || !runs(scenario, first) || (second !== undefined && !runs(scenario, second)))
      return undefined;
    const cascade: Cascade = cascadeOf(scenario, stages);
    if (second !== undefined && cascade.stages[1] !== undefined && cascade.stages[0].energy > cascade.stages[1].energy)
      return undefined;
    const watch = kept(watches, first, () => watchTable(stageOf(scenario, first), grid, scenario.reset));
    const called =
      second === undefined
        ? undefined
        : kept(calls, second, () =>
            calledTable({ ...stageOf(scenario, second), patience: second.patience ?? 1 }, grid),
          );
    const found = new Float64Array(combinedWidth);
    overDay(
      events,
      called === undefined ? combineOne(watch, remote, grid) : combineTwo(watch, called, remote, grid),
      found,
      0,
    );
    const outcome = outcomeOf(cascade, combinedAt(found, 0), grid.meanLength);
    return { stages, outcome, memory: residentMemory(scenario, stages), batteryLife: lifeOf(scenario, outcome.power) };
  };
}

function runs({ networks }: Scenario, { network, point, rate }: StageSetting): boolean {
  return rate <= (networks[network]?.points[point]?.maxRate ?? 0);
}
