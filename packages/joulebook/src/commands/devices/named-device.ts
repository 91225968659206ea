import type { Device, InputFile } from "@joulebook/core";
import { builtInDevice, builtInDeviceIds, readDevice } from "@joulebook/hardware";
import { readTextFile } from "@joulebook/runtime";

/** Larger than any device file: thousands of measured networks. */
const largestFile = 64 * 1024 * 1024;

/**
 * A device that ships, by id, or one from a device file.
 *
 * @throws InputError for an unknown id (exit code 2), or with what is wrong with the file (exit code 3)
 */
export async function namedDevice(
  name: string,
): Promise<{ readonly device: Device; readonly inputs: readonly InputFile[] }> {
  const isFile = !builtInDeviceIds().includes(name) && /[\\/]|\.json$/i.test(name);
  if (!isFile) return { device: builtInDevice(name), inputs: [] };
  const { text, hash, size } = await readTextFile(name, { maxBytes: largestFile });
  return { device: readDevice(text, name), inputs: [{ name, sha256: hash, bytes: size }] };
}
