import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { readScenario, type Scenario, scenarioTraces } from "@joulebook/cascade";
import { InputError, type Trace } from "@joulebook/core";
import { readTrace } from "@joulebook/exits";
import { parseJson } from "@joulebook/documents";
import type { InputFile } from "@joulebook/report";
import { contentHash } from "@joulebook/runtime";
import { committedRun } from "@joulebook/training";

const folder = fileURLToPath(new URL("scenarios/", import.meta.resolve("@joulebook/cascade/package.json")));

/** Names of the scenarios that ship. */
export function shippedScenarios(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/\.json$/, ""))
    .toSorted();
}

/** A scenario with the traces it takes scores from. */
export interface ScenarioSource {
  readonly scenario: Scenario;
  readonly text: string;
  readonly traces: ReadonlyMap<string, Trace>;
  readonly inputs: readonly InputFile[];
}

/** Fields of a scenario's file that a review changes. */
export type Tree = Record<string, unknown>;

/**
 * Reads a scenario by its name or file, changed before it is checked.
 *
 * @throws InputError with everything wrong with the file
 */
export async function scenarioSource(name: string, change: (tree: Tree) => void): Promise<ScenarioSource> {
  const file = shippedScenarios().includes(name) ? `${folder}${name}.json` : name;
  const bytes = readBytes(file, name);
  const tree = parsed(bytes.toString("utf8"), name);
  change(tree);
  const text = JSON.stringify(tree);
  const inputs: InputFile[] = [{ name, hash: contentHash(bytes) }];
  const traces = new Map<string, Trace>();
  for (const trace of scenarioTraces(text, name)) {
    const beside = resolve(dirname(file), trace);
    const packed = readBytes(existsSync(beside) ? beside : (await committedRun(trace)).traceFile, trace);
    const unpacked = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed;
    traces.set(trace, readTrace(unpacked.toString("utf8"), { file: trace }));
    inputs.push({ name: trace, hash: contentHash(packed) });
  }
  return { scenario: readScenario(text, { file: name, traces }), text, traces, inputs };
}

function readBytes(file: string, name: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError([{ code: "cannot-read", message: `cannot read it: ${code}`, file: name }]);
  }
}

function parsed(text: string, file: string): Tree {
  const tree = parseJson(text, file, "a scenario");
  if (typeof tree === "object" && tree !== null && !Array.isArray(tree)) return tree as Tree;
  throw new InputError([{ code: "bad-value", message: "a scenario is a JSON object", file }]);
}
