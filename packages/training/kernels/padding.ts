// Copies between plain images (height-width-channel, contiguous) and the bordered or dilated buffers that convolutions read.

import { passed } from "./activate";

/** Copies rows of `rowFloats` floats into a larger image whose border is already zero. */
export function copyRows(source: usize, target: usize, rows: i32, rowBytes: i32, targetRowBytes: i32): void {
  for (let y = 0; y < rows; y++) {
    memory.copy(target, source, rowBytes);
    source += rowBytes;
    target += targetRowBytes;
  }
}

/**
 * target = outGradient where the unit's output passed its activation, else 0; written with the given steps, so that the
 * target can have a border and holes (a strided convolution's gradient).
 */
export function maskGradient(
  outGradient: usize,
  output: usize,
  target: usize,
  height: i32,
  width: i32,
  channels: i32,
  stepX: i32,
  stepY: i32,
  mode: i32,
): void {
  for (let y = 0; y < height; y++) {
    let row = target + y * stepY;
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels * 4; c += 16) {
        v128.store(row + c, passed(v128.load(outGradient + c), v128.load(output + c), mode));
      }
      outGradient += channels * 4;
      output += channels * 4;
      row += stepX;
    }
  }
}

/** sums[c] += sum over pixels of values[p, c]. */
export function sumPixels(
  values: usize,
  sums: usize,
  height: i32,
  width: i32,
  channels: i32,
  stepX: i32,
  stepY: i32,
): void {
  for (let c = 0; c < channels * 4; c += 16) {
    let sum = v128.load(sums + c);
    for (let y = 0; y < height; y++) {
      let at = values + y * stepY + c;
      for (let x = 0; x < width; x++) {
        sum = f32x4.add(sum, v128.load(at));
        at += stepX;
      }
    }
    v128.store(sums + c, sum);
  }
}
