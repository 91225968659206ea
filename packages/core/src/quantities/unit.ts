/** What a quantity measures. */
export type Dimension = "energy" | "power" | "duration" | "rate" | "bytes" | "voltage" | "charge" | "bits";

/** One spelling of a unit: value in SI base units = number x 10^exponent x factor / divisor. */
export interface Unit {
  readonly symbol: string;
  readonly word: string;
  readonly dimension: Dimension;
  readonly exponent: number;
  readonly factor: number;
  readonly divisor?: number;
}

interface BaseUnit {
  readonly symbol: string;
  readonly word: string;
  readonly dimension: Dimension;
  readonly factor: number;
  readonly prefixes: readonly Prefix[];
}

interface Prefix {
  readonly symbol: string;
  readonly word: string;
  readonly exponent: number;
}

const none: Prefix = { symbol: "", word: "", exponent: 0 };

/** SI prefixes from 1e-15 to 1e12; micro is "u" here, "µ" and "μ" are read as "u". */
const si: readonly Prefix[] = [
  { symbol: "f", word: "femto", exponent: -15 },
  { symbol: "p", word: "pico", exponent: -12 },
  { symbol: "n", word: "nano", exponent: -9 },
  { symbol: "u", word: "micro", exponent: -6 },
  { symbol: "m", word: "milli", exponent: -3 },
  none,
  { symbol: "k", word: "kilo", exponent: 3 },
  { symbol: "M", word: "mega", exponent: 6 },
  { symbol: "G", word: "giga", exponent: 9 },
  { symbol: "T", word: "tera", exponent: 12 },
];

const upToOne = si.filter((prefix) => prefix.exponent <= 0);
const fromOne = si.filter((prefix) => prefix.exponent >= 0);

/** Bytes take "KB" for 1000 beside the SI "kB". */
const decimalBytes: readonly Prefix[] = [...fromOne, { symbol: "K", word: "kilo", exponent: 3 }];

const month = 730.5 * 3600;

const bases: readonly BaseUnit[] = [
  { symbol: "J", word: "joule", dimension: "energy", factor: 1, prefixes: si },
  { symbol: "Wh", word: "watt-hour", dimension: "energy", factor: 3600, prefixes: si },
  { symbol: "Ws", word: "watt-second", dimension: "energy", factor: 1, prefixes: si },
  { symbol: "W", word: "watt", dimension: "power", factor: 1, prefixes: si },
  { symbol: "s", word: "second", dimension: "duration", factor: 1, prefixes: upToOne },
  { symbol: "sec", word: "sec", dimension: "duration", factor: 1, prefixes: [none] },
  { symbol: "min", word: "minute", dimension: "duration", factor: 60, prefixes: [none] },
  { symbol: "h", word: "hour", dimension: "duration", factor: 3600, prefixes: [none] },
  { symbol: "hr", word: "hr", dimension: "duration", factor: 3600, prefixes: [none] },
  { symbol: "d", word: "day", dimension: "duration", factor: 86_400, prefixes: [none] },
  { symbol: "week", word: "week", dimension: "duration", factor: 604_800, prefixes: [none] },
  { symbol: "month", word: "month", dimension: "duration", factor: month, prefixes: [none] },
  { symbol: "year", word: "year", dimension: "duration", factor: 12 * month, prefixes: [none] },
  { symbol: "Hz", word: "hertz", dimension: "rate", factor: 1, prefixes: si },
  { symbol: "fps", word: "fps", dimension: "rate", factor: 1, prefixes: [none] },
  { symbol: "V", word: "volt", dimension: "voltage", factor: 1, prefixes: si },
  { symbol: "Ah", word: "amp-hour", dimension: "charge", factor: 3600, prefixes: si },
  { symbol: "B", word: "byte", dimension: "bytes", factor: 1, prefixes: decimalBytes },
  ...binaryBytes(),
  { symbol: "bit", word: "bit", dimension: "bits", factor: 1, prefixes: decimalBytes },
];

function binaryBytes(): BaseUnit[] {
  return ["Ki", "Mi", "Gi", "Ti"].map((prefix, index) => ({
    symbol: `${prefix}B`,
    word: `${["kibi", "mebi", "gibi", "tebi"][index]}byte`,
    dimension: "bytes" as const,
    factor: 1024 ** (index + 1),
    prefixes: [none],
  }));
}

const spellings: ReadonlyMap<string, Unit> = spell();

function spell(): Map<string, Unit> {
  const map = new Map<string, Unit>();
  for (const { symbol, word, dimension, factor, prefixes } of bases) {
    for (const prefix of prefixes) {
      const unit: Unit = {
        symbol: prefix.symbol + symbol,
        word: prefix.word + word,
        dimension,
        exponent: prefix.exponent,
        factor,
      };
      for (const spelling of [unit.symbol, unit.word, `${unit.word}s`]) {
        if (!map.has(spelling)) map.set(spelling, unit);
      }
    }
  }
  return map;
}

/** The unit a spelling stands for: symbols exactly ("mJ" is not "MJ"), English words in any number; undefined when unknown. */
export function unitOf(spelling: string): Unit | undefined {
  return spellings.get(spelling) ?? (spelling.length > 4 ? spellings.get(spelling.toLowerCase()) : undefined);
}

/** Symbols known for a dimension, for "did you mean". */
export function unitSymbols(dimension: Dimension): string[] {
  const symbols = [...spellings.values()].filter((unit) => unit.dimension === dimension).map((unit) => unit.symbol);
  return [...new Set(symbols)];
}
