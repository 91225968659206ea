import { type AcceleratorCore, type AcceleratorDevice, InputError } from "@joulebook/core";

/**
 * The one core that computes.
 *
 * @throws InputError `several-cores` (exit code 3) where there are several, or none
 */
export function computeCore(device: AcceleratorDevice): AcceleratorCore {
  const cores = device.cores.filter(({ role }) => role === "compute");
  const [core] = cores;
  if (core !== undefined && cores.length === 1) return core;
  throw new InputError([
    {
      code: "several-cores",
      message: `${device.id} has ${cores.length} compute cores; this engine takes one`,
      expected: "an accelerator file of one core",
    },
  ]);
}
