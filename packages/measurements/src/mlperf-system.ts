import { slug } from "./slug.js";

/** Boards of the closed table that are the same hardware as in the open table. Memory and carrier variants are boards of their own. */
const boards: Readonly<Record<string, string>> = {
  "raspberry pi 4": "raspberry-pi-4",
  "raspberry pi 4 model b rev 1.4": "raspberry-pi-4",
  "odroid n2+": "odroid-n2+",
  "firefly-rk3588s": "firefly-rk3588s",
};

/**
 * Device id of a submitted system name: what stands in parentheses (software, nicknames) and "NVIDIA" before "Jetson" left out.
 *
 * @example systemDevice("NVIDIA Jetson AGX Orin (MaxQ, TensorRT)") // => "jetson-agx-orin"
 */
export function systemDevice(systemName: string, accelerator = ""): string {
  const name = systemName
    .replace(/\(.*\)/, "")
    .replace(/^NVIDIA (?=Jetson)/, "")
    .trim();
  if (name === "AI Development Kit") return slug(`${accelerator.replace(/^QUALCOMM /, "")} Dev Kit`);
  return boards[name.toLowerCase()] ?? slug(name);
}

/** Inference runtime that a software string names; undefined when it names none that we know. */
export function softwareBackend(software: string): string | undefined {
  return backends.find(([pattern]) => pattern.test(software))?.[1];
}

const backends: readonly (readonly [RegExp, string])[] = [
  [/TensorRT/i, "tensorrt"],
  [/Cloud AI SDK/i, "qaic"],
  [/SiMa/i, "sima-sdk"],
  [/Onnxruntime/i, "onnxruntime"],
  [/ArmNN.*OpenCL/i, "armnn-opencl"],
  [/ArmNN.*Neon/i, "armnn-neon"],
  [/TFLite.*ruy/i, "tflite-ruy"],
  [/TFLite.*xnnpack/i, "tflite-xnnpack"],
];

/** What a submission says of its system: its notes, its name, and the name of its directory. */
export interface SystemText {
  readonly notes?: string;
  readonly name?: string;
  readonly directory?: string;
}

/**
 * The power setting a submission states, in its notes, its system name or its directory: energies of different settings are
 * different measurements.
 *
 * @example systemPowerMode({ notes: "With 15W Accelerator TDP constraints" }) // => "15W TDP"
 */
export function systemPowerMode({ notes = "", name = "", directory = "" }: SystemText): string | undefined {
  const stated = notes.match(/Power mode: (\S+)/)?.[1];
  if (stated !== undefined) return stated;
  const limit = notes.match(/(\d+W) Accelerator TDP/)?.[1];
  if (limit !== undefined) return `${limit} TDP`;
  if (/Max15W/.test(notes)) return "Max15W";
  if (/\bMaxQ\b/.test(name)) return "MaxQ";
  return directory.match(/-(fan\.(?:on|off))-/)?.[1];
}
