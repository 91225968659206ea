// Convolutions over one image in height-width-channel order. No patch matrix is built: for each row of the kernel the
// values under it lie side by side in memory, so a convolution is a matrix product whose inner loop runs over
// `kernelRows` stretches of `segment` = kernelWidth * inputChannels floats.
// The register tile is four pixels (or four kernel taps) by eight output channels: eight accumulators.
// Pointers and steps are in bytes; numbers of output channels are multiples of four.

import { ACCUMULATE, activate } from "./activate";

/**
 * output[p, c] = act(bias[c] + sum over taps of input[p, tap] * weights[tap, c]).
 * weights: packed in tiles of eight channels (a last one of four), each tile [tap][channel in tile].
 */
export function convolve(
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
  kernelRows: i32,
  segment: i32,
  mode: i32,
): void {
  const pixels = outHeight * outWidth;
  const tileBytes = kernelRows * segment * 4;
  let channel = 0;
  for (; channel + 8 <= channels; channel += 8) {
    const at = channel * 4;
    convolveEight(
      input,
      weights + channel * tileBytes,
      bias + at,
      output + at,
      pixels,
      outWidth,
      channels * 4,
      stepX,
      stepY,
      rowBytes,
      kernelRows,
      segment,
      mode,
    );
  }
  if (channel < channels) {
    const at = channel * 4;
    convolveFour(
      input,
      weights + channel * tileBytes,
      bias + at,
      output + at,
      pixels,
      outWidth,
      channels * 4,
      stepX,
      stepY,
      rowBytes,
      kernelRows,
      segment,
      mode,
    );
  }
}

function convolveEight(
  input: usize,
  weights: usize,
  bias: usize,
  output: usize,
  pixels: i32,
  outWidth: i32,
  pixelBytes: i32,
  stepX: i32,
  stepY: i32,
  rowBytes: i32,
  kernelRows: i32,
  segment: i32,
  mode: i32,
): void {
  const b0 = v128.load(bias),
    b1 = v128.load(bias, 16);
  let x = 0,
    row = input,
    next = input;
  for (let pixel = 0; pixel < pixels; pixel += 4) {
    // Addresses of four pixels; past the last pixel it is computed again, with the same result.
    const o0 = output + pixel * pixelBytes;
    let p0 = next,
      p1 = next,
      p2 = next,
      p3 = next,
      o1 = o0,
      o2 = o0,
      o3 = o0;
    if (++x == outWidth) {
      x = 0;
      row += stepY;
      next = row;
    } else next += stepX;
    if (pixel + 1 < pixels) {
      p1 = next;
      o1 = o0 + pixelBytes;
      if (++x == outWidth) {
        x = 0;
        row += stepY;
        next = row;
      } else next += stepX;
    }
    if (pixel + 2 < pixels) {
      p2 = next;
      o2 = o1 + pixelBytes;
      if (++x == outWidth) {
        x = 0;
        row += stepY;
        next = row;
      } else next += stepX;
    }
    if (pixel + 3 < pixels) {
      p3 = next;
      o3 = o2 + pixelBytes;
      if (++x == outWidth) {
        x = 0;
        row += stepY;
        next = row;
      } else next += stepX;
    }
    let s00 = b0,
      s01 = b1,
      s10 = b0,
      s11 = b1,
      s20 = b0,
      s21 = b1,
      s30 = b0,
      s31 = b1;
    if (mode & ACCUMULATE) {
      s00 = v128.load(o0);
      s01 = v128.load(o0, 16);
      s10 = v128.load(o1);
      s11 = v128.load(o1, 16);
      s20 = v128.load(o2);
      s21 = v128.load(o2, 16);
      s30 = v128.load(o3);
      s31 = v128.load(o3, 16);
    }
    let w = weights;
    for (let k = 0; k < kernelRows; k++) {
      let q0 = p0,
        q1 = p1,
        q2 = p2,
        q3 = p3;
      const end = p0 + segment * 4;
      while (q0 < end) {
        const w0 = v128.load(w),
          w1 = v128.load(w, 16);
        let a = v128.load32_splat(q0);
        s00 = f32x4.add(s00, f32x4.mul(a, w0));
        s01 = f32x4.add(s01, f32x4.mul(a, w1));
        a = v128.load32_splat(q1);
        s10 = f32x4.add(s10, f32x4.mul(a, w0));
        s11 = f32x4.add(s11, f32x4.mul(a, w1));
        a = v128.load32_splat(q2);
        s20 = f32x4.add(s20, f32x4.mul(a, w0));
        s21 = f32x4.add(s21, f32x4.mul(a, w1));
        a = v128.load32_splat(q3);
        s30 = f32x4.add(s30, f32x4.mul(a, w0));
        s31 = f32x4.add(s31, f32x4.mul(a, w1));
        w += 32;
        q0 += 4;
        q1 += 4;
        q2 += 4;
        q3 += 4;
      }
      p0 += rowBytes;
      p1 += rowBytes;
      p2 += rowBytes;
      p3 += rowBytes;
    }
    v128.store(o0, activate(s00, mode));
    v128.store(o0, activate(s01, mode), 16);
    v128.store(o1, activate(s10, mode));
    v128.store(o1, activate(s11, mode), 16);
    v128.store(o2, activate(s20, mode));
    v128.store(o2, activate(s21, mode), 16);
    v128.store(o3, activate(s30, mode));
    v128.store(o3, activate(s31, mode), 16);
  }
}

