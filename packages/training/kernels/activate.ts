/** Bits of `mode`. */
export const ACCUMULATE: i32 = 1;
export const RELU: i32 = 2;
export const RELU6: i32 = 4;

/** The activation that `mode` asks for. */
export function activate(value: v128, mode: i32): v128 {
  if ((mode & (RELU | RELU6)) == 0) return value;
  const positive = f32x4.max(f32x4.splat(0), value);
  return (mode & RELU6) == 0 ? positive : f32x4.min(f32x4.splat(6), positive);
}

/** The gradient where the activation let it pass: output > 0, and below 6 for ReLU6. */
export function passed(gradient: v128, output: v128, mode: i32): v128 {
  if ((mode & (RELU | RELU6)) == 0) return gradient;
  const positive = v128.and(gradient, f32x4.gt(output, f32x4.splat(0)));
  return (mode & RELU6) == 0 ? positive : v128.and(positive, f32x4.lt(output, f32x4.splat(6)));
}
