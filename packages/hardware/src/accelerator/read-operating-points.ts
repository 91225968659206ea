import type { AcceleratorCore, DeviceBase, OperatingPoint } from "@joulebook/core";
import type { YamlFile } from "./yaml-place.js";

type Entries = ReturnType<YamlFile["entries"]>;
type Points = Pick<DeviceBase, "voltage" | "operatingPoints">;

/** Keys of an accelerator file that are read here. */
export const pointKeys = ["voltage", "operating_points"] as const;

const keys = ["name", "voltage", "clock", "static_power"];

/**
 * The supply voltage (V) that a file's costs are of, and its table of operating points: name, voltage (V), clock (Hz) and static power (W)
 * of each. The point of the file's own voltage and clock states the static power that its cores state together.
 */
export function readOperatingPoints(
  yaml: YamlFile,
  entries: Entries,
  source: string,
  { clock, cores }: { readonly clock: number | undefined; readonly cores: readonly AcceleratorCore[] },
): Points {
  const voltageNode = entries.get("voltage");
  const voltage = voltageNode === undefined ? undefined : yaml.number(voltageNode.value, "voltage", { above: true });
  const table = entries.get("operating_points");
  const names = new Set<string>();
  const points = (table === undefined ? [] : yaml.items(table.value, "operating_points")).map(
    (item): OperatingPoint => {
      const point = yaml.entries(item, "an operating point");
      yaml.only(point, keys, "an operating point");
      const number = (key: string, above: boolean): number => {
        const entry = point.get(key);
        if (entry !== undefined) return yaml.number(entry.value, `${key} of an operating point`, { above });
        yaml.fault(item, `an operating point has no ${key}`);
        return Number.NaN;
      };
      const name = point.has("name") ? yaml.text(point.get("name")?.value, "name of an operating point") : "";
      if (name === "") yaml.fault(item, "an operating point has no name");
      else if (names.has(name)) yaml.fault(item, `the operating point "${name}" is given twice`);
      names.add(name);
      return {
        name,
        voltage: number("voltage", true),
        clock: number("clock", true),
        staticPower: number("static_power", false),
        source,
      };
    },
  );
  const own = points.find((point) => point.voltage === voltage && point.clock === clock);
  const stated = cores.reduce((sum, { staticPower }) => sum + (staticPower?.value ?? 0), 0);
  if (own?.staticPower !== undefined && Math.abs(own.staticPower - stated) > 1e-6 * Math.max(stated, own.staticPower)) {
    yaml.fault(
      table?.key,
      `the operating point "${own.name}" states ${own.staticPower} W of static power, the cores ${stated} W together`,
      { expected: "one static power at the voltage and clock of the file" },
    );
  }
  return {
    ...(voltage === undefined ? {} : { voltage: { value: voltage, source } }),
    ...(points.length === 0 ? {} : { operatingPoints: points }),
  };
}
