import { type Device, exitCodes, InputError, nearestNames, unknownName } from "@joulebook/core";
import { checkDevice } from "./read-device.js";
import { deviceFiles } from "./device-files.generated.js";

const checked = new Map<string, Device>();

/** Ids of the devices that ship, sorted. */
export function builtInDeviceIds(): readonly string[] {
  return Object.keys(deviceFiles);
}

/**
 * A device that ships, by id.
 *
 * @throws InputError (exit code 2) for an id that nobody knows, with the nearest ones
 * @example builtInDevice("cortex-m7-216mhz-cmsis-nn").kind // => "op-table"
 */
export function builtInDevice(id: string): Device {
  const known = checked.get(id);
  if (known !== undefined) return known;
  if (!Object.hasOwn(deviceFiles, id)) throw unknownDevice(id);
  const device = checkDevice(deviceFiles[id], `${id}.json`);
  checked.set(id, device);
  return device;
}

function unknownDevice(id: string): InputError {
  const ids = builtInDeviceIds();
  const problem = unknownName("device", id, ids, { fix: "or name a device file" });
  const runtimes = ids.filter((one) => one.startsWith(`${id}-`));
  const nearest = runtimes.length > 0 ? runtimes : nearestNames(id, ids);
  return new InputError([{ ...problem, ...(nearest.length > 0 ? { nearest } : {}) }], exitCodes.usage);
}
