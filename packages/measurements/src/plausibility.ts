import type { Measurement } from "@joulebook/core";
import type { Notice } from "./notice.js";

/** What in a user's table is possible but odd. */
export function plausibility(measurements: readonly Measurement[]): readonly Notice[] {
  return [fractions(measurements), energyMismatch(measurements), idleAbovePower(measurements)].filter(
    (notice) => notice !== undefined,
  );
}

/** Per cent that never pass 1 are probably fractions. */
function fractions(measurements: readonly Measurement[]): Notice | undefined {
  if (measurements.some(({ accuracy = 0 }) => accuracy > 0.01)) return undefined;
  return {
    code: "accuracy-fractions",
    message: "no accuracy is above 1 %: if these are fractions, multiply accuracy_top1_percent by 100",
    count: measurements.length,
  };
}

/** Energy, mean power and rate are three numbers of one run: E = P / f. */
function energyMismatch(measurements: readonly Measurement[]): Notice | undefined {
  const ids = measurements
    .filter(({ energy, power, throughput }) => {
      if (energy === undefined || power === undefined || throughput === undefined) return false;
      return Math.abs((energy * throughput) / power - 1) > 0.05;
    })
    .map(({ id }) => id);
  if (ids.length === 0) return undefined;
  const message = `${ids.length} rows have an energy that is more than 5 % off avg_power_w / qps_with_overhead: idle may be left out of it, or a unit is wrong; whether idle is included stays open for them`;
  return { code: "energy-mismatch", message, count: ids.length, ids };
}

function idleAbovePower(measurements: readonly Measurement[]): Notice | undefined {
  const ids = measurements
    .filter(({ idlePower, power }) => idlePower !== undefined && power !== undefined && idlePower >= power)
    .map(({ id }) => id);
  if (ids.length === 0) return undefined;
  const message = `${ids.length} rows have an idle power that is not below the power of inference`;
  return { code: "idle-above-power", message, count: ids.length, ids };
}
