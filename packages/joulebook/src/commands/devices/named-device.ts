import type { Device, InputFile, Problem } from "@joulebook/core";
import { builtInDevice, builtInDeviceIds, readAccelerator, readDevice } from "@joulebook/hardware";
import { readTextFile } from "@joulebook/runtime";

/** Larger than any device file: thousands of measured networks. */
const largestFile = 64 * 1024 * 1024;

/**
 * A device that ships, by id, one from a device file, or an accelerator from a .yaml file.
 *
 * @throws InputError for an unknown id (exit code 2), or with what is wrong with the file (exit code 3)
 */
export async function namedDevice(name: string): Promise<NamedDevice> {
  const isFile = !builtInDeviceIds().includes(name) && /[\\/]|\.(json|ya?ml)$/i.test(name);
  if (!isFile) return { device: builtInDevice(name), inputs: [], warnings: [], yaml: false };
  const { text, hash, size } = await readTextFile(name, { maxBytes: largestFile });
  const inputs = [{ name, sha256: hash, bytes: size }];
  const yaml = /\.ya?ml$/i.test(name);
  if (yaml) return { ...readAccelerator(text, name), inputs, yaml };
  return { device: readDevice(text, name), inputs, warnings: [], yaml };
}

/** A device and where it came from. */
export interface NamedDevice {
  readonly device: Device;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
  /** From an accelerator file of another tool. */
  readonly yaml: boolean;
}
