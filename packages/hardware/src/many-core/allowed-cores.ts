import { type AcceleratorCore, type AcceleratorDevice, InputError, type Problem } from "@joulebook/core";
import { type MappingFile, mappingFor } from "../accelerator/read-mapping.js";
import type { Workload, WorkNode } from "./workload.js";

/**
 * Cores on which each node of a network may run: those that the mapping file names for its layer, operator or "default"; without
 * one products on compute cores, pooling on the pooling core, element-wise layers on the SIMD core (else on compute cores).
 *
 * @throws InputError (exit code 3) `unknown-core` for a rule that names a core there is not, `unreached-core` for a core that no rule
 *   names, `no-core` for a node that no rule places
 */
export function allowedCores(
  { nodes }: Workload,
  device: AcceleratorDevice,
  mapping?: MappingFile,
): readonly (readonly number[])[] {
  const problems: Problem[] = [];
  for (const { name, cores = [], place } of mapping?.entries ?? []) {
    for (const core of cores) {
      const role = device.cores[core]?.role;
      if (role !== undefined && role !== "off-chip") continue;
      problems.push({
        code: "unknown-core",
        message:
          role === undefined
            ? `the rule for ${name} names the core ${core}, which ${device.id} lacks`
            : `the rule for ${name} names the core ${core}, which computes nothing`,
        expected: `cores from 0 to ${device.cores.length - 1} that compute`,
        ...place,
      });
    }
  }
  problems.push(...unreachedCores(device, mapping));
  const allowed = nodes.map((node) => {
    const rule = mappingFor(
      mapping === undefined
        ? undefined
        : { ...mapping, entries: mapping.entries.filter(({ cores }) => cores !== undefined) },
      node.operators,
    );
    const cores = rule?.cores ?? (mapping === undefined ? usualCores(node, device.cores) : []);
    const able = cores.filter((core) => mayRun(node, device.cores[core]));
    if (able.length === 0 && problems.length < 10) {
      problems.push({
        code: "no-core",
        message: `no rule places ${node.name} (${node.operators[1]}) on a core`,
        expected: "a rule for its operator or a default, with core_allocation",
        ...rule?.place,
      });
    }
    return able;
  });
  if (problems.length > 0) throw new InputError(problems);
  return allowed;
}

/** Cores that compute but stand in no rule: they would leak and do nothing. */
function unreachedCores({ cores, id }: AcceleratorDevice, mapping: MappingFile | undefined): readonly Problem[] {
  const rules = mapping?.entries.filter((entry) => entry.cores !== undefined) ?? [];
  if (rules.length === 0) return [];
  const named = new Set(rules.flatMap((entry) => entry.cores ?? []));
  return cores.flatMap((core, index): Problem[] =>
    core.role === "off-chip" || named.has(index)
      ? []
      : [
          {
            code: "unreached-core",
            message: `no rule reaches ${core.id} (core ${index}) of ${id}`,
            expected: `${index} in the core_allocation of a rule, or a system without that core`,
            ...rules[0]?.place,
          },
        ],
  );
}

function mayRun({ operators }: WorkNode, core: AcceleratorCore | undefined): boolean {
  return core?.ops === undefined || operators.some((name) => core.ops?.includes(name));
}

function usualCores(node: WorkNode, cores: readonly AcceleratorCore[]): readonly number[] {
  const of = (role: AcceleratorCore["role"]): readonly number[] =>
    cores.flatMap((core, index) => (core.role === role ? [index] : []));
  const own = node.kind === "pooling" ? of("pooling") : node.kind === "elementwise" ? of("simd") : [];
  return own.length > 0 ? own : of("compute");
}
