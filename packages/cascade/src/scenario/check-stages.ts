import { unknownName } from "@joulebook/core";
import type { Scenario, StageSetting } from "./scenario.js";
import type { ValueReader } from "./values.js";

/**
 * Tells what is wrong with the stages of a scenario: none, too many, unknown networks and points, rates above what the chip
 * can run, an order that makes no cascade.
 */
export function checkStages(
  { stages, networks, points }: Pick<Scenario, "stages" | "networks"> & { readonly points: Scenario["chip"]["points"] },
  values: ValueReader,
): void {
  if (stages.length === 0)
    values.problem("no-stage", "the scenario has no stage that runs on the device", {
      expected: "one stage that watches, and at most one that it calls",
    });
  if (stages.length > 2)
    values.problem("too-many-stages", `the scenario has ${stages.length} stages on the device`, {
      expected: "one stage that watches, and at most one that it calls",
      fix: "a third stage is the cloud",
    });
  stages.forEach((stage, at) => checkStage(stage, `stages.${at}`, { networks, points }, values));
  const [first, second] = stages;
  if (first?.patience !== undefined)
    values.problem("stages-out-of-order", "stages.0 has a patience, but the first stage never hands back", {
      fix: second === undefined ? "leave patience out" : "put the stage that is called second",
    });
  if (second !== undefined && second.patience === undefined)
    values.problem("missing-value", "stages.1 has no patience", {
      expected: "frames without a hit after which it hands back",
    });
  const energies = [first, second].map((stage) => stage && networks[stage.network]?.points[stage.point]?.energy);
  if (energies[0] !== undefined && energies[1] !== undefined && energies[0] > energies[1])
    values.problem(
      "stages-out-of-order",
      `the first stage takes ${energies[0]} J per inference, more than the ${energies[1]} J of the one it calls`,
      { fix: "put the smaller network first" },
    );
}

function checkStage(
  { network, point, rate }: StageSetting,
  where: string,
  { networks, points }: Pick<Scenario, "networks"> & { readonly points: Scenario["chip"]["points"] },
  values: ValueReader,
): void {
  if (!Object.hasOwn(networks, network)) {
    values.problems.push(unknownName("network", network, Object.keys(networks), { where: `${where}.network` }));
    return;
  }
  const known = networks[network]?.points ?? {};
  if (!Object.hasOwn(points, point) || !Object.hasOwn(known, point)) {
    const both = Object.keys(points).filter((name) => Object.hasOwn(known, name));
    values.problems.push(unknownName("operating point", point, both, { where: `${where}.point` }));
    return;
  }
  const most = known[point]?.maxRate ?? 0;
  if (rate > most)
    values.problem(
      "rate-too-high",
      `${where}: ${network} at ${point} can run at most ${most} times a second, not ${rate}`,
      {
        expected: `a rate up to ${most}/s`,
      },
    );
}
