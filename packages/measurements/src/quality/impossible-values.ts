import { formatEnergy, formatNumber, formatPower, type Joules, type Measurement, type Seconds } from "@joulebook/core";

/** A value of a row that cannot be, or that contradicts others of the row. */
export interface ImpossibleValue {
  readonly id: string;
  readonly code: "accuracy-range" | "energy-below-idle" | "energy-mismatch" | "power-below-idle" | "not-positive";
  readonly message: string;
}

/** Energy and mean power times time agree within this share; beyond it the row contradicts itself. */
const agreement = 0.05;

/** Everything impossible about a row. */
export function impossibleValues(row: Measurement): readonly ImpossibleValue[] {
  const { id, accuracy, energy, power, idlePower, latency } = row;
  const found: ImpossibleValue[] = [];
  const say = (code: ImpossibleValue["code"], message: string): void => {
    found.push({ id, code, message });
  };
  if (accuracy !== undefined && !(accuracy >= 0 && accuracy <= 1))
    say("accuracy-range", `accuracy ${formatNumber(accuracy)} is outside 0 to 1`);
  for (const [name, value] of [
    ["energy", energy],
    ["power", power],
    ["latency", latency?.mean],
  ] as const)
    if (value !== undefined && !(value > 0)) say("not-positive", `${name} ${formatNumber(value)} is not above 0`);
  if (power !== undefined && idlePower !== undefined && power < idlePower)
    say("power-below-idle", `power ${formatPower(power)} is below idle power ${formatPower(idlePower)}`);
  const time = timePerInference(row);
  if (energy === undefined || !(energy > 0) || time === undefined || row.energyQuality === "derived") return found;
  const idle = idlePower === undefined ? undefined : idlePower * time;
  if (row.idleIncluded !== false && idle !== undefined && energy < idle)
    say(
      "energy-below-idle",
      `energy ${formatEnergy(energy)} is less than idling takes in the same time (${formatEnergy(idle)})`,
    );
  const expected = expectedEnergy(row, time);
  if (expected !== undefined && Math.abs(energy / expected - 1) > agreement)
    say(
      "energy-mismatch",
      `energy ${formatEnergy(energy)} is ${formatNumber(100 * (energy / expected - 1))} % off power x time (${formatEnergy(expected)})`,
    );
  return found;
}

/** Seconds that one inference takes of the device: 1 / throughput, else the latency where one input is computed at a time. */
function timePerInference({ throughput, latency, configuration }: Measurement): Seconds | undefined {
  if (throughput !== undefined && throughput > 0) return 1 / throughput;
  return configuration.batch === undefined || configuration.batch === 1 ? latency?.mean : undefined;
}

/** Mean power times time, less idle where the energy leaves it out. */
function expectedEnergy({ power, idlePower, idleIncluded }: Measurement, time: Seconds): Joules | undefined {
  if (power === undefined || !(power > 0)) return undefined;
  if (idleIncluded !== false) return power * time;
  return idlePower === undefined || power <= idlePower ? undefined : (power - idlePower) * time;
}
