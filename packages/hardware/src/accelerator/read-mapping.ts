import { nearestNames, type Problem } from "@joulebook/core";
import type { Operand } from "./loop-nest.js";
import { dimensionNames } from "./loop-nest.js";
import type { WantedUnrolling } from "./unrolling.js";
import { YamlFile } from "./yaml-place.js";

/** What a mapping file says of one layer, operator, or of all ("default"). */
export interface MappingEntry {
  readonly name: string;
  readonly spatial?: WantedUnrolling;
  /** Loops worth unrolling over dimensions of the array that `spatial` leaves open. */
  readonly hints?: Readonly<Record<string, readonly string[]>>;
  /** Memory operand of each network operand. */
  readonly operandNames?: Readonly<Partial<Record<Operand, string>>>;
  /** Loops innermost first, when the order is given. */
  readonly order?: readonly { readonly loop: string; readonly size: number }[];
  /** Cores that may run it, in files of several cores. */
  readonly cores?: readonly number[];
  readonly place: Pick<Problem, "file" | "line" | "column">;
}

/** A mapping file. */
export interface MappingFile {
  readonly entries: readonly MappingEntry[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads a mapping file: for each layer name, operator or "default", how it is unrolled over the array, which memory operand
 * holds what, and possibly the order of its loops.
 *
 * @throws InputError (exit code 3) with every problem found, each with its line
 */
export function readMapping(text: string, file: string): MappingFile {
  const yaml = new YamlFile(text, file);
  const known = [
    "name",
    "spatial_mapping",
    "memory_operand_links",
    "temporal_ordering",
    "core_allocation",
    "spatial_mapping_hint",
  ];
  const entries = yaml.items(yaml.root, "the mapping").map((node): MappingEntry => {
    const map = yaml.entries(node, "an entry of the mapping");
    yaml.only(map, known, "an entry of the mapping");
    const name = map.has("name") ? yaml.text(map.get("name")?.value, "name") : "";
    if (name === "")
      yaml.fault(node, "an entry of the mapping has no name", { expected: "a layer, an operator, or default" });
    const spatial = map.get("spatial_mapping");
    const hints = map.get("spatial_mapping_hint");
    const links = map.get("memory_operand_links");
    const order = map.get("temporal_ordering");
    const cores = map.get("core_allocation");
    return {
      name,
      ...(spatial === undefined || isNothing(spatial.value)
        ? {}
        : { spatial: readUnrollings(yaml, spatial.value, `spatial_mapping of ${name}`) }),
      ...(hints === undefined ? {} : { hints: readHints(yaml, hints.value, `spatial_mapping_hint of ${name}`) }),
      ...(links === undefined ? {} : { operandNames: readOperandNames(yaml, links.value, name) }),
      ...(order === undefined ? {} : { order: readOrder(yaml, order.value, name) }),
      ...(cores === undefined
        ? {}
        : {
            cores: yaml.items(cores.value, "core_allocation").map((one) => yaml.number(one, "a core", { whole: true })),
          }),
      place: yaml.place(node),
    };
  });
  yaml.finish();
  return { entries, warnings: yaml.warnings };
}

/** The entry for a layer: the first of its names that has one, and of several the first. */
export function mappingFor(file: MappingFile | undefined, names: readonly string[]): MappingEntry | undefined {
  for (const name of names) {
    const found = file?.entries.find((entry) => entry.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Unrollings by array dimension: `D1: [K, 32]` written as a text or a list. */
export function readUnrollings(
  yaml: YamlFile,
  node: unknown,
  what: string,
  dimensions?: readonly string[],
): WantedUnrolling {
  const result: Record<string, { readonly loop: string; readonly factor: number }[]> = {};
  for (const [array, { key, value }] of yaml.entries(node, what)) {
    if (dimensions !== undefined && !dimensions.includes(array)) {
      yaml.fault(key, `${what} names the array dimension "${array}", which there is not`, {
        nearest: nearestNames(array, dimensions, 2),
      });
    }
    result[array] = yaml.items(value, `${array} of ${what}`).flatMap((one) => {
      const read = readLoop(yaml, one, what);
      return read === undefined ? [] : [{ loop: read.loop, factor: read.size }];
    });
  }
  return result;
}

/** `D1: [K, OX]`. */
function readHints(yaml: YamlFile, node: unknown, what: string): Readonly<Record<string, readonly string[]>> {
  const all = [...yaml.entries(node, what)].map(([array, { value }]) => {
    const loops = yaml.items(value, `${array} of ${what}`).map((one) => {
      const loop = yaml.text(one, what);
      if (!dimensionNames.some((known) => known === loop)) unknownLoop(yaml, one, what, loop);
      return loop;
    });
    return [array, loops] as const;
  });
  return Object.fromEntries(all);
}

function unknownLoop(yaml: YamlFile, node: unknown, what: string, loop: string): undefined {
  return yaml.fault(node, `${what} names the loop "${loop}"`, {
    code: "unknown-loop",
    expected: `one of ${dimensionNames.join(", ")}`,
    nearest: nearestNames(loop, dimensionNames, 2),
  });
}

/** `key:` with nothing after it. */
function isNothing(node: unknown): boolean {
  return node === null || (node as { value?: unknown }).value === null;
}

function readOrder(yaml: YamlFile, node: unknown, name: string): MappingEntry["order"] & object {
  return yaml
    .items(node, `temporal_ordering of ${name}`)
    .flatMap((one) => readLoop(yaml, one, `temporal_ordering of ${name}`) ?? []);
}

/** A loop and a whole number: "K, 32" or [K, 32]. */
function readLoop(
  yaml: YamlFile,
  node: unknown,
  what: string,
): { readonly loop: string; readonly size: number } | undefined {
  const parts = isList(node) ? node.items.map((part) => yaml.text(part, what)) : yaml.text(node, what).split(",");
  const [loop = "", size = ""] = parts.map((part) => part.trim());
  if (!dimensionNames.some((known) => known === loop)) {
    return unknownLoop(yaml, node, what, loop);
  }
  if (!/^\d{1,9}$/.test(size) || Number(size) < 1) {
    return yaml.fault(node, `${what} gives ${loop} the factor "${size}"`, { expected: "a whole number from 1" });
  }
  return { loop, size: Number(size) };
}

function isList(node: unknown): node is { readonly items: readonly unknown[] } {
  return Array.isArray((node as { items?: unknown } | null)?.items);
}

function readOperandNames(yaml: YamlFile, node: unknown, name: string): Readonly<Partial<Record<Operand, string>>> {
  const entries = [...yaml.entries(node, `memory_operand_links of ${name}`)];
  const result: Partial<Record<Operand, string>> = {};
  for (const [operand, { key, value }] of entries) {
    if (operand === "O" || operand === "W" || operand === "I")
      result[operand] = yaml.text(value, `the memory operand of ${operand}`);
    else yaml.fault(key, `memory_operand_links of ${name} names the operand "${operand}"`, { expected: "O, W or I" });
  }
  return result;
}
