// Dense layers over a batch. weights[unit][input] are stored one unit after the other, so that the products run along the input.
// Lengths `inputs` are multiples of four. Register tiles: two examples by five units, and the like; past the end of a dimension the last
// one is computed again and stores the same value.

function sumLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** output[b, u] = bias[u] + sum over i of input[b, i] * weights[u, i]. */
export function dense(
  input: usize,
  weights: usize,
  bias: usize,
  output: usize,
  batch: i32,
  inputs: i32,
  units: i32,
  inputBytes: i32,
  outputBytes: i32,
): void {
  const unitBytes = inputs * 4;
  for (let b = 0; b < batch; b += 2) {
    const b1 = min(b + 1, batch - 1);
    for (let u = 0; u < units; u += 5) {
      const u1 = min(u + 1, units - 1),
        u2 = min(u + 2, units - 1),
        u3 = min(u + 3, units - 1),
        u4 = min(u + 4, units - 1);
      let x0 = input + b * inputBytes,
        x1 = input + b1 * inputBytes;
      let w0 = weights + u * unitBytes,
        w1 = weights + u1 * unitBytes,
        w2 = weights + u2 * unitBytes;
      let w3 = weights + u3 * unitBytes,
        w4 = weights + u4 * unitBytes;
      let s00 = f32x4.splat(0),
        s01 = s00,
        s02 = s00,
        s03 = s00,
        s04 = s00;
      let s10 = s00,
        s11 = s00,
        s12 = s00,
        s13 = s00,
        s14 = s00;
      const end = x0 + unitBytes;
      while (x0 < end) {
        const a0 = v128.load(x0),
          a1 = v128.load(x1);
        let w = v128.load(w0);
        s00 = f32x4.add(s00, f32x4.mul(a0, w));
        s10 = f32x4.add(s10, f32x4.mul(a1, w));
        w = v128.load(w1);
        s01 = f32x4.add(s01, f32x4.mul(a0, w));
        s11 = f32x4.add(s11, f32x4.mul(a1, w));
        w = v128.load(w2);
        s02 = f32x4.add(s02, f32x4.mul(a0, w));
        s12 = f32x4.add(s12, f32x4.mul(a1, w));
        w = v128.load(w3);
        s03 = f32x4.add(s03, f32x4.mul(a0, w));
        s13 = f32x4.add(s13, f32x4.mul(a1, w));
        w = v128.load(w4);
        s04 = f32x4.add(s04, f32x4.mul(a0, w));
        s14 = f32x4.add(s14, f32x4.mul(a1, w));
        x0 += 16;
        x1 += 16;
        w0 += 16;
        w1 += 16;
        w2 += 16;
        w3 += 16;
        w4 += 16;
      }
      const o0 = output + b * outputBytes,
        o1 = output + b1 * outputBytes;
      store<f32>(o0 + u * 4, sumLanes(s00) + load<f32>(bias + u * 4));
      store<f32>(o0 + u1 * 4, sumLanes(s01) + load<f32>(bias + u1 * 4));
      store<f32>(o0 + u2 * 4, sumLanes(s02) + load<f32>(bias + u2 * 4));
      store<f32>(o0 + u3 * 4, sumLanes(s03) + load<f32>(bias + u3 * 4));
      store<f32>(o0 + u4 * 4, sumLanes(s04) + load<f32>(bias + u4 * 4));
      store<f32>(o1 + u * 4, sumLanes(s10) + load<f32>(bias + u * 4));
      store<f32>(o1 + u1 * 4, sumLanes(s11) + load<f32>(bias + u1 * 4));
      store<f32>(o1 + u2 * 4, sumLanes(s12) + load<f32>(bias + u2 * 4));
      store<f32>(o1 + u3 * 4, sumLanes(s13) + load<f32>(bias + u3 * 4));
      store<f32>(o1 + u4 * 4, sumLanes(s14) + load<f32>(bias + u4 * 4));
    }
  }
}

