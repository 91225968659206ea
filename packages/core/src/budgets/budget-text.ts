import type { Budget } from "../contracts/budget.js";
import { formatDuration, formatEnergy, formatPercent, formatPower, formatRate } from "../quantities/format-quantity.js";

const short = { trim: true } as const;

/**
 * A budget in words, as a report or a message says it.
 *
 * @example budgetText({ kind: "power", power: 0.02, rate: 5 }) // => "20 mW on average at 5 /s"
 */
export function budgetText(budget: Budget): string {
  const cap = budget.hard === true ? ", as a cap on every inference" : "";
  if (budget.kind === "inference") return `${formatEnergy(budget.energy, short)} per inference${cap}`;
  const rate = `at ${formatRate(budget.rate, short)}`;
  if (budget.kind === "power") return `${formatPower(budget.power, short)} on average ${rate}${cap}`;
  if (budget.kind === "window") {
    return `${formatEnergy(budget.energy, short)} in ${formatDuration(budget.duration, short)} ${rate}${cap}`;
  }
  const { capacity, depthOfDischarge, selfDischargePerMonth, efficiency } = budget.battery;
  const terms = [
    `${wattHours(capacity)} battery`,
    depthOfDischarge === undefined ? "" : `used to ${formatPercent(depthOfDischarge, { decimals: 0 })}`,
    selfDischargePerMonth === undefined ? "" : `losing ${formatPercent(selfDischargePerMonth)} a month`,
    efficiency === undefined ? "" : `converted at ${formatPercent(efficiency, { decimals: 0 })}`,
  ].filter((term) => term !== "");
  return `${terms.join(", ")} for ${formatDuration(budget.lifetime, short)} ${rate}${cap}`;
}

function wattHours(capacity: number): string {
  return formatPower(capacity / 3600, short).replace(/W$/, "Wh");
}
