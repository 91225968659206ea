import type { AcceleratorCore, AcceleratorDevice, Problem } from "@joulebook/core";
import { InputError, nearestNames } from "@joulebook/core";
import { isScalar } from "yaml";
import { type ReadAccelerator, readCore } from "../accelerator/read-accelerator.js";
import { pointKeys, readOperatingPoints } from "../accelerator/read-operating-points.js";
import { YamlFile } from "../accelerator/yaml-place.js";
import { portWidth } from "./node-cost.js";

/** A file that another names, with the name by which errors call it; undefined where there is none. */
export type ResolveFile = (name: string) => Promise<{ readonly text: string; readonly file: string } | undefined>;

const source = "file";
const picojoule = 1e-12;
/** A link that never limits anything, in bits per cycle. */
export const unlimitedWidth: number = 2 ** 50;

type Links = NonNullable<AcceleratorDevice["links"]>[number];
type Entries = ReturnType<YamlFile["entries"]>;

const systemKeys = ["name", "cores", "graph", "clock", ...pointKeys];
const graphKeys = (
  "type nb_rows nb_cols bandwidth unit_energy_cost pooling_core_id simd_core_id offchip_core_id links " +
  "offchip_bandwidth"
).split(" ");

/** Whether a YAML text describes a system of cores rather than one core. */
export function isSystem(text: string): boolean {
  return /^cores\s*:/m.test(text);
}

/**
 * Reads a system of cores: the files of its cores by name, and how they are linked: `2d_mesh` (rows x columns of compute
 * cores, direct links to the pooling core, free links to the SIMD core, one shared link to main memory), `bus` (one shared by all)
 * or `links` (each written out). Widths are bits per cycle, `unit_energy_cost` picojoules per bit.
 *
 * @throws InputError (exit code 3) with every problem found, each with its file and line
 */
export async function readSystem(text: string, file: string, resolve: ResolveFile): Promise<ReadAccelerator> {
  const yaml = new YamlFile(text, file);
  const entries = yaml.entries(yaml.root, "the system");
  yaml.only(entries, systemKeys, "the system");
  const name = entries.has("name") ? yaml.text(entries.get("name")?.value, "name") : "system";
  const clockNode = entries.get("clock");
  const clock = clockNode === undefined ? undefined : yaml.number(clockNode.value, "clock", { above: true });
  const graph = entries.get("graph");
  const graphEntries =
    graph === undefined
      ? (yaml.fault(yaml.root, "the system has no graph", { expected: "graph: type, bandwidth and what it links" }),
        new Map() as Entries)
      : yaml.entries(graph.value, "graph");
  yaml.only(graphEntries, graphKeys, "graph");
  const roles = readRoles(yaml, graphEntries);
  const { cores, warnings, problems } = await readCores(yaml, entries, roles, resolve);
  // Where a core could not be read, what hangs on all of them would be wrong as well.
  if (problems.length > 0) throw new InputError([...yaml.problems, ...problems]);
  const links = readLinks(yaml, graph?.value, graphEntries, cores, roles);
  const points = readOperatingPoints(yaml, entries, source, { clock, cores });
  if (yaml.problems.length > 0) throw new InputError(yaml.problems);
  const device: AcceleratorDevice = {
    schema: "joulebook/device@1",
    id: name,
    title: name,
    kind: "accelerator",
    sources: { [source]: { title: file } },
    ...(clock === undefined ? {} : { clock: { value: clock, source } }),
    ...points,
    cores,
    links,
  };
  const unreachable = unreachableCores(device, yaml, graph?.key);
  if (unreachable.length > 0) throw new InputError(unreachable);
  return { device, warnings: [...yaml.warnings, ...warnings] };
}

interface Roles {
  readonly pooling?: number;
  readonly simd?: number;
  readonly offChip?: number;
}

