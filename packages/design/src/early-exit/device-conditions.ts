import { type Device, InputError, type OperatingPoint } from "@joulebook/core";
import { type AllocationGoal, type ManyCoreConvention, ownPoint, type StageCost } from "@joulebook/hardware";
import type { ExitCosts } from "./exit-costs.js";
import type { DeviceCondition } from "./one-shot-evaluator.js";
import type { PartCost } from "./part-cost.js";
import { type CoreOptions, isSystemOfCores } from "./stages-on-cores.js";

export interface DeviceConditionOptions {
  readonly device: Device;
  /** The same chip at other operating points, each a device of its own, by the point's name. */
  readonly points?: Readonly<Record<string, Device>>;
  /** On several cores: what allocations to choose among make least; default latency alone. */
  readonly allocations?: readonly AllocationGoal[];
  /** On several cores: how they are counted; default sound. */
  readonly convention?: ManyCoreConvention;
}

/**
 * Costs under every condition that a device leaves open: its operating points, as devices of their own or from the table in its file,
 * and the allocations to its cores.
 *
 * A table's points scale what the file's own voltage and clock give: E = (E0 - P0 t0)(V/V0)² + P t, t = t0 f0/f.
 * Source: docs/equations.md#operating-points
 *
 * @param costsOn what the parts cost on a device
 * @throws InputError `no-cores` for allocations on a device of one core
 */
export function deviceConditions(
  { device, points, allocations, convention = "sound" }: DeviceConditionOptions,
  costsOn: (device: Device, cores: CoreOptions) => ExitCosts,
): readonly DeviceCondition[] {
  const places = points === undefined ? [[undefined, device] as const] : Object.entries(points);
  const strange = places.find(([, one]) => !isSystemOfCores(one));
  if (allocations !== undefined && strange !== undefined) {
    const message = `allocations: ${strange[1].id} has no cores to choose among`;
    throw new InputError([{ code: "no-cores", message, expected: "a system of several cores, or no allocations" }]);
  }
  return places.flatMap(([point, one]) => {
    const shared = isSystemOfCores(one) ? { convention } : {};
    return (allocations ?? [undefined]).flatMap((goal): DeviceCondition[] => {
      const costs = costsOn(one, { ...shared, ...(goal === undefined ? {} : { goal }) });
      const condition = {
        ...(point === undefined ? {} : { point }),
        ...(goal === undefined ? {} : { allocation: goal }),
      };
      return point === undefined
        ? atTablePoints(one, costs).map((scaled) => ({ ...condition, ...scaled }))
        : [{ ...condition, costs }];
    });
  });
}

/** Costs at every point of the table in a device's file; as they are where it has none. */
function atTablePoints(device: Device, costs: ExitCosts): readonly DeviceCondition[] {
  const base = ownPoint(device);
  const usable = (device.operatingPoints ?? []).filter(({ staticPower }) => staticPower !== undefined);
  if (base?.staticPower === undefined || usable.length < 2) return [{ costs }];
  return usable.map((point) => ({ point: point.name, costs: scaled(costs, base, point) }));
}

function scaled(costs: ExitCosts, base: OperatingPoint, to: OperatingPoint): ExitCosts {
  const [square, slower] = [(to.voltage / base.voltage) ** 2, base.clock / to.clock];
  const at = <T extends StageCost>(cost: T): T => {
    const latency = cost.latency * slower;
    const dynamic = cost.energy - (base.staticPower as number) * cost.latency;
    return { ...cost, latency, energy: dynamic * square + (to.staticPower as number) * latency };
  };
  const { simulate } = costs;
  return {
    ...costs,
    blocks: costs.blocks.map((part: PartCost) => at(part)),
    heads: costs.heads.map(({ single, double }) => ({ single: at(single), double: at(double) })),
    ...(simulate === undefined ? {} : { simulate: (exits) => simulate(exits).map((stage) => at(stage)) }),
  };
}
