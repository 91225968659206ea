import {
  type AcceleratorCore,
  type AcceleratorDevice,
  type AcceleratorMemory,
  type MemoryLink,
  nearestNames,
  type Problem,
} from "@joulebook/core";
import { readUnrollings } from "./read-mapping.js";
import { pointKeys, readOperatingPoints } from "./read-operating-points.js";
import { YamlFile } from "./yaml-place.js";

/** A device read from an accelerator file, and what its reader should know. */
export interface ReadAccelerator {
  readonly device: AcceleratorDevice;
  readonly warnings: readonly Problem[];
  /** Where each memory stands in a file of one core. */
  readonly places?: MemoryPlacesInFile;
}

/** Places in a file by the name of a memory. */
export type MemoryPlacesInFile = Readonly<Record<string, Pick<Problem, "file" | "line" | "column">>>;

const source = "file";
/** Costs in the files are picojoules. */
const picojoule = 1e-12;

const directions = { fh: "from-high", tl: "to-low", fl: "from-low", th: "to-high" } as const;

const coreKeys = [
  "name",
  "memories",
  "operational_array",
  "multipliers",
  "dataflows",
  "clock",
  "static_power",
  ...pointKeys,
];
const memoryKeys = (
  "size r_cost w_cost area latency operands ports served_dimensions auto_cost_extraction double_buffering_support " +
  "r_bw w_bw r_port w_port rw_port min_r_granularity min_w_granularity mem_type"
).split(" ");
const arrayKeys = (
  "unit_energy unit_area dimensions sizes multiplier_energy multiplier_area input_precision is_imc imc_type " +
  "adc_resolution bit_serial_precision"
).split(" ");

/**
 * Reads one core in either dialect of accelerator files: ports as a list of allocations (bandwidth_min, bandwidth_max), or
 * counts of ports (r_bw, r_port, ...) with `fh: w_port_1` per operand. Sizes are bits, widths bits per cycle, costs
 * picojoules per access of the full port width; `clock` (Hz), `static_power` (W),
 * `voltage` (V) and `operating_points` are ours and optional.
 *
 * @throws InputError (exit code 3) with every problem found, each with its line
 */
export function readAccelerator(text: string, file: string): ReadAccelerator {
  const yaml = new YamlFile(text, file);
  const core = readCore(yaml, yaml.root, "core-0");
  const entries = yaml.entries(yaml.root, "the accelerator");
  const clock = optional(entries, "clock", (node) => yaml.number(node, "clock", { above: true }));
  const name = entries.has("name") ? yaml.text(entries.get("name")?.value, "name") : "accelerator";
  const points = readOperatingPoints(yaml, entries, source, { clock, cores: core === undefined ? [] : [core] });
  yaml.finish();
  return {
    device: {
      schema: "joulebook/device@1",
      id: name,
      title: name,
      kind: "accelerator",
      sources: { [source]: { title: file } },
      ...(clock === undefined ? {} : { clock: { value: clock, source } }),
      ...points,
      cores: [core as AcceleratorCore],
    },
    warnings: yaml.warnings,
    places: Object.fromEntries(
      [...yaml.entries(entries.get("memories")?.value, "memories")].map(([memory, { key }]) => [
        memory,
        yaml.place(key),
      ]),
    ),
  };
}

