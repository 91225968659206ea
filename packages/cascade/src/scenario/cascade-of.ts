import { batteryLifetime, type Bytes, InputError, type Seconds, type Watts } from "@joulebook/core";
import type { CalledStage, Cascade, CascadeStage } from "../cascade.js";
import { meanLength } from "../closed-form/length-nodes.js";
import type { Scenario, StageSetting } from "./scenario.js";

/**
 * The cascade of a scenario: its stages, or others on the same chip and with the same networks.
 *
 * @throws InputError `unreachable` (exit code 3) where no threshold reaches a precision
 */
export function cascadeOf(scenario: Scenario, stages: readonly StageSetting[] = scenario.stages): Cascade {
  const { chip, events, mode, reset, cloud } = scenario;
  const [first, second] = stages;
  if (first === undefined) throw new RangeError("cascadeOf: a cascade needs a stage");
  const watching = stageOf(scenario, first);
  const called: CalledStage | undefined = second && { ...stageOf(scenario, second), patience: second.patience ?? 1 };
  return {
    mode,
    reset,
    stages: called === undefined ? [watching] : [watching, called],
    ...(cloud === undefined ? {} : { cloud }),
    // One chip has one supply at a time; a stage that runs at another point raises it for all.
    staticPower: Math.max(...stages.map(({ point }) => chip.points[point]?.staticPower ?? 0)),
    sensorPower: chip.sensorPower,
    events,
  };
}

/** A stage with its energy and its shares of hits. @throws InputError where no threshold reaches the precision */
export function stageOf(scenario: Scenario, setting: StageSetting): CascadeStage {
  const { network: name, point, rate, confirmation, calibration } = setting;
  const network = scenario.networks[name];
  const measured = network?.points[point];
  if (network === undefined || measured === undefined)
    throw new RangeError(`stageOf: there is no network ${name} at ${point}`);
  const { events, chip } = scenario;
  const choice = network.detector.choose(calibration, -Math.expm1(-events.rate * meanLength(events.length)));
  if (choice === undefined)
    throw new InputError([
      {
        code: "unreachable",
        message: `no threshold of ${name} reaches the precision ${"precision" in calibration ? calibration.precision : ""} of single frames`,
        fix: "ask for less, or calibrate for a recall",
      },
    ]);
  const staticPower = scenario.power === "literal" ? 0 : (chip.points[point]?.staticPower ?? 0);
  return {
    name,
    rate,
    confirmation,
    ...choice,
    difficulty: network.difficulty,
    energy: Math.max(0, measured.energy - staticPower / measured.maxRate) + chip.transferEnergy,
    latency: 1 / measured.maxRate,
    ...(network.memory === undefined ? {} : { memory: network.memory }),
  };
}

/** Memory of the networks that are resident together; undefined where one does not state it. */
export function residentMemory({ networks }: Scenario, stages: readonly StageSetting[]): Bytes | undefined {
  let sum = 0;
  for (const name of new Set(stages.map(({ network }) => network))) {
    const memory = networks[name]?.memory;
    if (memory === undefined) return undefined;
    sum += memory;
  }
  return sum;
}

/** How long the scenario's battery lasts; undefined without one. */
export function lifeOf({ chip }: Scenario, power: Watts): Seconds | undefined {
  return chip.battery === undefined ? undefined : batteryLifetime(chip.battery, power);
}
