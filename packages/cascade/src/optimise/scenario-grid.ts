import { type EventGrid, eventGrid } from "../closed-form/stage-tables.js";
import type { Scenario } from "../scenario/scenario.js";

/** The grid of events on which every network of a scenario can be judged. */
export function scenarioGrid({ events, networks, cloud }: Scenario): EventGrid {
  return eventGrid(events.length, [...Object.values(networks), ...(cloud === undefined ? [] : [cloud])]);
}