/** Reads a core from a map of a YAML file; undefined when it could not be read, with the problems noted in the file. */
export function readCore(yaml: YamlFile, node: unknown, id: string): AcceleratorCore | undefined {
  const entries = yaml.entries(node, "the accelerator");
  yaml.only(entries, coreKeys, "the accelerator");
  const arrayNode = entries.get("operational_array") ?? entries.get("multipliers");
  if (arrayNode === undefined) {
    return yaml.fault(node, "the accelerator has no operational_array", {
      expected: "operational_array: dimensions, sizes and unit_energy",
    });
  }
  const array = readArray(yaml, arrayNode.value);
  const dimensions = array.dimensions.map(({ name }) => name);
  const memoryNode = entries.get("memories");
  if (memoryNode === undefined) {
    return yaml.fault(node, "the accelerator has no memories", {
      expected: "memories: at least one that serves I1, I2 and O",
    });
  }
  const memories = [...yaml.entries(memoryNode.value, "memories")].map(([name, { value }]) =>
    readMemory(yaml, name, value, dimensions),
  );
  checkLinks(yaml, memoryNode.value, memories);
  if (array.dimensions.every(({ size }) => size > 0)) {
    for (const operand of ["I1", "I2", "O"]) {
      if (!memories.some((memory) => memory.operands.includes(operand))) {
        yaml.fault(memoryNode.key, `no memory serves the operand ${operand}`, {
          code: "unserved-operand",
          fix: `list ${operand} under the operands of a memory`,
        });
      }
    }
  }
  const staticPower = optional(entries, "static_power", (value) => yaml.number(value, "static_power"));
  const flows = entries.get("dataflows");
  const wanted = flows === undefined ? undefined : readUnrollings(yaml, flows.value, "dataflows", dimensions);
  return {
    id,
    role: "compute",
    array,
    memories,
    ...(wanted === undefined ? {} : { dataflows: { default: wanted } }),
    ...(staticPower === undefined ? {} : { staticPower: { value: staticPower, source } }),
  };
}

const waysDown = { inputs: ["to-low"], O: ["from-low", "to-low"] } as const;
const waysUp = { inputs: ["from-high"], O: ["to-high", "from-high"] } as const;

/** Every operand must get into and out of every memory that stores it, or its traffic would be lost. */
function checkLinks(yaml: YamlFile, node: unknown, memories: readonly AcceleratorMemory[]): void {
  const entries = yaml.entries(node, "memories");
  for (const [index, { name, operands, ports }] of memories.entries()) {
    if (ports.length === 0) continue; // said already
    const links = ports.flatMap((port) => port.links);
    for (const operand of operands) {
      const kind = operand === "O" ? "O" : "inputs";
      const top = !memories.slice(index + 1).some((above) => above.operands.includes(operand));
      for (const way of [...waysDown[kind], ...(top ? [] : waysUp[kind])]) {
        if (links.some((link) => link.operand === operand && link.direction === way)) continue;
        const short = Object.entries(directions).find(([, known]) => known === way)?.[0];
        yaml.fault(entries.get(name)?.key, `no port of memory ${name} moves ${operand} ${way.replace("-", " ")}`, {
          code: "missing-port",
          expected: `${short} of ${operand} on one of its ports`,
        });
      }
    }
  }
}

function readArray(yaml: YamlFile, node: unknown): NonNullable<AcceleratorCore["array"]> {
  const entries = yaml.entries(node, "operational_array");
  yaml.only(entries, arrayKeys, "operational_array");
  if (yaml.flag(entries, "is_imc"))
    yaml.fault(entries.get("is_imc")?.value, "arrays that compute in memory are not modelled", {
      expected: "is_imc: false, with the energy of a MAC as unit_energy",
    });
  const energy = entries.get("unit_energy") ?? entries.get("multiplier_energy");
  if (energy === undefined)
    yaml.fault(node, "operational_array has no unit_energy", { expected: "picojoules per MAC" });
  const names = yaml
    .items(entries.get("dimensions")?.value ?? node, "dimensions")
    .map((one) => yaml.text(one, "a dimension"));
  // An off-chip core has an array of no units.
  const sizes = yaml
    .items(entries.get("sizes")?.value ?? node, "sizes")
    .map((one, index) => yaml.number(one, `the size of ${names[index] ?? "a dimension"}`, { least: 0, whole: true }));
  if (names.length !== sizes.length) {
    yaml.fault(entries.get("sizes")?.key ?? node, `there are ${names.length} dimensions but ${sizes.length} sizes`);
  }
  const offChip = sizes.length > 0 && sizes.every((size) => size === 0);
  const zero = sizes.findIndex((size) => size === 0);
  if (zero >= 0 && !offChip) {
    yaml.fault(entries.get("sizes")?.value, `the size of ${names[zero]} is 0`, { expected: "a whole number from 1" });
  }
  return {
    dimensions: names.map((name, index) => ({ name, size: sizes[index] ?? 1 })),
    unitEnergy: energy === undefined ? 0 : yaml.number(energy.value, "unit_energy") * picojoule,
    source,
  };
}

