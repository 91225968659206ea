import { ACCUMULATE } from "./activate";

/** output = low + scale * round((input - low) / scale), clipped to 0..levels steps; halves round to even. */
export function fakeQuantise(input: usize, output: usize, count: i32, low: f32, scale: f32, levels: f32): void {
  const bottom = f32x4.splat(low),
    step = f32x4.splat(scale),
    inverse = f32x4.splat(1 / scale),
    top = f32x4.splat(levels);
  for (let i = 0; i < count * 4; i += 16) {
    const steps = f32x4.nearest(f32x4.mul(f32x4.sub(v128.load(input + i), bottom), inverse));
    const clipped = f32x4.min(top, f32x4.max(f32x4.splat(0), steps));
    v128.store(output + i, f32x4.add(bottom, f32x4.mul(clipped, step)));
  }
}

/** Straight through: the gradient passes where low <= input <= high. */
export function fakeQuantiseGradient(
  outGradient: usize,
  input: usize,
  inGradient: usize,
  count: i32,
  low: f32,
  high: f32,
  mode: i32,
): void {
  const bottom = f32x4.splat(low),
    top = f32x4.splat(high);
  for (let i = 0; i < count * 4; i += 16) {
    const x = v128.load(input + i);
    let value = v128.and(v128.load(outGradient + i), v128.and(f32x4.ge(x, bottom), f32x4.le(x, top)));
    if (mode & ACCUMULATE) value = f32x4.add(value, v128.load(inGradient + i));
    v128.store(inGradient + i, value);
  }
}
