import { describe, expect, it } from "vitest";
import { okabeIto, seriesStyle } from "../src/palette.js";

/** What people without one kind of cone see: Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const deficiencies = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;

describe("seriesStyle", () => {
  it("gives the first fourteen series different looks, and the first seven different colours, shapes and dashes", () => {
    const looks = Array.from({ length: 14 }, (_, index) => seriesStyle(index));
    expect(new Set(looks.map(({ color, symbol }) => `${color} ${symbol}`)).size).toBe(14);
    expect(new Set(looks.slice(0, 7).map(({ color }) => color)).size).toBe(7);
    expect(new Set(looks.slice(0, 7).map(({ symbol }) => symbol)).size).toBe(7);
  });

  it("refuses an index that is none", () => {
    expect(() => seriesStyle(0.5)).toThrow(RangeError);
  });
});

describe("okabeIto", () => {
  // CIE 1976: a difference of 2.3 is just noticeable (Mahy et al. 1994); four times that is plain to see.
  it.each(Object.entries(deficiencies))("keeps its colours plainly different under %s", (_, matrix) => {
    const seen = Object.values(okabeIto).map((color) => lab(clip(times(matrix, linear(color)))));
    const differences = seen.flatMap((one, index) =>
      seen.slice(index + 1).map((other) => Math.hypot(...one.map((value, k) => value - (other[k] ?? 0)))),
    );
    expect(Math.min(...differences)).toBeGreaterThan(4 * 2.3);
  });
});

function linear(color: string): number[] {
  return [1, 3, 5].map((start) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, value, k) => sum + value * (vector[k] ?? 0), 0));
}

function clip(vector: readonly number[]): number[] {
  return vector.map((value) => Math.min(1, Math.max(0, value)));
}

/** CIELAB under D65, from linear sRGB. */
function lab(rgb: readonly number[]): number[] {
  const xyz = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    rgb,
  );
  const [x = 0, y = 0, z = 0] = xyz.map((value, k) => {
    const share = value / ([0.95047, 1, 1.08883][k] ?? 1);
    return share > (6 / 29) ** 3 ? Math.cbrt(share) : share / (3 * (6 / 29) ** 2) + 4 / 29;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
