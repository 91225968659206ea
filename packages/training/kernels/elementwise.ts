import { ACCUMULATE, activate, passed } from "./activate";

/** output = act(first + second), `count` floats (a multiple of four). */
export function addValues(first: usize, second: usize, output: usize, count: i32, mode: i32): void {
  for (let i = 0; i < count * 4; i += 16) {
    v128.store(output + i, activate(f32x4.add(v128.load(first + i), v128.load(second + i)), mode));
  }
}

/** target = (accumulate ? itself : 0) + the gradient past the activation. */
export function passGradient(outGradient: usize, output: usize, target: usize, count: i32, mode: i32): void {
  for (let i = 0; i < count * 4; i += 16) {
    let value = passed(v128.load(outGradient + i), v128.load(output + i), mode);
    if (mode & ACCUMULATE) value = f32x4.add(value, v128.load(target + i));
    v128.store(target + i, value);
  }
}
