import type { Shape } from "../network/network-spec.js";
import type { RandomStream } from "../random.js";

/** Random changes of training images; none by default. */
export interface Augmentation {
  /** Mirror left and right with probability 1/2. */
  readonly flip: boolean;
  /** Move by up to so many pixels in each direction; zeros come in. */
  readonly shift: number;
}

/** One image's change: columns reversed or not, and the move. */
export interface ImageChange {
  readonly flip: boolean;
  readonly down: number;
  readonly right: number;
}

/** Draws a change; always three numbers of the stream, so that settings do not shift later draws. */
export function drawChange({ flip, shift }: Augmentation, random: RandomStream): ImageChange {
  const mirrored = random() < 0.5;
  const move = (): number => Math.floor(random() * (2 * shift + 1)) - shift;
  return { flip: flip && mirrored, down: move(), right: move() };
}

/** Writes the changed image, scaled so that `scale` becomes 1. */
export function changedImage(
  pixels: Uint8Array,
  { height, width, channels }: Shape,
  { flip, down, right }: ImageChange,
  scale: number,
  target: Float32Array,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromY = y - down;
      const moved = x - right;
      const inside = fromY >= 0 && fromY < height && moved >= 0 && moved < width;
      const fromX = flip ? width - 1 - moved : moved;
      for (let c = 0; c < channels; c++) {
        const value = inside ? (pixels[(fromY * width + fromX) * channels + c] as number) / scale : 0;
        target[(y * width + x) * channels + c] = value;
      }
    }
  }
}
