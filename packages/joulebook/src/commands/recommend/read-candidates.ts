import {
  type Candidate,
  exitCodes,
  type ExitsTuneDocument,
  InputError,
  type InputFile,
  quoteInput,
} from "@joulebook/core";
import { checkDocument, parseJson, placesIn, type PlaceOf } from "@joulebook/documents";
import { readTextFile } from "@joulebook/runtime";
import { basename } from "node:path";
import { z } from "zod";

const largestFile = 256 << 20;
const wanted = "a list of candidates (schemas/candidate.schema.json)";

const amount = z.number().min(0);
const fraction = z.number().min(0).max(1);
const name = z.string().min(1).max(500);
const interval = z.object({
  low: z.number(),
  high: z.number(),
  level: z.number().gt(0).lt(1),
  method: z.enum(["bootstrap", "held-out", "table", "declared"]),
});

/** `candidate.schema.json` as a check; keys that it does not name are ignored. */
const candidate = z.object({
  id: name,
  model: name,
  device: name,
  origin: z.enum(["measured", "estimated", "exit-policy", "cascade"]),
  evidence: z.enum(["measured", "transferred", "estimated"]),
  energy: z.number().positive(),
  energyMax: amount.optional(),
  energyInterval: interval.optional(),
  energyBasis: z.enum(["wall", "board", "rail", "counter", "model"]).optional(),
  energyQuality: z.enum(["external-analyser", "on-board-sensor", "counter", "derived", "model"]).optional(),
  idleIncluded: z.boolean().optional(),
  idlePower: amount.optional(),
  accuracy: fraction,
  accuracyInterval: interval.optional(),
  latency: z
    .object({ mean: amount, p50: amount.optional(), p90: amount.optional(), p99: amount.optional() })
    .optional(),
  latencyInterval: interval.optional(),
  memory: amount.optional(),
  memoryInterval: interval.optional(),
  price: amount.optional(),
  keys: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  assumed: z.array(z.string()).optional(),
  notes: z.array(z.string()).optional(),
});

/**
 * Candidates from files: a JSON list of candidates, an object with such a list under `candidates`, or what
 * `joulebook exits tune --json` printed, whose policies run on `device`.
 *
 * @throws InputError with every problem of a file (exit code 3)
 */
export async function readCandidates(
  files: readonly string[],
  device: string | undefined,
): Promise<{ readonly candidates: readonly Candidate[]; readonly inputs: readonly InputFile[] }> {
  const candidates: Candidate[] = [];
  const inputs: InputFile[] = [];
  for (const file of files) {
    const { text, hash, size } = await readTextFile(file, { maxBytes: largestFile });
    inputs.push({ name: file, sha256: hash, bytes: size });
    candidates.push(...fromText(text, file, device));
  }
  return { candidates, inputs };
}

function fromText(text: string, file: string, device: string | undefined): readonly Candidate[] {
  const value = parseJson(text, file, wanted);
  const document = value as { readonly schema?: unknown; readonly candidates?: unknown } | null;
  if (document?.schema === "joulebook/exits-tune@1") return exitPolicies(value as ExitsTuneDocument, file, device);
  const list = Array.isArray(value) ? value : document?.candidates;
  if (!Array.isArray(list)) throw bad(file, "it holds no candidates", wanted);
  const places = placesIn(text);
  const before = list === value ? [] : ["candidates"];
  const placeOf: PlaceOf = (path) => places([...before, ...path]);
  return checkDocument<readonly Candidate[]>(list, z.array(candidate).min(1), { file, placeOf });
}

/** Each point of the tuned front, its accuracy that of the validation split. */
function exitPolicies(document: ExitsTuneDocument, file: string, device: string | undefined): readonly Candidate[] {
  if (device === undefined || device.includes(",")) {
    const message = `the policies of ${quoteInput(file)} need the device that they run on`;
    throw new InputError([{ code: "missing-option", message, expected: "--device with one name" }], exitCodes.usage);
  }
  const shape = z.object({
    costs: z.object({
      unit: z.string(),
      energy: z.array(amount).min(1),
      latency: z.array(amount).optional(),
      operatingPoint: z.string().optional(),
    }),
    front: z.array(z.object({ energy: z.number().positive(), accuracy: fraction, thresholds: z.array(z.number()) })),
  });
  const parsed = shape.safeParse(document);
  if (!parsed.success) throw bad(file, "this document of `exits tune` is not whole");
  const { costs, front } = parsed.data;
  if (costs.unit !== "J") {
    throw bad(file, `its energies are in ${quoteInput(costs.unit)}, which no budget compares with`, "costs in joules");
  }
  const model = basename(file).replace(/\.json$/i, "");
  return front.map(({ energy, accuracy, thresholds }, index) => ({
    id: `exit-policy/${device}/${model}/${index + 1}`,
    model: `${model}#${index + 1}`,
    device,
    origin: "exit-policy",
    evidence: "estimated",
    energy,
    energyMax: Math.max(energy, ...costs.energy),
    accuracy,
    keys: {
      thresholds: thresholds.map((threshold) => Number(threshold.toPrecision(4))).join(" "),
      ...(costs.operatingPoint === undefined ? {} : { powerMode: costs.operatingPoint }),
    },
    notes: ["accuracy of an exit policy on the examples that it was tuned on"],
  }));
}

function bad(
  file: string,
  message: string,
  expected = "a list of candidates (schemas/candidate.schema.json)",
): InputError {
  return new InputError([{ code: "bad-candidate", message, file, expected }]);
}
