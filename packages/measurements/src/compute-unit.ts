/** The part of a board that computes under each inference runtime. Jetson boards run TFLite and ArmNN Neon on their CPU. */
const unitOfBackend: Readonly<Record<string, string>> = {
  "tflite-ruy": "cpu",
  "tflite-xnnpack": "cpu",
  "armnn-neon": "cpu",
  "armnn-opencl": "gpu",
  tensorrt: "gpu",
  qaic: "npu",
  "sima-sdk": "npu",
};

/**
 * Which part of the board computed: "cpu", "gpu" or "npu"; undefined where the table does not say.
 * ONNX Runtime drives several: the system's name tells which.
 *
 * @example computeUnit("armnn-opencl") // => "gpu"
 */
export function computeUnit(backend: string | undefined, systemName = ""): string | undefined {
  const known = backend === undefined ? undefined : unitOfBackend[backend];
  if (known !== undefined) return known;
  if (/\bcpu\b/i.test(systemName)) return "cpu";
  if (/\b(gpu|cuda)\b/i.test(systemName)) return "gpu";
  return undefined;
}
