import type { Bytes, InputFile } from "@joulebook/core";
import { exitCodes, InputError, parseBytes } from "@joulebook/core";
import { readTextFile } from "@joulebook/runtime";
import type { MemoryCommandOptions } from "./memory-command.js";

/** Memories of a device, as far as they are known. */
export interface DeviceMemory {
  readonly flash?: Bytes;
  readonly sram?: Bytes;
}

/**
 * Flash and SRAM as options give them, or else the device file; undefined where neither says anything.
 *
 * @throws InputError for sizes that cannot be read (exit code 2) and for a file that is no device (exit code 3)
 */
export async function deviceMemory({ device, flash, sram }: MemoryCommandOptions): Promise<{
  readonly memory?: DeviceMemory;
  readonly inputs: readonly InputFile[];
}> {
  const given = { ...size("flash", flash), ...size("sram", sram) };
  if (device === undefined) return Object.keys(given).length === 0 ? { inputs: [] } : { memory: given, inputs: [] };
  const { text, hash, size: bytes } = await readTextFile(device);
  return { memory: { ...fileMemory(device, text), ...given }, inputs: [{ name: device, sha256: hash, bytes }] };
}

function size(name: keyof DeviceMemory, text: string | undefined): DeviceMemory {
  return text === undefined ? {} : { [name]: parseBytes(text, { where: `--${name}`, positive: true }) };
}

function fileMemory(file: string, text: string): DeviceMemory {
  const device = json(file, text);
  const isDevice = isRecord(device) && device["schema"] === "joulebook/device@1";
  if (!isDevice) {
    throw new InputError([
      { code: "not-a-device", message: "the file is no device file", file, expected: '"schema": "joulebook/device@1"' },
    ]);
  }
  const memory = { ...fileSize(file, device, "flash"), ...fileSize(file, device, "sram") };
  if (Object.keys(memory).length > 0) return memory;
  throw new InputError(
    [
      {
        code: "no-memory",
        message: "the device file gives neither flash nor SRAM",
        file,
        expected: "flash or sram with a value in bytes",
        fix: "give --flash and --sram",
      },
    ],
    exitCodes.invalidInput,
  );
}

function fileSize(file: string, device: Readonly<Record<string, unknown>>, name: keyof DeviceMemory): DeviceMemory {
  const sourced = device[name];
  if (sourced === undefined) return {};
  const value = isRecord(sourced) ? sourced["value"] : undefined;
  if (typeof value === "number" && value > 0 && Number.isFinite(value)) return { [name]: value };
  throw new InputError([
    {
      code: "bad-device",
      message: `${name} has no size`,
      file,
      expected: `"${name}": { "value": bytes above 0, "source": ... }`,
    },
  ]);
}

function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError([
      { code: "bad-json", message: `the file is not JSON: ${why}`, file, expected: "a device file" },
    ]);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