type Entries = ReturnType<YamlFile["entries"]>;

function readMemory(yaml: YamlFile, name: string, node: unknown, dimensions: readonly string[]): AcceleratorMemory {
  const what = `memory ${name}`;
  const entries = yaml.entries(node, what);
  yaml.only(entries, memoryKeys, what);
  const required = (key: string, read: (value: unknown, what: string) => number): number => {
    const entry = entries.get(key);
    if (entry !== undefined) return read(entry.value, `${key} of ${what}`);
    yaml.fault(node, `${what} has no ${key}`);
    return Number.NaN;
  };
  if (yaml.flag(entries, "auto_cost_extraction"))
    yaml.fault(
      entries.get("auto_cost_extraction")?.value,
      `the costs of ${what} are to be worked out by another tool`,
      {
        expected: "auto_cost_extraction: false, with r_cost and w_cost in picojoules",
      },
    );
  const operands = texts(yaml, entries, "operands", what);
  if (operands.length === 0) yaml.fault(node, `${what} serves no operand`, { expected: "operands: of I1, I2 and O" });
  for (const operand of operands) {
    if (["I1", "I2", "O"].includes(operand)) continue;
    yaml.fault(entries.get("operands")?.value, `${what} serves the unknown operand "${operand}"`, {
      expected: "I1, I2 or O",
    });
  }
  const served = texts(yaml, entries, "served_dimensions", what);
  for (const dimension of served) {
    if (dimensions.includes(dimension)) continue;
    yaml.fault(
      entries.get("served_dimensions")?.value,
      `${what} serves the array dimension "${dimension}", which there is not`,
      {
        nearest: nearestNames(dimension, dimensions, 2),
      },
    );
  }
  return {
    name,
    sizeBits: required("size", (value, of) => yaml.number(value, of, { above: true })),
    readEnergy: required("r_cost", (value, of) => yaml.number(value, of)) * picojoule,
    writeEnergy: required("w_cost", (value, of) => yaml.number(value, of)) * picojoule,
    operands,
    servedDimensions: served,
    ...(yaml.flag(entries, "double_buffering_support") ? { doubleBuffered: true } : {}),
    ports:
      entries.has("r_bw") || entries.has("r_port")
        ? countedPorts(yaml, entries, operands, what)
        : listedPorts(yaml, entries, operands, what),
    source,
  };
}

function texts(yaml: YamlFile, entries: Entries, key: string, what: string): readonly string[] {
  const entry = entries.get(key);
  return entry === undefined
    ? []
    : yaml.items(entry.value, `${key} of ${what}`).map((one) => yaml.text(one, `an entry of ${key}`));
}

function direction(yaml: YamlFile, node: unknown, text: string): MemoryLink["direction"] | undefined {
  if (Object.hasOwn(directions, text)) return directions[text as keyof typeof directions];
  return yaml.fault(node, `"${text}" is no direction`, { expected: "fh, tl, fl or th (from or to high or low)" });
}

