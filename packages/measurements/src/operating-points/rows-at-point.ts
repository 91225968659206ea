import { pointLabel } from "@joulebook/core";
import { type MeasurementTable, selectRows } from "../measurement-table.js";
import { numberReader, textReader } from "../tables/table-columns.js";

/** Names of the operating points that rows of a table state: their power modes, and all they state in words ("0.9 V, 30.7 MHz"). */
export function pointNames(table: MeasurementTable): readonly string[] {
  const namesOf = rowNames(table);
  const names = new Set<string>();
  for (let row = 0; row < table.rows; row++) for (const name of namesOf(row)) names.add(name);
  return [...names].toSorted();
}

/** The rows of one of some operating points. */
export function rowsAtPoint(table: MeasurementTable, points: readonly string[]): MeasurementTable {
  const namesOf = rowNames(table);
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  return selectRows(
    table,
    rows.filter((row) => namesOf(row).some((name) => points.includes(name))),
  );
}

function rowNames(table: MeasurementTable): (row: number) => readonly string[] {
  const [volts, hertz] = [numberReader(table.column("voltage_v")), numberReader(table.column("clock_hz"))];
  const mode = textReader(table.column("power_mode"));
  return (row) => {
    const [voltage, clock, powerMode] = [volts(row), hertz(row), mode(row)];
    if (voltage === undefined && clock === undefined && powerMode === undefined) return [];
    const label = pointLabel({ voltage, clock, powerMode });
    return powerMode === undefined ? [label] : [label, powerMode];
  };
}
