import type { Hertz, Volts } from "@joulebook/core";
import { groupBy } from "./group-by.js";
import type { MeasuredCells } from "./measured-cells.js";
import { present } from "./present.js";
import { slug } from "./slug.js";

/** What a submission to MLPerf Tiny ran on. */
export interface TinySystem {
  readonly device: string;
  readonly unit?: string;
  readonly clock?: Hertz;
  readonly voltage?: Volts;
  readonly notes: readonly string[];
}

const described = ["board", "processor", "accelerator", "frequency"] as const;

/**
 * The system of a row. Early rounds come without the system's description: a row without one takes it from other rows of the same
 * submitter and system, and says so.
 */
export function tinySystems(rows: readonly MeasuredCells[]): (row: MeasuredCells) => TinySystem {
  const key = ({ text }: MeasuredCells): string => `${text("submitter")}\n${text("system")}`;
  const descriptions = new Map(
    [...groupBy(rows, key)].map(([name, group]) => [name, group.find(isDescribed)] as const),
  );
  return (row) => {
    const description = isDescribed(row) ? row : descriptions.get(key(row));
    return tinySystem(row, description);
  };
}

function isDescribed({ text }: MeasuredCells): boolean {
  return described.some((column) => text(column) !== undefined);
}

function tinySystem(row: MeasuredCells, description: MeasuredCells | undefined): TinySystem {
  const directory = row.text("system") ?? "";
  const stated = clock(description?.text("frequency"));
  const named = clock(directory.match(/_(\d+MHz)$/i)?.[1]);
  const contradicts = named !== undefined && stated !== undefined && Math.abs(named / stated - 1) > 0.1;
  const notes = [
    description !== undefined && description !== row
      ? `board, processor and clock were taken from round ${description.text("round")} of the same system`
      : undefined,
    contradicts
      ? `the system file says ${description?.text("frequency")}, the system's name another clock: the name is taken`
      : undefined,
  ].filter((note) => note !== undefined);
  return present<TinySystem>({
    device: slug(description?.text("board") ?? directory.split("/").at(-1) ?? ""),
    unit: unit(description),
    clock: contradicts ? named : (stated ?? named),
    voltage: voltage(directory, stated),
    notes,
  });
}

function unit(description: MeasuredCells | undefined): string | undefined {
  const accelerator = description?.text("accelerator");
  if (accelerator === undefined) return description?.text("processor") === undefined ? undefined : "cpu";
  if (/^XC|Xilinx/.test(accelerator)) return "fpga";
  return /DSP/.test(accelerator) ? "dsp" : "npu";
}

/**
 * One clock in hertz out of "98.7 MHz", "1Ghz" or "277.5M"; undefined for anything longer.
 */
function clock(text: string | undefined): Hertz | undefined {
  const found = text?.trim().match(/^(\d+(?:\.\d+)?)\s*([MG])(?:hz)?$/i);
  if (found === null || found === undefined) return undefined;
  return Number(found[1]) * (found[2]?.toUpperCase() === "G" ? 1e9 : 1e6);
}

/**
 * Supply voltage that a system's name states: 0.9 for "syntiant_9120_0v9_30mhz", 0.65 for "gap9_650_240" (millivolts and megahertz, as
 * the submission's README says) where the clock is the one stated.
 */
function voltage(directory: string, clock: Hertz | undefined): Volts | undefined {
  const [, whole, tenths] = directory.match(/_(\d)v(\d)_/) ?? [];
  if (whole !== undefined) return Number(`${whole}.${tenths}`);
  const [, millivolts, megahertz] = directory.match(/_(\d{3,4})_(\d{2,4})$/) ?? [];
  return clock !== undefined && Number(megahertz) * 1e6 === clock ? Number(millivolts) / 1e3 : undefined;
}
