import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Fraction, mean, merkelCounts, type Trace } from "@joulebook/core";
import { readTrace } from "@joulebook/exits";
import { contentHash } from "@joulebook/runtime";
import { committedRun } from "@joulebook/training";

/** Widths that were trained: 16 filters with the project's trainer, 64 with PyTorch. */
export type Filters = 16 | 64;

/** A network with one exit, trained once or with several seeds: accuracies are means over them. */
export interface TrainedNetwork {
  readonly name: string;
  readonly depth: number;
  readonly filters: number;
  readonly train: Fraction;
  readonly test: Fraction;
  /** Accuracies of each run, one for each seed; at 64 filters the run with a trace comes first, up to six layers. */
  readonly seeds: readonly SeedAccuracy[];
  readonly macs: number;
  readonly params: number;
}

/** Shares of right answers of one training run. */
export interface SeedAccuracy {
  readonly train: Fraction;
  readonly test: Fraction;
}

/** Accuracies of a network with several exits; test and training split. */
export interface ExitAccuracies {
  readonly name: string;
  readonly train: readonly Fraction[];
  readonly test: readonly Fraction[];
}

/** Everything the claims and figures are made from. */
export interface Runs {
  /** Separate networks of one to eleven layers: at 16 filters three runs up to six layers and one beyond, at 64 four and three. */
  readonly depth: Readonly<Record<Filters, readonly TrainedNetwork[]>>;
  /** Six layers and 2 to 64 filters, with PyTorch, three runs. */
  readonly width: readonly TrainedNetwork[];
  /** The first run is that of the trace. */
  readonly combined: Readonly<Record<Filters, readonly ExitAccuracies[]>>;
  /** Heads on the frozen convolutions of the separate network with six layers of the same seed. */
  readonly individual: Readonly<Record<Filters, readonly ExitAccuracies[]>>;
  /** Networks of one and two layers with 20 % of the inputs dropped instead of 80 %, 16 filters, one seed. */
  readonly keptInputs: readonly TrainedNetwork[];
  readonly traces: Readonly<Record<Filters, Trace>>;
  readonly inputs: readonly { readonly name: string; readonly hash: string }[];
}

const reference = join(
  dirname(createRequire(import.meta.url).resolve("@joulebook/design/package.json")),
  "data",
  "merkel-traces",
);

type Inputs = { readonly name: string; readonly hash: string }[];

/** What policies of exits are made from. */
export type ExitRuns = Pick<Runs, "traces" | "combined">;

/** Reads the committed runs; nothing is trained. */
export async function readRuns(): Promise<Runs> {
  const inputs: Inputs = [];
  const exits = async (name: string): Promise<ExitAccuracies> => {
    const { accuracy } = (await committedRun(name)).result;
    return { name, train: accuracy.train ?? accuracy.val, test: accuracy.test };
  };
  const single = async (depth: number, filters: number, seeds = [0], mark = ""): Promise<TrainedNetwork> => {
    const name = `single-L${depth}-N${filters}`;
    const trained = await Promise.all(seeds.map((seed) => exits(`${name}-s${seed}${mark}`)));
    return networkOf(name, depth, filters, trained);
  };
  const depths = Array.from({ length: 11 }, (_, index) => index + 1);
  const seeds = [0, 1, 2];
  const torch = await torchRuns(inputs);
  return {
    depth: {
      16: await Promise.all(depths.map((depth) => single(depth, 16, depth <= 6 ? seeds : [0]))),
      64: await Promise.all(
        depths.map(async (depth) => {
          const traced = depth <= 6 ? [await tracedRun(`single-L${depth}-N64`, inputs)] : [];
          return networkOf(`single-L${depth}-N64`, depth, 64, [...traced, ...torch(`single-L${depth}-N64`)]);
        }),
      ),
    },
    width: [2, 4, 8, 16, 32, 48, 64].map((filters) =>
      networkOf(`single-L6-N${filters}`, 6, filters, torch(`single-L6-N${filters}`)),
    ),
    combined: {
      16: await Promise.all(seeds.map((seed) => exits(`combined-L6-N16-s${seed}`))),
      64: [await tracedRun("combined-L6-N64", inputs), ...torch("combined-L6-N64")],
    },
    individual: {
      16: await Promise.all(seeds.map((seed) => exits(`individual-L6-N16-s${seed}`))),
      64: torch("individual-L6-N64"),
    },
    keptInputs: await Promise.all([1, 2].map((depth) => single(depth, 16, [0], "-d2"))),
    traces: { 16: await shippedTrace("combined-L6-N16-s0", inputs), 64: await referenceTrace(inputs) },
    inputs,
  };
}

/** A network of one exit from what its runs reached. */
function networkOf(
  name: string,
  depth: number,
  filters: number,
  runs: readonly Pick<ExitAccuracies, "train" | "test">[],
): TrainedNetwork {
  const seeds = runs.map(({ train, test }): SeedAccuracy => ({ train: train[0] as number, test: test[0] as number }));
  return {
    name,
    depth,
    filters,
    train: mean(seeds.map(({ train }) => train)),
    test: mean(seeds.map(({ test }) => test)),
    seeds,
    ...merkelCounts({ depth, filters }),
  };
}

/** The runs of `accuracies.json` by what was trained, seed 0 first. */
async function torchRuns(inputs: Inputs): Promise<(what: string) => readonly ExitAccuracies[]> {
  const text = await readFile(join(reference, "accuracies.json"), "utf8");
  inputs.push({ name: "merkel-traces/accuracies", hash: contentHash(text) });
  const { runs } = JSON.parse(text) as { readonly runs: readonly (Omit<ExitAccuracies, "name"> & { job: string })[] };
  return (what) =>
    [0, 1, 2].map((seed) => {
      const name = `${what}-s${seed}`;
      const found = runs.find(({ job }) => job === name);
      if (found === undefined) throw new Error(`accuracies.json has no run ${name}`);
      return { name, train: found.train, test: found.test };
    });
}

/** The run whose trace ships. */
async function tracedRun(name: string, inputs: Inputs): Promise<ExitAccuracies> {
  const text = await readFile(join(reference, `${name}.json`), "utf8");
  inputs.push({ name, hash: contentHash(text) });
  const { accuracy } = JSON.parse(text) as { readonly accuracy: Omit<ExitAccuracies, "name"> };
  return { name, train: accuracy.train, test: accuracy.test };
}

async function referenceTrace(inputs: Inputs): Promise<Trace> {
  const bytes = await readFile(join(reference, "combined-L6-N64.csv.gz"));
  inputs.push({ name: "combined-L6-N64, trace", hash: contentHash(bytes) });
  return readTrace(gunzipSync(bytes).toString("utf8"), { classes: 10 });
}

async function shippedTrace(name: string, inputs: Inputs): Promise<Trace> {
  const bytes = await readFile((await committedRun(name)).traceFile);
  const text = gunzipSync(bytes).toString("utf8");
  inputs.push({ name, hash: contentHash(text) });
  return readTrace(text, { classes: 10 });
}
