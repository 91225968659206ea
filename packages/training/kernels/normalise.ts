// Batch normalisation. The sums of one image are single-precision; the caller adds images up in double precision.

import { ACCUMULATE, activate, passed } from "./activate";

/** sums[c] = sum over pixels of values[p, c]. */
export function channelSums(values: usize, sums: usize, pixels: i32, channels: i32): void {
  const pixelBytes = channels * 4;
  for (let c = 0; c < pixelBytes; c += 16) {
    let sum = f32x4.splat(0);
    let at = values + c;
    for (let p = 0; p < pixels; p++) {
      sum = f32x4.add(sum, v128.load(at));
      at += pixelBytes;
    }
    v128.store(sums + c, sum);
  }
}

/** sums[c] = sum over pixels of (values[p, c] - mean[c])^2. */
export function channelSquares(values: usize, mean: usize, sums: usize, pixels: i32, channels: i32): void {
  const pixelBytes = channels * 4;
  for (let c = 0; c < pixelBytes; c += 16) {
    const m = v128.load(mean + c);
    let sum = f32x4.splat(0);
    let at = values + c;
    for (let p = 0; p < pixels; p++) {
      const d = f32x4.sub(v128.load(at), m);
      sum = f32x4.add(sum, f32x4.mul(d, d));
      at += pixelBytes;
    }
    v128.store(sums + c, sum);
  }
}

/** output[p, c] = act(input[p, c] * factor[c] + term[c]). */
export function scaleShift(input: usize, factor: usize, term: usize, output: usize, pixels: i32, channels: i32, mode: i32): void {
  const pixelBytes = channels * 4;
  for (let p = 0; p < pixels; p++) {
    for (let c = 0; c < pixelBytes; c += 16) {
      const value = f32x4.add(f32x4.mul(v128.load(input + c), v128.load(factor + c)), v128.load(term + c));
      v128.store(output + c, activate(value, mode));
    }
    input += pixelBytes;
    output += pixelBytes;
  }
}

/** gradients[c] = sum of g[p, c]; products[c] = sum of g[p, c] * (input[p, c] - mean[c]), g the gradient past the activation. */
export function normaliseSums(
  outGradient: usize, output: usize, input: usize, mean: usize, gradients: usize, products: usize,
  pixels: i32, channels: i32, mode: i32,
): void {
  const pixelBytes = channels * 4;
  for (let c = 0; c < pixelBytes; c += 16) {
    const m = v128.load(mean + c);
    let sum = f32x4.splat(0), product = f32x4.splat(0);
    for (let p = 0; p < pixels; p++) {
      const at = p * pixelBytes + c;
      const g = passed(v128.load(outGradient + at), v128.load(output + at), mode);
      sum = f32x4.add(sum, g);
      product = f32x4.add(product, f32x4.mul(g, f32x4.sub(v128.load(input + at), m)));
    }
    v128.store(gradients + c, sum);
    v128.store(products + c, product);
  }
}

/** inGradient = (accumulate ? itself : 0) + g * a[c] + input * b[c] + d[c], g the gradient past the activation. */
export function normaliseGradient(
  outGradient: usize, output: usize, input: usize, a: usize, b: usize, d: usize, inGradient: usize,
  pixels: i32, channels: i32, mode: i32,
): void {
  const pixelBytes = channels * 4;
  for (let p = 0; p < pixels; p++) {
    for (let c = 0; c < pixelBytes; c += 16) {
      const g = passed(v128.load(outGradient + c), v128.load(output + c), mode);
      let value = f32x4.add(f32x4.mul(g, v128.load(a + c)), v128.load(d + c));
      value = f32x4.add(value, f32x4.mul(v128.load(input + c), v128.load(b + c)));
      if (mode & ACCUMULATE) value = f32x4.add(value, v128.load(inGradient + c));
      v128.store(inGradient + c, value);
    }
    outGradient += pixelBytes; output += pixelBytes; input += pixelBytes; inGradient += pixelBytes;
  }
}