function readRoles(yaml: YamlFile, graph: Entries): Roles {
  const core = (key: string): number | undefined =>
    graph.has(key) ? yaml.number(graph.get(key)?.value, key, { whole: true }) : undefined;
  const [pooling, simd, offChip] = [core("pooling_core_id"), core("simd_core_id"), core("offchip_core_id")];
  return {
    ...(pooling === undefined ? {} : { pooling }),
    ...(simd === undefined ? {} : { simd }),
    ...(offChip === undefined ? {} : { offChip }),
  };
}

async function readCores(
  yaml: YamlFile,
  entries: Entries,
  roles: Roles,
  resolve: ResolveFile,
): Promise<{ readonly cores: AcceleratorCore[]; readonly warnings: Problem[]; readonly problems: Problem[] }> {
  const [cores, warnings, problems]: [AcceleratorCore[], Problem[], Problem[]] = [[], [], []];
  const node = entries.get("cores");
  const items = node === undefined ? [] : yaml.items(node.value, "cores");
  if (items.length === 0) {
    yaml.fault(node?.key ?? yaml.root, "the system has no cores", { expected: "cores: a list of files of cores" });
  }
  if (items.length > mostCores) {
    yaml.fault(node?.key, `the system has ${items.length} cores`, { expected: `at most ${mostCores}` });
    return { cores, warnings, problems };
  }
  for (const key of ["pooling_core_id", "simd_core_id", "offchip_core_id"] as const) {
    const id = { pooling_core_id: roles.pooling, simd_core_id: roles.simd, offchip_core_id: roles.offChip }[key];
    if (id === undefined || Number.isNaN(id) || id < items.length) continue;
    yaml.fault(node?.key, `graph names the core ${id} as ${key}, but there are ${items.length} cores`, {
      code: "unknown-core",
      expected: `a number from 0 to ${items.length - 1}`,
    });
  }
  const files = new Map<string, Awaited<ReturnType<ResolveFile>>>();
  for (const [index, item] of items.entries()) {
    const name = yaml.text(item, "the file of a core");
    if (name === "") continue;
    if (!files.has(name)) files.set(name, await resolve(name));
    const found = files.get(name);
    if (found === undefined) {
      yaml.fault(item, `there is no file "${name}" of a core`, {
        code: "unknown-core",
        expected: "a file beside the system's, or in its folder cores",
      });
      continue;
    }
    if (found.file === yaml.file || isSystem(found.text)) {
      yaml.fault(item, `the core "${name}" is a system of cores itself`, {
        code: "cyclic-system",
        expected: "the file of one core",
      });
      continue;
    }
    try {
      const one = new YamlFile(found.text, found.file);
      const core = readCore(one, one.root, `core-${index}`);
      one.finish();
      if (core !== undefined) cores.push({ ...core, role: roleOf(index, roles) });
      if (![...files.keys()].slice(0, -1).includes(name)) warnings.push(...one.warnings);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (!problems.some(({ file }) => file === found.file)) problems.push(...error.problems);
    }
  }
  return { cores, warnings, problems };
}

/** More than anyone has put on a chip of this kind; keeps routes and schedules small. */
const mostCores = 256;

function roleOf(index: number, { pooling, simd, offChip }: Roles): AcceleratorCore["role"] {
  if (index === pooling) return "pooling";
  if (index === simd) return "simd";
  return index === offChip ? "off-chip" : "compute";
}

