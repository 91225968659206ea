import type { CandidateFigures, CandidateTable, LatencySummary, Watts } from "@joulebook/core";
import { type MeasurementTable, numbersOf } from "./measurement-table.js";
import { intervalReader } from "./store/stored-row.js";
import { numberReader, textReader } from "./tables/table-columns.js";

type Figures = { -readonly [K in keyof CandidateFigures]: CandidateFigures[K] };

/** Figures of candidates read from columns into one record, which the next call fills anew. */
export function candidateFigures(
  table: MeasurementTable,
  idle: ((row: number) => Watts | undefined) | undefined,
): CandidateTable["figures"] {
  const energies = numbersOf(table, "energy_j");
  const accuracies = numbersOf(table, "accuracy");
  const latencies = numbersOf(table, "latency_s");
  const device = textReader(table.column("device"));
  const latency: Latency = { mean: Number.NaN, p50: undefined, p90: undefined, p99: undefined, max: undefined };
  let at = 0;
  const figures: Figures = {
    // Made only where it is asked for, which is seldom.
    get id() {
      return table.id(at);
    },
    device: "",
    energy: Number.NaN,
    energyMax: undefined,
    energyInterval: undefined,
    idleIncluded: undefined,
    idlePower: undefined,
    accuracy: Number.NaN,
    latency: undefined,
    latencyInterval: undefined,
    memory: undefined,
    price: undefined,
    keys: undefined,
  };
  const others = [...otherFigures(table, figures, latency), ...operatingPoint(table, figures)];
  return (row) => {
    at = row;
    figures.device = device(row) ?? "";
    figures.energy = energies[row] as number;
    figures.accuracy = accuracies[row] as number;
    const mean = latencies[row] as number;
    if (Number.isNaN(mean)) figures.latency = undefined;
    else {
      latency.mean = mean;
      figures.latency = latency as LatencySummary;
    }
    if (idle !== undefined) figures.idlePower = idle(row);
    for (let other = 0; other < others.length; other++) (others[other] as (row: number) => void)(row);
    return figures;
  };
}

/** The keys of the operating point, where the table has a column of any. */
function operatingPoint(table: MeasurementTable, figures: Figures): readonly ((row: number) => void)[] {
  const [voltage, clock, powerMode] = ["voltage_v", "clock_hz", "power_mode"].map((name) => table.column(name));
  if (voltage === undefined && clock === undefined && powerMode === undefined) return [];
  const [volts, hertz, mode] = [numberReader(voltage), numberReader(clock), textReader(powerMode)];
  const keys: Record<string, string | number | undefined> = {};
  figures.keys = keys;
  return [
    (row) => {
      keys["voltage"] = volts(row);
      keys["clock"] = hertz(row);
      keys["powerMode"] = mode(row);
    },
  ];
}

type Latency = { -readonly [K in keyof LatencySummary]: LatencySummary[K] | undefined };

/** What fills the figures that few tables have; what a table has no column of costs nothing. */
function otherFigures(table: MeasurementTable, figures: Figures, latency: Latency): readonly ((row: number) => void)[] {
  const filled = <T>(
    name: string,
    reader: () => (row: number) => T | undefined,
    put: (value: T | undefined) => void,
  ): readonly ((row: number) => void)[] => {
    if (table.column(name) === undefined) return [];
    const read = reader();
    return [(row) => put(read(row))];
  };
  const number = (name: string, put: (value: number | undefined) => void): readonly ((row: number) => void)[] =>
    filled(name, () => numberReader(table.column(name)), put);
  return [
    ...number("latency_p50_s", (value) => (latency.p50 = value)),
    ...number("latency_p90_s", (value) => (latency.p90 = value)),
    ...number("latency_p99_s", (value) => (latency.p99 = value)),
    ...number("latency_max_s", (value) => (latency.max = value)),
    ...number("memory_bytes", (value) => (figures.memory = value)),
    ...number("price", (value) => (figures.price = value)),
    ...filled(
      "idle_included",
      () => textReader(table.column("idle_included")),
      (flag) => (figures.idleIncluded = flag === undefined ? undefined : flag === "true"),
    ),
    ...filled(
      "energy_low_j",
      () => intervalReader(table.column, "energy"),
      (interval) => (figures.energyInterval = interval),
    ),
    ...filled(
      "latency_low_s",
      () => intervalReader(table.column, "latency"),
      (interval) => (figures.latencyInterval = interval),
    ),
  ];
}
