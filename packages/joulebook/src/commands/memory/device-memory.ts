import type { Bytes, InputFile } from "@joulebook/core";
import { exitCodes, InputError, parseBytes } from "@joulebook/core";
import type { MemoryCommandOptions } from "./memory-options.js";

/** Memories of a device, as far as they are known. */
export interface DeviceMemory {
  readonly flash?: Bytes;
  readonly sram?: Bytes;
}

/**
 * Flash and SRAM as options give them, or else the device; undefined where neither says anything.
 *
 * @throws InputError for sizes that cannot be read and unknown devices (exit code 2), and for a file that is no device
 * (exit code 3)
 */
export async function deviceMemory({ device, flash, sram }: MemoryCommandOptions): Promise<{
  readonly memory?: DeviceMemory;
  readonly inputs: readonly InputFile[];
}> {
  const given = { ...size("flash", flash), ...size("sram", sram) };
  const known = device === undefined ? { memory: {}, inputs: [] } : await knownMemory(device);
  const memory = { ...known.memory, ...given };
  if (Object.keys(memory).length > 0) return { memory, inputs: known.inputs };
  if (device === undefined) return { inputs: [] };
  const message = `--device: neither flash nor SRAM of ${device} is known`;
  throw new InputError(
    [{ code: "no-memory", message, expected: "a device whose file has flash or sram", fix: "give --flash and --sram" }],
    exitCodes.usage,
  );
}

function size(name: keyof DeviceMemory, text: string | undefined): DeviceMemory {
  return text === undefined ? {} : { [name]: parseBytes(text, { where: `--${name}`, positive: true }) };
}

/** Device files are read only where one is named: their schemas take longer to load than the plan takes. */
async function knownMemory(
  name: string,
): Promise<{ readonly memory: DeviceMemory; readonly inputs: readonly InputFile[] }> {
  const { namedDevice } = await import("../devices/named-device.js");
  const { device, inputs } = await namedDevice(name);
  const { flash, sram } = device;
  const memory = {
    ...(flash === undefined ? {} : { flash: flash.value }),
    ...(sram === undefined ? {} : { sram: sram.value }),
  };
  return { memory, inputs };
}