function readLinks(
  yaml: YamlFile,
  node: unknown,
  graph: Entries,
  cores: readonly AcceleratorCore[],
  roles: Roles,
): readonly Links[] {
  if (graph.size === 0) return [];
  const type = graph.has("type") ? yaml.text(graph.get("type")?.value, "type of graph") : "2d_mesh";
  const number = (key: string, usual: number, bounds: Parameters<YamlFile["number"]>[2]): number =>
    graph.has(key) ? yaml.number(graph.get(key)?.value, `${key} of graph`, bounds) : usual;
  const energyPerBit = number("unit_energy_cost", 0, {}) * picojoule;
  if (type === "links") return writtenLinks(yaml, graph, cores, energyPerBit);
  if (!graph.has("bandwidth")) yaml.fault(node, "graph has no bandwidth", { expected: "bits per cycle of a link" });
  const widthBits = number("bandwidth", 1, { above: true });
  const made = (from: number, to: number, width: number, more: Partial<Links> = {}): Links => ({
    from: `core-${from}`,
    to: `core-${to}`,
    widthBits: width,
    energyPerBit,
    source,
    ...more,
  });
  const compute = cores.flatMap(({ role }, index) => (role === "compute" ? [index] : []));
  const links: Links[] = [];
  if (type === "bus") {
    const all = cores.flatMap(({ role }, index) => (role === "off-chip" ? [] : [index]));
    for (const from of all) {
      for (const to of all) if (from < to) links.push(made(from, to, widthBits, { bidirectional: true, bus: "bus" }));
    }
  } else if (type === "2d_mesh") {
    links.push(...mesh(yaml, graph, node, compute, (from, to) => made(from, to, widthBits)));
    for (const one of compute) {
      if (roles.pooling !== undefined)
        links.push(made(one, roles.pooling, widthBits), made(roles.pooling, one, widthBits));
      if (roles.simd !== undefined) {
        links.push(made(one, roles.simd, unlimitedWidth, { energyPerBit: 0 }));
        links.push(made(roles.simd, one, unlimitedWidth, { energyPerBit: 0 }));
      }
    }
    if (roles.pooling !== undefined && roles.simd !== undefined) {
      links.push(made(roles.pooling, roles.simd, unlimitedWidth, { energyPerBit: 0 }));
      links.push(made(roles.simd, roles.pooling, unlimitedWidth, { energyPerBit: 0 }));
    }
  } else {
    yaml.fault(graph.get("type")?.value, `graph has the type "${type}"`, {
      expected: "2d_mesh, bus or links",
      nearest: nearestNames(type, ["2d_mesh", "bus", "links"], 2),
    });
  }
  if (roles.offChip !== undefined) {
    const memory = cores[roles.offChip]?.memories.at(-1);
    const width = number("offchip_bandwidth", memory === undefined ? widthBits : portWidth(memory), { above: true });
    for (const [index, { role }] of cores.entries()) {
      if (role !== "off-chip") links.push(made(roles.offChip, index, width, { bidirectional: true, bus: "off-chip" }));
    }
  }
  return links;
}

function mesh(
  yaml: YamlFile,
  graph: Entries,
  node: unknown,
  compute: readonly number[],
  made: (from: number, to: number) => Links,
): readonly Links[] {
  const size = (key: string): number => {
    if (graph.has(key)) return yaml.number(graph.get(key)?.value, `${key} of graph`, { least: 1, whole: true });
    yaml.fault(node, `graph has no ${key}`);
    return Number.NaN;
  };
  const [rows, columns] = [size("nb_rows"), size("nb_cols")];
  if (Number.isNaN(rows) || Number.isNaN(columns)) return [];
  if (rows * columns !== compute.length) {
    yaml.fault(
      graph.get("nb_rows")?.key,
      `a mesh of ${rows} x ${columns} holds ${rows * columns} cores, but there are ${compute.length}`,
      {
        expected: "as many compute cores as places",
      },
    );
    return [];
  }
  const at = (row: number, column: number): number => compute[row * columns + column] as number;
  const links: Links[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (column + 1 < columns)
        links.push(made(at(row, column), at(row, column + 1)), made(at(row, column + 1), at(row, column)));
      if (row + 1 < rows)
        links.push(made(at(row, column), at(row + 1, column)), made(at(row + 1, column), at(row, column)));
    }
  }
  return links;
}

const linkKeys = ["from", "to", "bandwidth", "unit_energy_cost", "bidirectional", "bus"];

