import {
  InputError,
  parseBatteryCapacity,
  parseBytes,
  parseDuration,
  parseEnergy,
  parseFraction,
  parsePower,
  parseRate,
  parseVoltage,
  type Problem,
} from "@joulebook/core";

/** A value as a scenario's file holds it. */
export type Written = number | string | { readonly value: number | string; readonly assumed?: boolean | undefined };

/** What a value measures. */
export type ValueKind =
  | "energy"
  | "power"
  | "duration"
  | "rate"
  | "voltage"
  | "bytes"
  | "capacity"
  | "share"
  | "number";

const parsers: Readonly<Record<ValueKind, (text: string, options: { readonly where: string }) => number>> = {
  energy: parseEnergy,
  power: parsePower,
  duration: parseDuration,
  rate: parseRate,
  voltage: parseVoltage,
  bytes: parseBytes,
  capacity: parseBatteryCapacity,
  share: parseFraction,
  number: (text) => (text.trim() === "" ? Number.NaN : Number(text)),
};

/** Reads values and keeps what is wrong with them, so that a file's problems are told together. */
export class ValueReader {
  readonly problems: Problem[] = [];
  readonly #file: string;
  constructor(file: string) {
    this.#file = file;
  }

  /** A value in SI units; 0 and a problem where it cannot be. A share lies in [0, 1], everything else is finite and at least 0. */
  read(
    where: string,
    written: Written,
    kind: ValueKind,
    { positive = false }: { readonly positive?: boolean } = {},
  ): number {
    const raw = typeof written === "object" ? written.value : written;
    let found: number;
    try {
      found = typeof raw === "number" ? raw : parsers[kind](raw, { where });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problems.push(...error.problems.map((problem) => ({ ...problem, file: this.#file })));
      return 0;
    }
    const most = kind === "share" ? 1 : Number.MAX_VALUE;
    if (found >= 0 && found <= most && !(positive && found === 0)) return found;
    const expected =
      kind === "share" ? "a share in [0, 1]" : positive ? "a finite number above 0" : "a finite number from 0";
    this.problem("out-of-range", `${where} is ${found}`, { expected });
    return 0;
  }

  problem(code: string, message: string, more: Partial<Problem> = {}): void {
    this.problems.push({ code, message, file: this.#file, ...more });
  }
}

/**
 * Paths of the values that are marked as assumed, e.g. "networks.small.difficulty".
 *
 * @example assumedPaths({ a: { value: 1, assumed: true } }) // => ["a"]
 */
export function assumedPaths(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = (value as { readonly assumed?: unknown }).assumed === true ? [path] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, inner]) => assumedPaths(inner, path === "" ? key : `${path}.${key}`)),
  ];
}
