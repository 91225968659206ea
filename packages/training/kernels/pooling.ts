// One window of a pooling layer: `rows` x `columns` pixels from `input` on, all channels.

/** output[c] = mean over the window. */
export function averageWindow(
  input: usize,
  output: usize,
  rows: i32,
  columns: i32,
  rowBytes: i32,
  channels: i32,
): void {
  const pixelBytes = channels * 4;
  const share = f32x4.splat(1 / f32(rows * columns));
  for (let c = 0; c < pixelBytes; c += 16) {
    let sum = f32x4.splat(0);
    for (let y = 0; y < rows; y++) {
      let at = input + y * rowBytes + c;
      for (let x = 0; x < columns; x++) {
        sum = f32x4.add(sum, v128.load(at));
        at += pixelBytes;
      }
    }
    v128.store(output + c, f32x4.mul(sum, share));
  }
}

/** inGradient[p, c] += outGradient[c] / pixels of the window. */
export function averageWindowGradient(
  outGradient: usize,
  inGradient: usize,
  rows: i32,
  columns: i32,
  rowBytes: i32,
  channels: i32,
): void {
  const pixelBytes = channels * 4;
  const share = f32x4.splat(1 / f32(rows * columns));
  for (let c = 0; c < pixelBytes; c += 16) {
    const value = f32x4.mul(v128.load(outGradient + c), share);
    for (let y = 0; y < rows; y++) {
      let at = inGradient + y * rowBytes + c;
      for (let x = 0; x < columns; x++) {
        v128.store(at, f32x4.add(v128.load(at), value));
        at += pixelBytes;
      }
    }
  }
}

/** output[c] = largest value of the window; the first one on a tie. */
export function maximumWindow(
  input: usize,
  output: usize,
  rows: i32,
  columns: i32,
  rowBytes: i32,
  channels: i32,
): void {
  const pixelBytes = channels * 4;
  for (let c = 0; c < pixelBytes; c += 16) {
    let largest = v128.load(input + c);
    for (let y = 0; y < rows; y++) {
      let at = input + y * rowBytes + c;
      for (let x = 0; x < columns; x++) {
        largest = f32x4.max(largest, v128.load(at));
        at += pixelBytes;
      }
    }
    v128.store(output + c, largest);
  }
}

/** Adds outGradient[c] to the gradient of the first pixel of the window that has the largest value. */
export function maximumWindowGradient(
  outGradient: usize,
  output: usize,
  input: usize,
  inGradient: usize,
  rows: i32,
  columns: i32,
  rowBytes: i32,
  channels: i32,
): void {
  for (let c = 0; c < channels * 4; c += 4) {
    const largest = load<f32>(output + c);
    let open = true;
    for (let y = 0; y < rows && open; y++) {
      for (let x = 0; x < columns && open; x++) {
        const at = y * rowBytes + x * channels * 4 + c;
        if (load<f32>(input + at) == largest) {
          store<f32>(inGradient + at, load<f32>(inGradient + at) + load<f32>(outGradient + c));
          open = false;
        }
      }
    }
  }
}