/** Links written out; one from a core to itself, or given twice, is a mistake. */
function writtenLinks(
  yaml: YamlFile,
  graph: Entries,
  cores: readonly AcceleratorCore[],
  usualEnergy: number,
): readonly Links[] {
  const seen = new Map<string, unknown>();
  const node = graph.get("links");
  if (node === undefined) {
    yaml.fault(graph.get("type")?.value, "graph has no links", { expected: "links: a list of from, to and bandwidth" });
    return [];
  }
  return yaml.items(node.value, "links of graph").map((item): Links => {
    const link = yaml.entries(item, "a link");
    yaml.only(link, linkKeys, "a link");
    const end = (key: string): number => {
      const entry = link.get(key);
      if (entry === undefined) {
        yaml.fault(item, `a link has no ${key}`);
        return 0;
      }
      const core = yaml.number(entry.value, `${key} of a link`, { whole: true });
      if (core >= cores.length)
        yaml.fault(entry.value, `a link names the core ${core}, which there is not`, {
          code: "unknown-core",
          expected: `a number from 0 to ${cores.length - 1}`,
        });
      return core;
    };
    const [from, to] = [end("from"), end("to")];
    if (from === to)
      yaml.fault(item, `a link leads from core ${from} to itself`, {
        code: "cyclic-link",
        expected: "two different cores",
      });
    const bidirectional = readBoolean(yaml, link.get("bidirectional")?.value, "bidirectional of a link");
    for (const key of bidirectional ? [`${from} ${to}`, `${to} ${from}`] : [`${from} ${to}`]) {
      if (seen.has(key))
        yaml.fault(item, `the link from core ${key.replace(" ", " to core ")} is given twice`, { code: "cyclic-link" });
      seen.set(key, item);
    }
    const width = link.get("bandwidth");
    if (width === undefined) yaml.fault(item, "a link has no bandwidth", { expected: "bits per cycle" });
    const cost = link.get("unit_energy_cost");
    return {
      from: `core-${from}`,
      to: `core-${to}`,
      widthBits: width === undefined ? 1 : yaml.number(width.value, "bandwidth of a link", { above: true }),
      energyPerBit:
        cost === undefined ? usualEnergy : yaml.number(cost.value, "unit_energy_cost of a link") * picojoule,
      ...(bidirectional ? { bidirectional } : {}),
      ...(link.has("bus") ? { bus: yaml.text(link.get("bus")?.value, "bus of a link") } : {}),
      source,
    };
  });
}

/** A missing value is false. */
function readBoolean(yaml: YamlFile, node: unknown, what: string): boolean {
  if (node === undefined) return false;
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value !== "boolean") yaml.fault(node, `${what} must be true or false`);
  return value === true;
}

/** Cores that cannot send to and receive from every other over any links. */
function unreachableCores(device: AcceleratorDevice, yaml: YamlFile, node: unknown): readonly Problem[] {
  const { cores, links = [] } = device;
  if (cores.length < 2) return [];
  const reach = (start: number, forward: boolean): Set<number> => {
    const found = new Set([start]);
    const open = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const { from, to, bidirectional = false } of links) {
        const [a, b] = [cores.findIndex(({ id }) => id === from), cores.findIndex(({ id }) => id === to)];
        const other = a === next && (forward || bidirectional) ? b : b === next && (!forward || bidirectional) ? a : -1;
        if (other >= 0 && !found.has(other)) {
          found.add(other);
          open.push(other);
        }
      }
    }
    return found;
  };
  const [to, from] = [reach(0, true), reach(0, false)];
  return cores.flatMap(({ id }, index): Problem[] =>
    to.has(index) && from.has(index)
      ? []
      : [
          {
            code: "unreachable-core",
            message: `${id} is linked to the others in ${to.has(index) || from.has(index) ? "one direction only" : "no way"}`,
            expected: "links over which every core can send and receive",
            ...yaml.place(node),
          },
        ],
  );
}
