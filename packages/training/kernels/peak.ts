/**
 * The most that 128-bit multiplications and additions can do: ten independent chains x = x * a + b in registers, no memory.
 * `rounds` times ten vectors of four; returns a value that depends on all of them, so that none is left out.
 */
export function peak(rounds: i32): f32 {
  const a = f32x4.splat(0.999),
    b = f32x4.splat(0.001);
  let s0 = f32x4.splat(0),
    s1 = b,
    s2 = a,
    s3 = f32x4.splat(3),
    s4 = f32x4.splat(4);
  let s5 = f32x4.splat(5),
    s6 = f32x4.splat(6),
    s7 = f32x4.splat(7),
    s8 = f32x4.splat(8),
    s9 = f32x4.splat(9);
  for (let i = 0; i < rounds; i++) {
    s0 = f32x4.add(f32x4.mul(s0, a), b);
    s1 = f32x4.add(f32x4.mul(s1, a), b);
    s2 = f32x4.add(f32x4.mul(s2, a), b);
    s3 = f32x4.add(f32x4.mul(s3, a), b);
    s4 = f32x4.add(f32x4.mul(s4, a), b);
    s5 = f32x4.add(f32x4.mul(s5, a), b);
    s6 = f32x4.add(f32x4.mul(s6, a), b);
    s7 = f32x4.add(f32x4.mul(s7, a), b);
    s8 = f32x4.add(f32x4.mul(s8, a), b);
    s9 = f32x4.add(f32x4.mul(s9, a), b);
  }
  const low = f32x4.add(f32x4.add(s0, s1), f32x4.add(f32x4.add(s2, s3), s4));
  const high = f32x4.add(f32x4.add(s5, s6), f32x4.add(f32x4.add(s7, s8), s9));
  return f32x4.extract_lane(f32x4.add(low, high), 0);
}
