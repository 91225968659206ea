import { merkelCounts } from "@joulebook/core";
import { type FollowedSchedule, followImportance, type ScheduledOption } from "@joulebook/exits";
import { exitEnergies } from "./dynamic.js";
import type { Filters, Runs } from "./runs.js";
import { alphaGrid } from "./static.js";

/** Six networks that take turns, and one network with six exits, following the same importance of energy. */
export interface Multiplexed {
  readonly networks: FollowedSchedule;
  readonly exits: FollowedSchedule;
}

/** Figure 5's two ways to follow an alpha that changes: every weight from 0 to 1 once, energies relative to the network of six layers. */
export function multiplexed(runs: Runs, filters: Filters): Multiplexed {
  const largest = merkelCounts({ depth: 6, filters }).macs;
  const networks = runs.depth[filters]
    .slice(0, 6)
    .map(({ name, macs, test }): ScheduledOption => ({ name, energy: macs / largest, accuracy: test }));
  const { withHeads } = exitEnergies(filters);
  const exits = (runs.combined[filters][0]?.test ?? []).map(
    (accuracy, exit): ScheduledOption => ({ name: `exit ${exit + 1}`, energy: withHeads[exit] as number, accuracy }),
  );
  return { networks: followImportance(networks, alphaGrid), exits: followImportance(exits, alphaGrid) };
}
