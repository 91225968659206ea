/**
 * One Adam step over `count` floats (a multiple of four), with an L2 term in the gradient: g += decay * w.
 * stepSize = rate / (1 - beta1^t); rootScale = 1 / sqrt(1 - beta2^t).
 */
export function adam(
  weights: usize,
  gradients: usize,
  first: usize,
  second: usize,
  count: i32,
  decay: f32,
  beta1: f32,
  beta2: f32,
  stepSize: f32,
  rootScale: f32,
  epsilon: f32,
): void {
  const d = f32x4.splat(decay),
    b1 = f32x4.splat(beta1),
    b2 = f32x4.splat(beta2);
  const c1 = f32x4.splat(1 - beta1),
    c2 = f32x4.splat(1 - beta2);
  const step = f32x4.splat(stepSize),
    scale = f32x4.splat(rootScale),
    eps = f32x4.splat(epsilon);
  for (let i = 0; i < count * 4; i += 16) {
    const w = v128.load(weights + i);
    const g = f32x4.add(v128.load(gradients + i), f32x4.mul(d, w));
    const m = f32x4.add(f32x4.mul(b1, v128.load(first + i)), f32x4.mul(c1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(second + i)), f32x4.mul(c2, f32x4.mul(g, g)));
    v128.store(first + i, m);
    v128.store(second + i, v);
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), scale), eps);
    v128.store(weights + i, f32x4.sub(w, f32x4.div(f32x4.mul(step, m), root)));
  }
}
