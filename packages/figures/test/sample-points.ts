import type { OperatingPoint } from "../src/operating-point.js";

/** Four points by hand; the third is beaten by the second. */
export const samplePoints: readonly OperatingPoint[] = [
  point("a", 0.01, 0.5, 0.002, "tflite"),
  point("b", 0.04, 0.6, 0.01, "tflite"),
  point("c", 0.05, 0.55, 0.012, "armnn"),
  point("d", 0.16, 0.7, 0.05, "armnn"),
];

export function point(
  model: string,
  energy: number,
  accuracy: number,
  latency: number,
  backend: string,
): OperatingPoint {
  return {
    id: `table:${model}`,
    model,
    device: "board",
    energy,
    accuracy,
    latency: { mean: latency },
    keys: { backend },
  };
}

/** What a data file could call a model to do harm. */
export const hostileName = `</script><script>alert(1)</script><a href="javascript:alert(2)">x</a> <b>bold</b> &amp; %{y} =cmd()|'/c calc'!A0`;

/** A point whose average power is known at every rate: P = idle + r (energy - idle latency). */
export function powered(
  model: string,
  { energy, latency, idlePower }: { readonly energy: number; readonly latency: number; readonly idlePower: number },
  device = "board",
): OperatingPoint {
  return { ...point(model, energy, 0.7, latency, "tflite"), device, idlePower, idleIncluded: true };
}
