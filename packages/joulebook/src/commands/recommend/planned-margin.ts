import { exitCodes, formatPercent, InputError, parseFraction } from "@joulebook/core";
import type { Fraction, Problem } from "@joulebook/core";
import { errorsOnOtherBoards, boardMargin, roundPairs } from "@joulebook/recommender";
import { selectMeasurements } from "../select-measurements.js";
import { shippedTable } from "../shipped-table.js";
import { measuredRounds } from "./measured-rounds.js";

/** A margin as the option states it: a share, or the quantile of round-to-round errors that it is to cover. */
export type MarginOption = { readonly share: Fraction } | { readonly level: Fraction };

/**
 * Reads `--margin`: a share such as 10%, or a quantile such as p90.
 *
 * @throws InputError for anything else
 */
export function parseMargin(text: string): MarginOption {
  const [, percent] = /^p(\d{1,2}(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  return percent === undefined
    ? { share: parseFraction(text, { where: "--margin" }) }
    : { level: Number(percent) / 100 };
}

/** A margin and, where it was estimated, from what. */
export interface PlannedMargin {
  readonly margin: Fraction;
  readonly warnings: readonly Problem[];
}

/**
 * The margin to plan with. A quantile is taken over the changes of energy between rounds of the shipped table, on every
 * board but the one that is chosen for: nothing measured on that board enters.
 */
export async function plannedMargin(option: MarginOption, devices: readonly string[]): Promise<PlannedMargin> {
  if ("share" in option) return { margin: option.share, warnings: [] };
  const [device, ...others] = devices;
  if (device === undefined || others.length > 0) throw severalDevices();
  const all = await selectMeasurements({ software: "all" }, ({ id }) => id === shippedTable);
  const plans = roundPairs(measuredRounds(all.measurements).rounds).map((pair) => ({ pair, factor: 1 }));
  const margin = boardMargin(plans, device, option.level) ?? 0;
  const { length } = errorsOnOtherBoards(plans, device);
  const level = formatPercent(option.level, { decimals: 0 });
  const message =
    `--margin: ${level} of ${length} energies measured again with newer software on other boards rose by at most ` +
    formatPercent(margin);
  return { margin, warnings: [{ code: "estimated-margin", message }] };
}

function severalDevices(): InputError {
  const message = "--margin: a quantile of the errors on other boards needs one device";
  return new InputError([{ code: "missing-option", message, expected: "--device raspberry-pi-4" }], exitCodes.usage);
}
