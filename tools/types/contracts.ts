// Type tests of the public contracts. The workspace's compiler checks this file, and tools/test/notebook-types.test.ts
// checks it again with the TypeScript that notebooks are compiled with. Nothing here runs.
import type {
  Battery,
  BenchResult,
  Budget,
  Candidate,
  Claim,
  Figure,
  Interval,
  Joules,
  LatencySummary,
  Measurement,
  Problem,
  Study,
  Table,
} from "joulebook";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
/** Names of the fields of T that are `any`. */
type AnyFields<T> = { [K in keyof T]-?: IsAny<T[K]> extends true ? K : never }[keyof T];

function holds<_Truth extends true>(): void {}

// No field of a contract is any: an unreadable type would become one.
holds<Equal<AnyFields<Interval>, never>>();
holds<Equal<AnyFields<Candidate>, never>>();
holds<Equal<AnyFields<Measurement>, never>>();
holds<Equal<AnyFields<Figure>, never>>();
holds<Equal<AnyFields<Claim>, never>>();
holds<Equal<AnyFields<Study>, never>>();
holds<Equal<AnyFields<BenchResult>, never>>();
holds<Equal<AnyFields<Problem>, never>>();

// Quantities are numbers, and what may be unknown is optional.
holds<Equal<Joules, number>>();
holds<Equal<Candidate["energy"], number>>();
holds<Equal<Candidate["accuracy"], number>>();
holds<Equal<Candidate["latency"], LatencySummary | undefined>>();
holds<Equal<Measurement["energy"], number | undefined>>();
holds<Equal<Interval["method"], "bootstrap" | "held-out" | "table" | "declared">>();
holds<Equal<Claim["verdict"], "reproduced" | "partly" | "differs" | "not testable">>();
holds<Equal<Candidate["evidence"], "measured" | "transferred" | "estimated">>();
holds<Equal<Budget["kind"], "inference" | "power" | "window" | "battery">>();
holds<Equal<Extract<Budget, { kind: "battery" }>["battery"], Battery>>();
holds<Equal<Figure["table"], Table>>();

// A record is a plain object, made without any function of ours.
export const candidate: Candidate = {
  id: "a",
  model: "mobilenet",
  device: "board",
  origin: "measured",
  evidence: "measured",
  energy: 0.1,
  accuracy: 0.7,
  keys: { backend: "tflite", threads: 4 },
};
export const budget: Budget = { kind: "power", power: 0.02, rate: 5 };
export const study: Study<{ device: string }> = {
  id: "a",
  title: "A",
  summary: "",
  parameters: { parse: (input: unknown): { device: string } => ({ device: String(input) }) },
  run: async (parameters) => parameters.device,
};

// Records are read-only, complete, and hold nothing but what they state.
// @ts-expect-error: a record is not changed
candidate.energy = 0;
// @ts-expect-error: accuracy is missing
export const incomplete: Candidate = { ...candidate, accuracy: undefined };
// @ts-expect-error: a budget of power needs a rate
export const withoutRate: Budget = { kind: "power", power: 0.02 };
// @ts-expect-error: an unknown kind
export const unknownKind: Budget = { kind: "weekly", energy: 1 };
// @ts-expect-error: a verdict is one of four
export const verdict: Claim["verdict"] = "true";