/** Ports as a list, each with the movements that it serves: `allocation: [I2, tl]`. */
function listedPorts(
  yaml: YamlFile,
  entries: Entries,
  operands: readonly string[],
  what: string,
): AcceleratorMemory["ports"] {
  const entry = entries.get("ports");
  if (entry === undefined) {
    yaml.fault(undefined, `${what} has no ports`);
    return [];
  }
  const kinds = { read: "read", write: "write", read_write: "read-write" } as const;
  return yaml.items(entry.value, `ports of ${what}`).map((node) => {
    const port = yaml.entries(node, `a port of ${what}`);
    yaml.only(port, ["name", "type", "bandwidth_min", "bandwidth_max", "allocation"], `a port of ${what}`);
    const type = yaml.text(port.get("type")?.value ?? node, `type of a port of ${what}`);
    if (!Object.hasOwn(kinds, type))
      yaml.fault(port.get("type")?.value ?? node, `a port of ${what} has the type "${type}"`, {
        expected: "read, write or read_write",
      });
    const widthBits = yaml.number(port.get("bandwidth_max")?.value ?? node, `bandwidth_max of a port of ${what}`, {
      above: true,
    });
    const least = port.has("bandwidth_min")
      ? yaml.number(port.get("bandwidth_min")?.value, `bandwidth_min of a port of ${what}`, { above: true })
      : widthBits;
    const links = yaml
      .items(port.get("allocation")?.value ?? node, `allocation of a port of ${what}`)
      .flatMap((one): MemoryLink[] => {
        const [operand = "", way = ""] = yaml
          .text(one, "an allocation")
          .split(",")
          .map((part) => part.trim());
        if (!operands.includes(operand))
          yaml.fault(one, `${what} does not serve the operand "${operand}"`, {
            nearest: nearestNames(operand, operands, 2),
          });
        const to = direction(yaml, one, way);
        return to === undefined ? [] : [{ operand, direction: to }];
      });
    return {
      name: port.has("name") ? yaml.text(port.get("name")?.value, "name of a port") : "port",
      kind: kinds[type as keyof typeof kinds] ?? "read-write",
      widthBits,
      minWidthBits: least,
      links,
    };
  });
}

/** Ports as counts (`r_port: 1`), and per operand which one serves which movement: `fh: w_port_1`. */
function countedPorts(
  yaml: YamlFile,
  entries: Entries,
  operands: readonly string[],
  what: string,
): AcceleratorMemory["ports"] {
  const count = (key: string): number =>
    entries.has(key) ? yaml.number(entries.get(key)?.value, `${key} of ${what}`, { whole: true }) : 0;
  const width = (key: string): number =>
    entries.has(key) ? yaml.number(entries.get(key)?.value, `${key} of ${what}`, { above: true }) : Number.NaN;
  const [read, write] = [width("r_bw"), width("w_bw")];
  const least = (key: string, usual: number): number =>
    entries.has(key) ? yaml.number(entries.get(key)?.value, `${key} of ${what}`, { above: true }) : usual;
  const [leastRead, leastWrite] = [least("min_r_granularity", read), least("min_w_granularity", write)];
  const many = (
    prefix: string,
    n: number,
    kind: AcceleratorMemory["ports"][number]["kind"],
    bits: number,
    min: number,
  ) =>
    Array.from({ length: Math.min(n, 64) }, (_, index) => ({
      name: `${prefix}_port_${index + 1}`,
      kind,
      widthBits: bits,
      minWidthBits: min,
      links: [] as MemoryLink[],
    }));
  const ports = [
    ...many("r", count("r_port"), "read", read, leastRead),
    ...many("w", count("w_port"), "write", write, leastWrite),
    ...many("rw", count("rw_port"), "read-write", Math.max(read, write), Math.max(leastRead, leastWrite)),
  ];
  const lists = yaml.items(entries.get("ports")?.value, `ports of ${what}`);
  if (lists.length !== operands.length) {
    yaml.fault(
      entries.get("ports")?.key,
      `${what} serves ${operands.length} operands but gives ports for ${lists.length}`,
    );
  }
  for (const [index, list] of lists.entries()) {
    const operand = operands[index];
    if (operand === undefined) continue;
    for (const [way, { key, value }] of yaml.entries(list, `ports of ${operand}`)) {
      const to = direction(yaml, key, way);
      const name = yaml.text(value, `a port of ${operand}`);
      const port = ports.find((one) => one.name === name);
      if (port === undefined)
        yaml.fault(value, `${what} has no port "${name}"`, {
          nearest: nearestNames(
            name,
            ports.map((one) => one.name),
            2,
          ),
        });
      else if (to !== undefined) port.links.push({ operand, direction: to });
    }
  }
  return ports;
}

function optional<T>(entries: Entries, key: string, read: (node: unknown) => T): T | undefined {
  const entry = entries.get(key);
  return entry === undefined ? undefined : read(entry.value);
}
