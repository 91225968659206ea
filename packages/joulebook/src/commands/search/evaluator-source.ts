import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { type Device, exitCodes, type InputFile, InputError, unknownName } from "@joulebook/core";
import {
  type Evaluator,
  evaluatorKinds,
  type EvaluatorSettings,
  makeEvaluator,
  type RecordedRun,
} from "@joulebook/design";
import { contentHash } from "@joulebook/runtime";
import { committedRun, traceText } from "@joulebook/training";
import { namedDevice } from "../devices/named-device.js";

/** An evaluator with the hashes of what it was made from. */
export interface LoadedEvaluator {
  readonly evaluator: Evaluator;
  readonly inputs: readonly InputFile[];
  /** The evaluator is a user's module: it may do anything, so it runs in threads under a time limit. */
  readonly foreign: boolean;
}

/**
 * Loads what an evaluator needs (recorded runs, a device file, a user's module) and makes it.
 *
 * @param folder that paths in the settings are relative to
 * @throws InputError for an unknown kind, setting, run or device
 */
export async function loadEvaluator(settings: EvaluatorSettings, folder: string): Promise<LoadedEvaluator> {
  if (settings.kind === "module") return moduleEvaluator(settings, folder);
  const kind = evaluatorKinds.find(({ name }) => name === settings.kind);
  if (kind === undefined)
    throw new InputError([
      unknownName("evaluator", settings.kind, [...evaluatorKinds.map(({ name }) => name), "module"]),
    ]);
  const strange = Object.keys(settings).find((key) => key !== "kind" && !(key in kind.settings));
  if (strange !== undefined) {
    const { message, ...rest } = unknownName("setting", strange, Object.keys(kind.settings));
    throw new InputError([{ ...rest, message: `evaluator ${kind.name}: ${message}` }]);
  }
  const inputs: InputFile[] = [];
  const runs: RecordedRun[] = [];
  for (const name of kind.runs(settings)) {
    const { run, input } = await recordedRun(name);
    inputs.push(input);
    runs.push(run);
  }
  const files: Record<string, string> = {};
  for (const name of kind.files ?? []) {
    const bytes = readFileSync(new URL(`data/${name}`, import.meta.resolve("@joulebook/design/package.json")));
    files[name] = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    inputs.push({ name, sha256: contentHash(bytes), bytes: bytes.length });
  }
  const loaded = async (name: string): Promise<Device> => {
    const { device, inputs: deviceInputs } = await namedDevice(name);
    const text = JSON.stringify(device);
    inputs.push(...deviceInputs, { name: `device ${device.id}`, sha256: contentHash(text), bytes: text.length });
    return device;
  };
  const deviceName = settings["device"];
  const device = typeof deviceName === "string" ? await loaded(deviceName) : undefined;
  const devices: Record<string, Device> = {};
  for (const name of kind.devices?.(settings) ?? []) devices[name] = await loaded(name);
  return {
    evaluator: makeEvaluator(settings, { runs, files, devices, ...(device === undefined ? {} : { device }) }),
    inputs,
    foreign: false,
  };
}

const recorded = new Map<string, { readonly run: RecordedRun; readonly input: InputFile }>();

/** A run that ships; kept, because a notebook asks for the same one again and again. */
async function recordedRun(name: string): Promise<{ readonly run: RecordedRun; readonly input: InputFile }> {
  const known = recorded.get(name);
  if (known !== undefined) return known;
  const { result, traceFile } = await committedRun(name);
  const bytes = readFileSync(traceFile);
  const found = {
    run: {
      name,
      exits: result.exits,
      network: result.experiment.network,
      accuracy: { ...result.accuracy },
      traces: await traceText(traceFile),
    },
    input: { name: `${name}/traces.csv.gz`, sha256: contentHash(bytes), bytes: bytes.length },
  };
  recorded.set(name, found);
  return found;
}

/** A user's module: `evaluate(design)` as its default export; its space and quantities are the study's. */
async function moduleEvaluator(settings: EvaluatorSettings, folder: string): Promise<LoadedEvaluator> {
  const { path } = settings;
  if (typeof path !== "string")
    throw new InputError([
      { code: "bad-value", message: 'the evaluator "module" needs a path', expected: 'path: "./evaluate.mjs"' },
    ]);
  const file = resolve(folder, path);
  let source: Buffer;
  try {
    source = readFileSync(file);
  } catch {
    const near = readdirOrNothing(folder).filter((name) => /\.[cm]?js$/.test(name));
    throw new InputError(
      [
        {
          code: "cannot-read",
          message: "cannot read the evaluator's module",
          file,
          ...(near.length === 0 ? {} : { nearest: near.slice(0, 3) }),
        },
      ],
      exitCodes.invalidInput,
    );
  }
  const evaluator: Evaluator = {
    kind: "module",
    parameters: [],
    quantities: [],
    objectives: [],
    constraints: [],
    evaluate: () => {
      throw new Error("a module runs in a thread");
    },
    notices: [],
  };
  return { evaluator, inputs: [{ name: path, sha256: contentHash(source), bytes: source.length }], foreign: true };
}

function readdirOrNothing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** URL of a user's module. */
export function moduleUrl(settings: EvaluatorSettings, folder: string): string {
  return pathToFileURL(resolve(folder, settings["path"] as string)).href;
}
