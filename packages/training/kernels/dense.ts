// Dense layers over a batch. weights[unit][input] are stored one unit after the other, so that the products run along the input.
// Lengths `inputs` are multiples of four. Register tiles: two examples by five units; past the end of a dimension the last
// one is computed again and stores the same value.

function sumLanes(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** output[b, u] = bias[u] + sum over i of input[b, i] * weights[u, i]. */
export function dense(
  input: usize, weights: usize, bias: usize, output: usize,
  batch: i32, inputs: i32, units: i32, inputBytes: i32, outputBytes: i32,
): void {
  const unitBytes = inputs * 4;
  for (let b = 0; b < batch; b += 2) {
    const b1 = min(b + 1, batch - 1);
    for (let u = 0; u < units; u += 5) {
      const u1 = min(u + 1, units - 1), u2 = min(u + 2, units - 1), u3 = min(u + 3, units - 1), u4 = min(u + 4, units - 1);
      let x0 = input + b * inputBytes, x1 = input + b1 * inputBytes;
      let w0 = weights + u * unitBytes, w1 = weights + u1 * unitBytes, w2 = weights + u2 * unitBytes;
      let w3 = weights + u3 * unitBytes, w4 = weights + u4 * unitBytes;
      let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s04 = s00;
      let s10 = s00, s11 = s00, s12 = s00, s13 = s00, s14 = s00;
      const end = x0 + unitBytes;
      while (x0 < end) {
        const a0 = v128.load(x0), a1 = v128.load(x1);
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
        x0 += 16; x1 += 16; w0 += 16; w1 += 16; w2 += 16; w3 += 16; w4 += 16;
      }
      const o0 = output + b * outputBytes, o1 = output + b1 * outputBytes;
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
  input: usize, outGradient: usize, gradient: usize,
  batch: i32, inputs: i32, units: i32, inputBytes: i32, outBytes: i32,
): void {
  const unitBytes = inputs * 4;
  for (let first = 0; first < batch; first += 16) {
    const count = min(16, batch - first);
    const x = input + first * inputBytes, d = outGradient + first * outBytes;
    for (let u = 0; u < units; u += 5) {
      const u1 = min(u + 1, units - 1), u2 = min(u + 2, units - 1), u3 = min(u + 3, units - 1), u4 = min(u + 4, units - 1);
      for (let i = 0; i < unitBytes; i += 16) {
        const g0 = gradient + u * unitBytes + i, g1 = gradient + u1 * unitBytes + i, g2 = gradient + u2 * unitBytes + i;
        const g3 = gradient + u3 * unitBytes + i, g4 = gradient + u4 * unitBytes + i;
        let s0 = v128.load(g0), s1 = v128.load(g1), s2 = v128.load(g2), s3 = v128.load(g3), s4 = v128.load(g4);
        let q = x + i, e = d;
        for (let b = 0; b < count; b++) {
          const a = v128.load(q);
          s0 = f32x4.add(s0, f32x4.mul(a, v128.load32_splat(e + u * 4)));
          s1 = f32x4.add(s1, f32x4.mul(a, v128.load32_splat(e + u1 * 4)));
          s2 = f32x4.add(s2, f32x4.mul(a, v128.load32_splat(e + u2 * 4)));
          s3 = f32x4.add(s3, f32x4.mul(a, v128.load32_splat(e + u3 * 4)));
          s4 = f32x4.add(s4, f32x4.mul(a, v128.load32_splat(e + u4 * 4)));
          q += inputBytes; e += outBytes;
        }
        v128.store(g0, s0); v128.store(g1, s1); v128.store(g2, s2); v128.store(g3, s3); v128.store(g4, s4);
      }
    }
  }
}

/** inGradient[b, i] = (accumulate ? itself : 0) + keep[b, i] * sum over u of outGradient[b, u] * weights[u, i]. */
export function denseInputGradient(
  outGradient: usize, weights: usize, inGradient: usize,
  batch: i32, inputs: i32, units: i32, outBytes: i32, inBytes: i32,
  accumulate: i32, dropSeed: i32, dropBelow: i32, keepScale: f32,
): void {
  const unitBytes = inputs * 4;
  for (let b = 0; b < batch; b += 4) {
    const b1 = min(b + 1, batch - 1), b2 = min(b + 2, batch - 1), b3 = min(b + 3, batch - 1);
    const d0 = outGradient + b * outBytes, d1 = outGradient + b1 * outBytes;
    const d2 = outGradient + b2 * outBytes, d3 = outGradient + b3 * outBytes;
    const g0 = inGradient + b * inBytes, g1 = inGradient + b1 * inBytes;
    const g2 = inGradient + b2 * inBytes, g3 = inGradient + b3 * inBytes;
    for (let i = 0; i < unitBytes; i += 16) {
      let w = weights + i;
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
      for (let u = 0; u < units * 4; u += 4) {
        const a = v128.load(w);
        s0 = f32x4.add(s0, f32x4.mul(a, v128.load32_splat(d0 + u)));
        s1 = f32x4.add(s1, f32x4.mul(a, v128.load32_splat(d1 + u)));
        s2 = f32x4.add(s2, f32x4.mul(a, v128.load32_splat(d2 + u)));
        s3 = f32x4.add(s3, f32x4.mul(a, v128.load32_splat(d3 + u)));
        w += unitBytes;
      }
      if (dropBelow != 0) {
        const at = i >> 2;
        s0 = f32x4.mul(s0, keep(b * inputs + at, dropSeed, dropBelow, keepScale));
        s1 = f32x4.mul(s1, keep(b1 * inputs + at, dropSeed, dropBelow, keepScale));
        s2 = f32x4.mul(s2, keep(b2 * inputs + at, dropSeed, dropBelow, keepScale));
        s3 = f32x4.mul(s3, keep(b3 * inputs + at, dropSeed, dropBelow, keepScale));
      }
      if (accumulate) {
        // All loads come before the stores: repeated examples at the end store the same value.
        s0 = f32x4.add(s0, v128.load(g0 + i));
        s1 = f32x4.add(s1, v128.load(g1 + i));
        s2 = f32x4.add(s2, v128.load(g2 + i));
        s3 = f32x4.add(s3, v128.load(g3 + i));
      }
      v128.store(g0 + i, s0); v128.store(g1 + i, s1); v128.store(g2 + i, s2); v128.store(g3 + i, s3);
    }
  }
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
  input: usize, output: usize, batch: i32, inputs: i32, inputBytes: i32, outputBytes: i32,
  dropSeed: i32, dropBelow: i32, keepScale: f32,
): void {
  for (let b = 0; b < batch; b++) {
    const q = input + b * inputBytes, o = output + b * outputBytes;
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
