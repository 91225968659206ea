import type { Dimension } from "./stored-columns.js";

/** How a unit turns into SI: value × multiply / divide, so that 50 ms is exactly 50 / 1000 s. */
export interface UnitScale {
  readonly multiply: number;
  readonly divide: number;
}

const times = (multiply: number): UnitScale => ({ multiply, divide: 1 });
const over = (divide: number): UnitScale => ({ multiply: 1, divide });

/** SI: no change. */
export const siScale: UnitScale = times(1);

/** Units as they are written, by what they measure. "MJ" and "MW" are no units here: in upper-case headers they mean milli. */
const units: Readonly<Record<Dimension, Readonly<Record<string, UnitScale>>>> = {
  energy: {
    J: siScale,
    mJ: over(1e3),
    uJ: over(1e6),
    nJ: over(1e9),
    kJ: times(1e3),
    Wh: times(3600),
    mWh: { multiply: 3600, divide: 1e3 },
    joule: siScale,
    joules: siScale,
    millijoule: over(1e3),
    millijoules: over(1e3),
  },
  time: {
    s: siScale,
    sec: siScale,
    seconds: siScale,
    ms: over(1e3),
    msec: over(1e3),
    milliseconds: over(1e3),
    us: over(1e6),
    usec: over(1e6),
    microseconds: over(1e6),
    ns: over(1e9),
  },
  power: {
    W: siScale,
    mW: over(1e3),
    uW: over(1e6),
    kW: times(1e3),
    watt: siScale,
    watts: siScale,
    milliwatts: over(1e3),
  },
  frequency: {
    Hz: siScale,
    kHz: times(1e3),
    MHz: times(1e6),
    GHz: times(1e9),
    "1/s": siScale,
    "/s": siScale,
    per_s: siScale,
    per_second: siScale,
    fps: siScale,
    ips: siScale,
    qps: siScale,
  },
  share: { "%": over(100), percent: over(100), pct: over(100), fraction: siScale },
  bytes: {
    bytes: siScale,
    B: siScale,
    kB: times(1e3),
    MB: times(1e6),
    GB: times(1e9),
    KiB: times(1024),
    MiB: times(1024 ** 2),
    GiB: times(1024 ** 3),
  },
  count: {
    thousands: times(1e3),
    k: times(1e3),
    M: times(1e6),
    millions: times(1e6),
    G: times(1e9),
    billions: times(1e9),
    px: siScale,
  },
  volts: { V: siScale, mV: over(1e3) },
  none: {},
};

/** Written in capitals these could be mega or milli. */
const ambiguous = new Set(["MJ", "MW", "MV"]);

/** The scale of a unit of the dimension; undefined when it is none, or could mean two things. */
export function unitScale(unit: string, dimension: Dimension): UnitScale | undefined {
  const written = unit.replace(/[µμ]/g, "u");
  const known = units[dimension];
  if (Object.hasOwn(known, written)) return known[written];
  if (ambiguous.has(written)) return undefined;
  const folded = Object.keys(known).find((name) => name.toLowerCase() === written.toLowerCase());
  return folded === undefined ? undefined : known[folded];
}

/** The units of a dimension, for messages. */
export function unitNames(dimension: Dimension): readonly string[] {
  return Object.keys(units[dimension]);
}
