import type { Configuration, EnergyBasis, LatencySummary, Measurement, Source } from "@joulebook/core";
import { computeUnit } from "./compute-unit.js";
import type { MeasuredCells } from "./measured-cells.js";
import { energyPerInference } from "./power-log-energy.js";
import { present } from "./present.js";

/** What a table says of all its rows. */
export interface RowOrigin {
  readonly dataset: string;
  readonly row: number;
  readonly licence: string;
  readonly division?: string;
  /** These two hold where the row does not say otherwise. */
  readonly energyBasis: EnergyBasis;
  readonly idleIncluded: boolean;
  /** How the printed energies were derived, if they were. */
  readonly energyDerivation?: string;
  /** What `post_power_w` stands for. */
  readonly idleProxy: string;
  readonly scenario?: string;
  readonly batch?: number;
}

/** Mean power and rate agree with an energy within this share; beyond it the row contradicts itself. */
const agreement = 0.05;

/** A row with the columns of the MLPerf table as a record: shipped rows and users' rows read alike. */
export function mlperfRow(cells: MeasuredCells, origin: RowOrigin): Measurement {
  const { text, number, scaled } = cells;
  const backend = text("backend") === "?" ? undefined : text("backend");
  const model = text("model_id") ?? text("model") ?? "";
  const precision = text("precision");
  const idlePower = number("idle_power_w") ?? number("post_power_w");
  return present<Measurement>({
    id: `${origin.dataset}:${origin.row}`,
    model,
    network: precision !== undefined && model.endsWith(`-${precision}`) ? model.slice(0, -precision.length - 1) : model,
    family: text("family"),
    task: text("task") ?? "image-classification",
    device: text("device") ?? "",
    unit: text("unit") ?? computeUnit(backend, text("system_name_as_submitted")),
    configuration: present<Configuration>({
      backend,
      software: text("framework"),
      precision,
      threads: number("threads"),
      powerMode: text("power_mode") ?? powerMode(text("hw_notes")),
      batch: number("batch") ?? origin.batch,
      scenario: origin.scenario,
    }),
    accuracy: scaled("accuracy_top1_percent", 100),
    accuracyMetric: "top-1",
    accuracySamples: number("accuracy_images"),
    latency: latencySummary(cells),
    throughput: number("qps_with_overhead"),
    ...energyFields(cells, origin),
    power: number("avg_power_w"),
    idlePower,
    idleProxy: idlePower === undefined || number("idle_power_w") !== undefined ? undefined : origin.idleProxy,
    memory: number("memory_bytes"),
    price: number("price"),
    macs: millions(number("macs_millions")),
    params: millions(number("params_millions")),
    inputResolution: number("input_resolution"),
    widthMultiplier: number("width_multiplier"),
    source: rowSource(cells, origin),
  });
}

/** Latency columns in milliseconds, as seconds. A smallest latency that is not above 0 (the clock was set during the run) is left out. */
export function latencySummary({ scaled }: MeasuredCells): LatencySummary | undefined {
  const mean = scaled("mean_latency_ms", 1e3);
  const min = scaled("min_latency_ms", 1e3);
  if (mean === undefined) return undefined;
  return present<LatencySummary>({
    mean,
    min: min !== undefined && min > 0 ? min : undefined,
    p50: scaled("p50_latency_ms", 1e3),
    p90: scaled("p90_latency_ms", 1e3),
    p99: scaled("p99_latency_ms", 1e3),
    max: scaled("max_latency_ms", 1e3),
  });
}

type EnergyFields = Pick<Measurement, "energy" | "energyBasis" | "energyQuality" | "idleIncluded" | "energyDerivation">;

/**
 * The printed energy; else mean power / rate. What the columns mean (whole power, idle included) holds where the row does not say
 * otherwise and its numbers do not contradict it: an energy that differs from mean power / rate may leave idle out, so that is open.
 */
function energyFields({ text, number }: MeasuredCells, origin: RowOrigin): EnergyFields {
  const printed = number("energy_per_inference_j");
  const power = number("avg_power_w");
  const rate = number("qps_with_overhead");
  const derived = power === undefined || rate === undefined ? undefined : energyPerInference(power, rate);
  const energy = printed ?? derived;
  if (energy === undefined) return {};
  const contradicted = derived !== undefined && Math.abs(energy / derived - 1) > agreement;
  const stated = text("idle_included");
  const derivation = origin.energyDerivation ?? (printed === undefined ? "mean power / throughput" : undefined);
  return present<EnergyFields>({
    energy,
    energyBasis: (text("energy_basis") as EnergyBasis | undefined) ?? origin.energyBasis,
    energyQuality: derivation === undefined ? undefined : "derived",
    idleIncluded: stated !== undefined ? stated === "true" : contradicted ? undefined : origin.idleIncluded,
    energyDerivation: derivation,
  });
}

/** "MAXN" of "Power mode: MAXN". */
function powerMode(hardwareNotes: string | undefined): string | undefined {
  return hardwareNotes?.match(/Power mode: (\S+)/)?.[1];
}

function millions(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1e6);
}

function rowSource({ text }: MeasuredCells, origin: RowOrigin): Source {
  return present<Source>({
    dataset: origin.dataset,
    row: origin.row,
    licence: origin.licence,
    round: text("round"),
    submitter: text("submitter"),
    time: text("test_datetime_utc"),
    division: text("division") ?? origin.division,
    system: text("system"),
  });
}