/** The same for a last tile of four channels, one pixel at a time. */
function convolveFour(
  input: usize,
  weights: usize,
  bias: usize,
  output: usize,
  pixels: i32,
  outWidth: i32,
  pixelBytes: i32,
  stepX: i32,
  stepY: i32,
  rowBytes: i32,
  kernelRows: i32,
  segment: i32,
  mode: i32,
): void {
  const b = v128.load(bias);
  let x = 0,
    row = input,
    next = input;
  for (let pixel = 0; pixel < pixels; pixel += 4) {
    const o0 = output + pixel * pixelBytes;
    let p0 = next,
      p1 = next,
      p2 = next,
      p3 = next,
      o1 = o0,
      o2 = o0,
      o3 = o0;
    if (++x == outWidth) {
      x = 0;
      row += stepY;
      next = row;
    } else next += stepX;
    if (pixel + 1 < pixels) {
      p1 = next;
      o1 = o0 + pixelBytes;
      if (++x == outWidth) {
        x = 0;
        row += stepY;
        next = row;
      } else next += stepX;
    }
    if (pixel + 2 < pixels) {
      p2 = next;
      o2 = o1 + pixelBytes;
      if (++x == outWidth) {
        x = 0;
        row += stepY;
        next = row;
      } else next += stepX;
    }
    if (pixel + 3 < pixels) {
      p3 = next;
      o3 = o2 + pixelBytes;
      if (++x == outWidth) {
        x = 0;
        row += stepY;
        next = row;
      } else next += stepX;
    }
    let s0 = b,
      s1 = b,
      s2 = b,
      s3 = b;
    if (mode & ACCUMULATE) {
      s0 = v128.load(o0);
      s1 = v128.load(o1);
      s2 = v128.load(o2);
      s3 = v128.load(o3);
    }
    let w = weights;
    for (let k = 0; k < kernelRows; k++) {
      let q0 = p0,
        q1 = p1,
        q2 = p2,
        q3 = p3;
      const end = p0 + segment * 4;
      while (q0 < end) {
        const w0 = v128.load(w);
        s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(q0), w0));
        s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(q1), w0));
        s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(q2), w0));
        s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(q3), w0));
        w += 16;
        q0 += 4;
        q1 += 4;
        q2 += 4;
        q3 += 4;
      }
      p0 += rowBytes;
      p1 += rowBytes;
      p2 += rowBytes;
      p3 += rowBytes;
    }
    v128.store(o0, activate(s0, mode));
    v128.store(o1, activate(s1, mode));
    v128.store(o2, activate(s2, mode));
    v128.store(o3, activate(s3, mode));
  }
}