/** gradient[u, i] += sum over b of outGradient[b, u] * input[b, i], sixteen examples at a time (cache lines stay). */
export function denseWeightGradient(
  input: usize,
  outGradient: usize,
  gradient: usize,
  batch: i32,
  inputs: i32,
  units: i32,
  inputBytes: i32,
  outBytes: i32,
): void {
  const unitBytes = inputs * 4;
  for (let first = 0; first < batch; first += 16) {
    const count = min(16, batch - first);
    const x = input + first * inputBytes,
      d = outGradient + first * outBytes;
    for (let u = 0; u < units; u += 5) {
      const u1 = min(u + 1, units - 1),
        u2 = min(u + 2, units - 1),
        u3 = min(u + 3, units - 1),
        u4 = min(u + 4, units - 1);
      const e0 = d + u * 4,
        e1 = d + u1 * 4,
        e2 = d + u2 * 4,
        e3 = d + u3 * 4,
        e4 = d + u4 * 4;
      let i = 0;
      for (; i + 32 <= unitBytes; i += 32) {
        const g0 = gradient + u * unitBytes + i,
          g1 = gradient + u1 * unitBytes + i,
          g2 = gradient + u2 * unitBytes + i;
        const g3 = gradient + u3 * unitBytes + i,
          g4 = gradient + u4 * unitBytes + i;
        let s0 = v128.load(g0),
          s1 = v128.load(g1),
          s2 = v128.load(g2),
          s3 = v128.load(g3),
          s4 = v128.load(g4);
        let t0 = v128.load(g0, 16),
          t1 = v128.load(g1, 16),
          t2 = v128.load(g2, 16),
          t3 = v128.load(g3, 16),
          t4 = v128.load(g4, 16);
        let q = x + i;
        for (let e = 0; e < count * outBytes; e += outBytes) {
          const a = v128.load(q),
            b = v128.load(q, 16);
          let w = v128.load32_splat(e0 + e);
          s0 = f32x4.add(s0, f32x4.mul(a, w));
          t0 = f32x4.add(t0, f32x4.mul(b, w));
          w = v128.load32_splat(e1 + e);
          s1 = f32x4.add(s1, f32x4.mul(a, w));
          t1 = f32x4.add(t1, f32x4.mul(b, w));
          w = v128.load32_splat(e2 + e);
          s2 = f32x4.add(s2, f32x4.mul(a, w));
          t2 = f32x4.add(t2, f32x4.mul(b, w));
          w = v128.load32_splat(e3 + e);
          s3 = f32x4.add(s3, f32x4.mul(a, w));
          t3 = f32x4.add(t3, f32x4.mul(b, w));
          w = v128.load32_splat(e4 + e);
          s4 = f32x4.add(s4, f32x4.mul(a, w));
          t4 = f32x4.add(t4, f32x4.mul(b, w));
          q += inputBytes;
        }
        v128.store(g0, s0);
        v128.store(g1, s1);
        v128.store(g2, s2);
        v128.store(g3, s3);
        v128.store(g4, s4);
        v128.store(g0, t0, 16);
        v128.store(g1, t1, 16);
        v128.store(g2, t2, 16);
        v128.store(g3, t3, 16);
        v128.store(g4, t4, 16);
      }
      for (; i < unitBytes; i += 16) {
        const g0 = gradient + u * unitBytes + i,
          g1 = gradient + u1 * unitBytes + i,
          g2 = gradient + u2 * unitBytes + i;
        const g3 = gradient + u3 * unitBytes + i,
          g4 = gradient + u4 * unitBytes + i;
        let s0 = v128.load(g0),
          s1 = v128.load(g1),
          s2 = v128.load(g2),
          s3 = v128.load(g3),
          s4 = v128.load(g4);
        let q = x + i;
        for (let e = 0; e < count * outBytes; e += outBytes) {
          const a = v128.load(q);
          s0 = f32x4.add(s0, f32x4.mul(a, v128.load32_splat(e0 + e)));
          s1 = f32x4.add(s1, f32x4.mul(a, v128.load32_splat(e1 + e)));
          s2 = f32x4.add(s2, f32x4.mul(a, v128.load32_splat(e2 + e)));
          s3 = f32x4.add(s3, f32x4.mul(a, v128.load32_splat(e3 + e)));
          s4 = f32x4.add(s4, f32x4.mul(a, v128.load32_splat(e4 + e)));
          q += inputBytes;
        }
        v128.store(g0, s0);
        v128.store(g1, s1);
        v128.store(g2, s2);
        v128.store(g3, s3);
        v128.store(g4, s4);
      }
    }
  }
}

