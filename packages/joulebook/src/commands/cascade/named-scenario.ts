import { existsSync, readdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readScenario, type Scenario, scenarioTraces } from "@joulebook/cascade";
import { exitCodes, type InputFile, InputError, type Trace, unknownName } from "@joulebook/core";
import { readTextFile } from "@joulebook/runtime";
import { namedTrace } from "../exits/named-trace.js";

const folder = fileURLToPath(new URL("scenarios/", import.meta.resolve("@joulebook/cascade/package.json")));

const largest = 16 * 1024 * 1024;

/** A scenario with its text and the traces it takes scores from. */
export interface NamedScenario {
  readonly scenario: Scenario;
  readonly text: string;
  readonly traces: ReadonlyMap<string, Trace>;
  readonly inputs: readonly InputFile[];
}

/** Names of the scenarios that ship. */
export function shippedScenarioNames(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/\.json$/, ""))
    .toSorted();
}

/**
 * Reads a scenario: a file, or one that ships by its name. Traces are runs that ship, or files beside the scenario.
 *
 * @throws InputError (exit code 2) for a name that is neither; 3 with everything wrong with the file
 */
export async function namedScenario(name: string): Promise<NamedScenario> {
  const file = scenarioFile(name);
  const { text, hash, size } = await readTextFile(file, { maxBytes: largest });
  const traces = new Map<string, Trace>();
  const inputs: InputFile[] = [{ name, sha256: hash, bytes: size }];
  for (const trace of scenarioTraces(text, name)) {
    const beside = resolve(dirname(file), trace);
    const found = await namedTrace(existsSync(beside) ? beside : trace);
    traces.set(trace, found.trace);
    inputs.push(...found.inputs.map((input) => ({ ...input, name: trace })));
  }
  return { scenario: readScenario(text, { file: name, traces }), text, traces, inputs };
}

function scenarioFile(name: string): string {
  if (/[\\/]|\.json$/.test(name) || existsSync(name)) return name;
  const names = shippedScenarioNames();
  if (names.includes(name)) return `${folder}${name}.json`;
  throw new InputError(
    [{ ...unknownName("scenario", name, names), fix: "give a scenario file (*.json) or one of the names" }],
    exitCodes.usage,
  );
}
