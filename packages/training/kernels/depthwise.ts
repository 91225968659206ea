// Depthwise convolutions over one image: every channel by itself, four channels in a vector.
// weights[ky][kx][channel]; pointers and steps in bytes.

import { activate, ACCUMULATE } from "./activate";

/** output[p, c] = act(bias[c] + sum over taps of input[p, tap, c] * weights[tap, c]). */
export function depthwise(
  input: usize,
  weights: usize,
  bias: usize,
  output: usize,
  outHeight: i32,
  outWidth: i32,
  channels: i32,
  stepX: i32,
  stepY: i32,
  rowBytes: i32,
  kernel: i32,
  mode: i32,
): void {
  const pixelBytes = channels * 4;
  for (let y = 0; y < outHeight; y++) {
    const row = input + y * stepY;
    const outRow = output + y * outWidth * pixelBytes;
    for (let x = 0; x < outWidth; x += 4) {
      const x1 = min(x + 1, outWidth - 1),
        x2 = min(x + 2, outWidth - 1),
        x3 = min(x + 3, outWidth - 1);
      for (let c = 0; c < pixelBytes; c += 16) {
        const o0 = outRow + x * pixelBytes + c,
          o1 = outRow + x1 * pixelBytes + c;
        const o2 = outRow + x2 * pixelBytes + c,
          o3 = outRow + x3 * pixelBytes + c;
        let s0 = v128.load(bias + c),
          s1 = s0,
          s2 = s0,
          s3 = s0;
        if (mode & ACCUMULATE) {
          s0 = v128.load(o0);
          s1 = v128.load(o1);
          s2 = v128.load(o2);
          s3 = v128.load(o3);
        }
        let w = weights + c;
        for (let ky = 0; ky < kernel; ky++) {
          const line = row + ky * rowBytes + c;
          let q0 = line + x * stepX,
            q1 = line + x1 * stepX,
            q2 = line + x2 * stepX,
            q3 = line + x3 * stepX;
          for (let kx = 0; kx < kernel; kx++) {
            const v = v128.load(w);
            s0 = f32x4.add(s0, f32x4.mul(v128.load(q0), v));
            s1 = f32x4.add(s1, f32x4.mul(v128.load(q1), v));
            s2 = f32x4.add(s2, f32x4.mul(v128.load(q2), v));
            s3 = f32x4.add(s3, f32x4.mul(v128.load(q3), v));
            w += pixelBytes;
            q0 += pixelBytes;
            q1 += pixelBytes;
            q2 += pixelBytes;
            q3 += pixelBytes;
          }
        }
        v128.store(o0, activate(s0, mode));
        v128.store(o1, activate(s1, mode));
        v128.store(o2, activate(s2, mode));
        v128.store(o3, activate(s3, mode));
      }
    }
  }
}

/** gradient[tap, c] += sum over pixels of input[p, tap, c] * outGradient[p, c]; three taps of a row at a time. */
export function depthwiseWeightGradient(
  input: usize,
  outGradient: usize,
  gradient: usize,
  outHeight: i32,
  outWidth: i32,
  channels: i32,
  stepX: i32,
  stepY: i32,
  rowBytes: i32,
  kernel: i32,
  gradientStepX: i32,
  gradientStepY: i32,
): void {
  const pixelBytes = channels * 4;
  for (let y = 0; y < outHeight; y++) {
    for (let c = 0; c < pixelBytes; c += 16) {
      const d = outGradient + y * gradientStepY + c;
      const end = d + outWidth * gradientStepX;
      for (let ky = 0; ky < kernel; ky++) {
        const row = input + y * stepY + ky * rowBytes + c;
        const g = gradient + ky * kernel * pixelBytes + c;
        let kx = 0;
        for (; kx + 3 <= kernel; kx += 3) {
          const g0 = g + kx * pixelBytes,
            g1 = g0 + pixelBytes,
            g2 = g1 + pixelBytes;
          let s0 = v128.load(g0),
            s1 = v128.load(g1),
            s2 = v128.load(g2);
          let q = row + kx * pixelBytes;
          for (let e = d; e < end; e += gradientStepX) {
            const v = v128.load(e);
            s0 = f32x4.add(s0, f32x4.mul(v128.load(q), v));
            s1 = f32x4.add(s1, f32x4.mul(v128.load(q + pixelBytes), v));
            s2 = f32x4.add(s2, f32x4.mul(v128.load(q + 2 * pixelBytes), v));
            q += stepX;
          }
          v128.store(g0, s0);
          v128.store(g1, s1);
          v128.store(g2, s2);
        }
        for (; kx < kernel; kx++) {
          let s = v128.load(g + kx * pixelBytes);
          let q = row + kx * pixelBytes;
          for (let e = d; e < end; e += gradientStepX) {
            s = f32x4.add(s, f32x4.mul(v128.load(q), v128.load(e)));
            q += stepX;
          }
          v128.store(g + kx * pixelBytes, s);
        }
      }
    }
  }
}