/** inGradient[b, i] = (accumulate ? itself : 0) + keep[b, i] * sum over u of outGradient[b, u] * weights[u, i]. */
export function denseInputGradient(
  outGradient: usize,
  weights: usize,
  inGradient: usize,
  batch: i32,
  inputs: i32,
  units: i32,
  outBytes: i32,
  inBytes: i32,
  accumulate: i32,
  dropSeed: i32,
  dropBelow: i32,
  keepScale: f32,
): void {
  const unitBytes = inputs * 4;
  for (let b = 0; b < batch; b += 4) {
    const b1 = min(b + 1, batch - 1),
      b2 = min(b + 2, batch - 1),
      b3 = min(b + 3, batch - 1);
    const d0 = outGradient + b * outBytes,
      d1 = outGradient + b1 * outBytes;
    const d2 = outGradient + b2 * outBytes,
      d3 = outGradient + b3 * outBytes;
    const g0 = inGradient + b * inBytes,
      g1 = inGradient + b1 * inBytes;
    const g2 = inGradient + b2 * inBytes,
      g3 = inGradient + b3 * inBytes;
    let i = 0;
    for (; i + 32 <= unitBytes; i += 32) {
      let w = weights + i;
      let s0 = f32x4.splat(0),
        s1 = s0,
        s2 = s0,
        s3 = s0,
        t0 = s0,
        t1 = s0,
        t2 = s0,
        t3 = s0;
      for (let u = 0; u < units * 4; u += 4) {
        const v = v128.load(w),
          z = v128.load(w, 16);
        let e = v128.load32_splat(d0 + u);
        s0 = f32x4.add(s0, f32x4.mul(v, e));
        t0 = f32x4.add(t0, f32x4.mul(z, e));
        e = v128.load32_splat(d1 + u);
        s1 = f32x4.add(s1, f32x4.mul(v, e));
        t1 = f32x4.add(t1, f32x4.mul(z, e));
        e = v128.load32_splat(d2 + u);
        s2 = f32x4.add(s2, f32x4.mul(v, e));
        t2 = f32x4.add(t2, f32x4.mul(z, e));
        e = v128.load32_splat(d3 + u);
        s3 = f32x4.add(s3, f32x4.mul(v, e));
        t3 = f32x4.add(t3, f32x4.mul(z, e));
        w += unitBytes;
      }
      const at = i >> 2;
      // All four are ready before the first is stored: repeated examples at the end store the same value.
      const f0 = finished(s0, g0 + i, b * inputs + at, accumulate, dropSeed, dropBelow, keepScale);
      const f1 = finished(s1, g1 + i, b1 * inputs + at, accumulate, dropSeed, dropBelow, keepScale);
      const f2 = finished(s2, g2 + i, b2 * inputs + at, accumulate, dropSeed, dropBelow, keepScale);
      const f3 = finished(s3, g3 + i, b3 * inputs + at, accumulate, dropSeed, dropBelow, keepScale);
      const h0 = finished(t0, g0 + i + 16, b * inputs + at + 4, accumulate, dropSeed, dropBelow, keepScale);
      const h1 = finished(t1, g1 + i + 16, b1 * inputs + at + 4, accumulate, dropSeed, dropBelow, keepScale);
      const h2 = finished(t2, g2 + i + 16, b2 * inputs + at + 4, accumulate, dropSeed, dropBelow, keepScale);
      const h3 = finished(t3, g3 + i + 16, b3 * inputs + at + 4, accumulate, dropSeed, dropBelow, keepScale);
      v128.store(g0 + i, f0);
      v128.store(g1 + i, f1);
      v128.store(g2 + i, f2);
      v128.store(g3 + i, f3);
      v128.store(g0 + i, h0, 16);
      v128.store(g1 + i, h1, 16);
      v128.store(g2 + i, h2, 16);
      v128.store(g3 + i, h3, 16);
    }
    for (; i < unitBytes; i += 16) {
      let w = weights + i;
      let s0 = f32x4.splat(0),
        s1 = s0,
        s2 = s0,
        s3 = s0;
      for (let u = 0; u < units * 4; u += 4) {
        const v = v128.load(w);
        s0 = f32x4.add(s0, f32x4.mul(v, v128.load32_splat(d0 + u)));
        s1 = f32x4.add(s1, f32x4.mul(v, v128.load32_splat(d1 + u)));
        s2 = f32x4.add(s2, f32x4.mul(v, v128.load32_splat(d2 + u)));
        s3 = f32x4.add(s3, f32x4.mul(v, v128.load32_splat(d3 + u)));
        w += unitBytes;
      }
      const at = i >> 2;
      const f0 = finished(s0, g0 + i, b * inputs + at, accumulate, dropSeed, dropBelow, keepScale);
      const f1 = finished(s1, g1 + i, b1 * inputs + at, accumulate, dropSeed, dropBelow, keepScale);
      const f2 = finished(s2, g2 + i, b2 * inputs + at, accumulate, dropSeed, dropBelow, keepScale);
      const f3 = finished(s3, g3 + i, b3 * inputs + at, accumulate, dropSeed, dropBelow, keepScale);
      v128.store(g0 + i, f0);
      v128.store(g1 + i, f1);
      v128.store(g2 + i, f2);
      v128.store(g3 + i, f3);
    }
  }
}

