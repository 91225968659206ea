import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize } from "node:path";
import type { Device, InputFile, Problem } from "@joulebook/core";
import {
  builtInDevice,
  builtInDeviceIds,
  isSystem,
  type ReadAccelerator,
  readAccelerator,
  readDevice,
  readSystem,
} from "@joulebook/hardware";
import { readTextFile } from "@joulebook/runtime";

/** Larger than any device file: thousands of measured networks. */
const largestFile = 64 * 1024 * 1024;

/**
 * A device that ships, by id, one from a device file, or an accelerator from a .yaml file (one core, or a system of cores).
 *
 * @throws InputError for an unknown id (exit code 2), or with what is wrong with the file (exit code 3)
 */
export async function namedDevice(name: string): Promise<NamedDevice> {
  const fromFile = !builtInDeviceIds().includes(name) && /[\\/]|\.(json|ya?ml)$/i.test(name);
  if (!fromFile) return { device: builtInDevice(name), inputs: [], warnings: [], yaml: false };
  const { text, hash, size } = await readTextFile(name, { maxBytes: largestFile });
  const inputs = [{ name, sha256: hash, bytes: size }];
  const yaml = /\.ya?ml$/i.test(name);
  if (yaml && isSystem(text)) return namedSystem(text, name, inputs);
  if (yaml) return { ...readAccelerator(text, name), inputs, yaml };
  return { device: readDevice(text, name), inputs, warnings: [], yaml };
}

/** A system of cores: the files of its cores stand beside it or in its folder `cores`, nowhere else. */
async function namedSystem(text: string, name: string, inputs: InputFile[]): Promise<NamedDevice> {
  const folder = dirname(name);
  const read = await readSystem(text, name, async (core) => {
    const plain = normalize(core);
    if (isAbsolute(plain) || plain.startsWith("..")) return undefined;
    for (const file of [join(folder, plain), join(folder, "cores", plain)]) {
      if (!(await isFile(file))) continue;
      const { text: content, hash, size } = await readTextFile(file, { maxBytes: 1 << 20 });
      inputs.push({ name: file, sha256: hash, bytes: size });
      return { text: content, file };
    }
    return undefined;
  });
  return { ...read, inputs, yaml: true };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** A device and where it came from. */
export interface NamedDevice {
  readonly device: Device;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
  /** Where memories stand in an accelerator file of one core. */
  readonly places?: ReadAccelerator["places"];
  /** From an accelerator file of another tool. */
  readonly yaml: boolean;
}
