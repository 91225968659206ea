import type { Bytes, Seconds } from "@joulebook/core";
import type { Cascade } from "../cascade.js";
import type { CascadeOutcome } from "../cascade-outcome.js";
import { outcomeOf, overDay } from "../closed-form/closed-form.js";
import { type Combined, combineOne, combineTwo } from "../closed-form/combine-tables.js";
import {
  type CalledTable,
  calledTable,
  cloudTable,
  type EventGrid,
  eventGrid,
  watchTable,
  type WatchTable,
} from "../closed-form/stage-tables.js";
import { cascadeOf, lifeOf, residentMemory, stageOf } from "../scenario/cascade-of.js";
import type { Scenario, StageSetting } from "../scenario/scenario.js";

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
  const { events, networks, cloud } = scenario;
  const difficult = [...Object.values(networks), ...(cloud === undefined ? [] : [cloud])].some(
    ({ difficulty }) => difficulty > 0,
  );
  const grid: EventGrid = eventGrid(events.length, difficult);
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
    const at =
      called === undefined
        ? (rate: number): Combined => combineOne(watch, remote, grid, rate)
        : combineTwo(watch, called, remote, grid);
    const found = events.diurnal === undefined ? at(events.rate) : overDay(events.rate, events.diurnal, at);
    const outcome = outcomeOf(cascade, found, grid.meanLength);
    return { stages, outcome, memory: residentMemory(scenario, stages), batteryLife: lifeOf(scenario, outcome.power) };
  };
}

function runs({ networks }: Scenario, { network, point, rate }: StageSetting): boolean {
  return rate <= (networks[network]?.points[point]?.maxRate ?? 0);
}