/** A sum past dropout, added to what is there when `accumulate` says so. */
function finished(
  sum: v128,
  target: usize,
  index: i32,
  accumulate: i32,
  dropSeed: i32,
  dropBelow: i32,
  keepScale: f32,
): v128 {
  if (dropBelow != 0) sum = f32x4.mul(sum, keep(index, dropSeed, dropBelow, keepScale));
  if (accumulate) sum = f32x4.add(sum, v128.load(target));
  return sum;
}

/** Four factors, 0 (dropped) or keepScale, for elements index..index+3: an integer hash of (seed, index) against a threshold. */
function keep(index: i32, seed: i32, dropBelow: i32, keepScale: f32): v128 {
  let h = i32x4.add(i32x4.splat(index), i32x4(0, 1, 2, 3));
  h = i32x4.mul(v128.xor(h, i32x4.splat(seed)), i32x4.splat(0x9e3779b1));
  h = v128.xor(h, i32x4.shr_u(h, 16));
  h = i32x4.mul(h, i32x4.splat(0x7feb352d));
  h = v128.xor(h, i32x4.shr_u(h, 15));
  h = i32x4.mul(h, i32x4.splat(0x846ca68b));
  // The upper 31 bits, so that a signed comparison serves.
  return v128.and(f32x4.splat(keepScale), i32x4.ge_s(i32x4.shr_u(h, 1), i32x4.splat(dropBelow)));
}

/** output[b, i] = input[b, i] * keep(b, i); dropBelow is the drop rate times 2^31. */
export function dropout(
  input: usize,
  output: usize,
  batch: i32,
  inputs: i32,
  inputBytes: i32,
  outputBytes: i32,
  dropSeed: i32,
  dropBelow: i32,
  keepScale: f32,
): void {
  for (let b = 0; b < batch; b++) {
    const q = input + b * inputBytes,
      o = output + b * outputBytes;
    for (let i = 0; i < inputs; i += 4) {
      v128.store(o + i * 4, f32x4.mul(v128.load(q + i * 4), keep(b * inputs + i, dropSeed, dropBelow, keepScale)));
    }
  }
}

/** target[u] += sum over b of values[b, u]. */
export function sumExamples(values: usize, target: usize, batch: i32, units: i32, valueBytes: i32): void {
  for (let u = 0; u < units * 4; u += 4) {
    let sum: f32 = load<f32>(target + u);
    for (let b = 0; b < batch; b++) sum += load<f32>(values + b * valueBytes + u);
    store<f32>(target + u, sum);
  }
}