/**
 * gradient[tap, c] += sum over pixels of input[p, tap] * outGradient[p, c]; gradient is [kernelRows][segment][channels].
 * Goes row by row, so that the rows in use stay in the first-level cache.
 */
export function convolveWeightGradient(
  input: usize,
  outGradient: usize,
  gradient: usize,
  outHeight: i32,
  outWidth: i32,
  channels: i32,
  stepX: i32,
  stepY: i32,
  rowBytes: i32,
  kernelRows: i32,
  segment: i32,
  gradientStepX: i32,
  gradientStepY: i32,
): void {
  const tapBytes = channels * 4;
  for (let y = 0; y < outHeight; y++) {
    const d = outGradient + y * gradientStepY;
    const end = d + outWidth * gradientStepX;
    for (let k = 0; k < kernelRows; k++) {
      const rowStart = input + y * stepY + k * rowBytes;
      const g = gradient + k * segment * tapBytes;
      let tap = 0;
      for (; tap + 4 <= segment; tap += 4) {
        const q = rowStart + tap * 4;
        const out = g + tap * tapBytes;
        let channel = 0;
        for (; channel + 8 <= channels; channel += 8) {
          fourTapsEightChannels(
            q,
            d + channel * 4,
            end + channel * 4,
            out + channel * 4,
            tapBytes,
            stepX,
            gradientStepX,
          );
        }
        if (channel < channels) {
          for (let t = 0; t < 4; t++) {
            oneTapFourChannels(
              q + t * 4,
              d + channel * 4,
              end + channel * 4,
              out + t * tapBytes + channel * 4,
              stepX,
              gradientStepX,
            );
          }
        }
      }
      for (; tap < segment; tap++) {
        for (let channel = 0; channel < channels; channel += 4) {
          oneTapFourChannels(
            rowStart + tap * 4,
            d + channel * 4,
            end + channel * 4,
            g + tap * tapBytes + channel * 4,
            stepX,
            gradientStepX,
          );
        }
      }
    }
  }
}

function fourTapsEightChannels(
  q: usize,
  d: usize,
  end: usize,
  out: usize,
  tapBytes: i32,
  stepX: i32,
  gradientStepX: i32,
): void {
  const o1 = out + tapBytes,
    o2 = o1 + tapBytes,
    o3 = o2 + tapBytes;
  let s00 = v128.load(out),
    s01 = v128.load(out, 16);
  let s10 = v128.load(o1),
    s11 = v128.load(o1, 16);
  let s20 = v128.load(o2),
    s21 = v128.load(o2, 16);
  let s30 = v128.load(o3),
    s31 = v128.load(o3, 16);
  while (d < end) {
    const d0 = v128.load(d),
      d1 = v128.load(d, 16);
    let a = v128.load32_splat(q);
    s00 = f32x4.add(s00, f32x4.mul(a, d0));
    s01 = f32x4.add(s01, f32x4.mul(a, d1));
    a = v128.load32_splat(q, 4);
    s10 = f32x4.add(s10, f32x4.mul(a, d0));
    s11 = f32x4.add(s11, f32x4.mul(a, d1));
    a = v128.load32_splat(q, 8);
    s20 = f32x4.add(s20, f32x4.mul(a, d0));
    s21 = f32x4.add(s21, f32x4.mul(a, d1));
    a = v128.load32_splat(q, 12);
    s30 = f32x4.add(s30, f32x4.mul(a, d0));
    s31 = f32x4.add(s31, f32x4.mul(a, d1));
    q += stepX;
    d += gradientStepX;
  }
  v128.store(out, s00);
  v128.store(out, s01, 16);
  v128.store(o1, s10);
  v128.store(o1, s11, 16);
  v128.store(o2, s20);
  v128.store(o2, s21, 16);
  v128.store(o3, s30);
  v128.store(o3, s31, 16);
}

function oneTapFourChannels(q: usize, d: usize, end: usize, out: usize, stepX: i32, gradientStepX: i32): void {
  let s = v128.load(out);
  while (d < end) {
    s = f32x4.add(s, f32x4.mul(v128.load32_splat(q), v128.load(d)));
    q += stepX;
    d += gradientStepX;
  }
  v128.store(out, s);
}
