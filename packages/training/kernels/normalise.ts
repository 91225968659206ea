// Batch normalisation. The sums of one image are single-precision; the caller adds images up in double precision.

import { ACCUMULATE, activate, passed } from "./activate";

/** sums[c] = sum over pixels of values[p, c]; four vectors at a time hide the latency of an addition. */
export function channelSums(values: usize, sums: usize, pixels: i32, channels: i32): void {
  const pixelBytes = channels * 4;
  let c = 0;
  for (; c + 64 <= pixelBytes; c += 64) {
    let s0 = f32x4.splat(0),
      s1 = s0,
      s2 = s0,
      s3 = s0;
    let at = values + c;
    for (let p = 0; p < pixels; p++) {
      s0 = f32x4.add(s0, v128.load(at));
      s1 = f32x4.add(s1, v128.load(at, 16));
      s2 = f32x4.add(s2, v128.load(at, 32));
      s3 = f32x4.add(s3, v128.load(at, 48));
      at += pixelBytes;
    }
    v128.store(sums + c, s0);
    v128.store(sums + c, s1, 16);
    v128.store(sums + c, s2, 32);
    v128.store(sums + c, s3, 48);
  }
  for (; c < pixelBytes; c += 16) {
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
  let c = 0;
  for (; c + 32 <= pixelBytes; c += 32) {
    const m0 = v128.load(mean + c),
      m1 = v128.load(mean + c, 16);
    let s0 = f32x4.splat(0),
      s1 = s0;
    let at = values + c;
    for (let p = 0; p < pixels; p++) {
      const d0 = f32x4.sub(v128.load(at), m0),
        d1 = f32x4.sub(v128.load(at, 16), m1);
      s0 = f32x4.add(s0, f32x4.mul(d0, d0));
      s1 = f32x4.add(s1, f32x4.mul(d1, d1));
      at += pixelBytes;
    }
    v128.store(sums + c, s0);
    v128.store(sums + c, s1, 16);
  }
  for (; c < pixelBytes; c += 16) {
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
export function scaleShift(
  input: usize,
  factor: usize,
  term: usize,
  output: usize,
  pixels: i32,
  channels: i32,
  mode: i32,
): void {
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
  outGradient: usize,
  output: usize,
  input: usize,
  mean: usize,
  gradients: usize,
  products: usize,
  pixels: i32,
  channels: i32,
  mode: i32,
): void {
  const pixelBytes = channels * 4;
  let c = 0;
  for (; c + 32 <= pixelBytes; c += 32) {
    const m0 = v128.load(mean + c),
      m1 = v128.load(mean + c, 16);
    let s0 = f32x4.splat(0),
      s1 = s0,
      q0 = s0,
      q1 = s0;
    let d = outGradient + c,
      o = output + c,
      x = input + c;
    for (let p = 0; p < pixels; p++) {
      const g0 = passed(v128.load(d), v128.load(o), mode),
        g1 = passed(v128.load(d, 16), v128.load(o, 16), mode);
      s0 = f32x4.add(s0, g0);
      s1 = f32x4.add(s1, g1);
      q0 = f32x4.add(q0, f32x4.mul(g0, f32x4.sub(v128.load(x), m0)));
      q1 = f32x4.add(q1, f32x4.mul(g1, f32x4.sub(v128.load(x, 16), m1)));
      d += pixelBytes;
      o += pixelBytes;
      x += pixelBytes;
    }
    v128.store(gradients + c, s0);
    v128.store(gradients + c, s1, 16);
    v128.store(products + c, q0);
    v128.store(products + c, q1, 16);
  }
  for (; c < pixelBytes; c += 16) {
    const m = v128.load(mean + c);
    let sum = f32x4.splat(0),
      product = f32x4.splat(0);
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
  outGradient: usize,
  output: usize,
  input: usize,
  a: usize,
  b: usize,
  d: usize,
  inGradient: usize,
  pixels: i32,
  channels: i32,
  mode: i32,
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
    outGradient += pixelBytes;
    output += pixelBytes;
    input += pixelBytes;
    inGradient += pixelBytes;
  }
}
