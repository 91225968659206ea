/**
 * The values that tools/reference-trainer/gradient_reference.py uses for inputs and parameters: multiples of 1/1009 in
 * [-0.5, 0.5), rounded to float32.
 */
export function pseudoValues(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    const product = BigInt(i * 7907 + seed * 104_729) * BigInt(i + 17);
    return Number(product % 1009n) / 1009 - 0.5;
  });
}

/** Values of a parameter in a gradient case; `index` is its place in the network. */
export function pseudoParameter(name: string, count: number, index: number): Float32Array {
  const part = name.split(".").at(-1);
  return pseudoValues(count, index + 1).map((value) => {
    if (part === "weight") return value * 0.6;
    return part === "scale" || part === "variance" ? 1 + value : value;
  });
}
