/** What a column of a log may hold. */
export type LogDimension = "time" | "power" | "voltage" | "current" | "energy";

const prefixes: Readonly<Record<string, number>> = {
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  "\u00b5": 1e-6,
  "\u03bc": 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
};

const bases: readonly (readonly [string, LogDimension, number])[] = [
  ["s", "time", 1],
  ["W", "power", 1],
  ["V", "voltage", 1],
  ["A", "current", 1],
  ["J", "energy", 1],
  ["Wh", "energy", 3600],
];

const words: Readonly<Record<string, readonly [LogDimension, number]>> = {
  sec: ["time", 1],
  secs: ["time", 1],
  second: ["time", 1],
  seconds: ["time", 1],
  msec: ["time", 1e-3],
  usec: ["time", 1e-6],
  min: ["time", 60],
  h: ["time", 3600],
  watt: ["power", 1],
  watts: ["power", 1],
  milliwatts: ["power", 1e-3],
  volt: ["voltage", 1],
  volts: ["voltage", 1],
  amp: ["current", 1],
  amps: ["current", 1],
  ampere: ["current", 1],
  joule: ["energy", 1],
  joules: ["energy", 1],
};

/**
 * Dimension and size in SI units of a unit as logs write it: "mW" is one thousandth of a watt, "Ms" nobody writes. Undefined
 * for an unknown one. Case matters in symbols (mW is not MW), save for "w", "v" and "a" alone and behind a small prefix.
 *
 * @example logUnit("mW") // => { dimension: "power", factor: 0.001 }
 */
export function logUnit(text: string): { readonly dimension: LogDimension; readonly factor: number } | undefined {
  const word = Object.hasOwn(words, text.toLowerCase()) ? words[text.toLowerCase()] : undefined;
  if (word !== undefined) return { dimension: word[0], factor: word[1] };
  return (
    symbols.get(text) ?? symbols.get(text.replace(/^([pnu\u00b5\u03bcmk]?)([wvaj]h?)$/, (_, a, b) => a + capital(b)))
  );
}

const symbols: ReadonlyMap<string, { readonly dimension: LogDimension; readonly factor: number }> = new Map(
  bases.flatMap(([symbol, dimension, factor]) =>
    Object.entries(prefixes)
      .filter(([prefix]) => dimension !== "time" || !["k", "M"].includes(prefix))
      .map(([prefix, size]) => [prefix + symbol, { dimension, factor: factor * size }] as const),
  ),
);

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
