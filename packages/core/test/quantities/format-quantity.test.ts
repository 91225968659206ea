import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatEnergy,
  formatFrequency,
  formatNumber,
  formatPercent,
  formatPower,
  formatRate,
  formatVoltage,
  parseBytes,
  parseDuration,
  parseEnergy,
  parsePower,
  parseRate,
  parseVoltage,
} from "../../src/index.js";

function relativeError(value: number, reference: number): number {
  return Math.abs(value - reference) / Math.abs(reference);
}

describe("printing quantities", () => {
  it.each([
    [formatEnergy(0.05), "50.0 mJ"],
    [formatEnergy(0.05, { trim: true }), "50 mJ"],
    [formatEnergy(31.537e-6), "31.5 µJ"],
    [formatEnergy(999.96e-6), "1.00 mJ"],
    [formatEnergy(0.9995, { digits: 4 }), "999.5 mJ"],
    [formatEnergy(0), "0 J"],
    [formatEnergy(-0.0032), "-3.20 mJ"],
    [formatEnergy(13_320), "13.3 kJ"],
    [formatEnergy(4e-14), "40.0 fJ"],
    [formatPower(0.0027778), "2.78 mW"],
    [formatVoltage(3.7), "3.70 V"],
    [formatFrequency(216e6), "216 MHz"],
    [formatBytes(89_440), "89.4 KB"],
    [formatBytes(10), "10.0 B"],
    [formatCount(2_656_768), "2.66 M"],
    [formatCount(12, { trim: true }), "12"],
    [formatDuration(0.1), "100 ms"],
    [formatDuration(119), "119 s"],
    [formatDuration(600), "10.0 min"],
    [formatDuration(7200), "2.00 h"],
    [formatDuration(2_592_000), "30.0 d"],
    [formatDuration(Number.POSITIVE_INFINITY), "∞ s"],
    [formatRate(5), "5.00 /s"],
    [formatRate(1 / 60), "1.00 /min"],
    [formatRate(1 / 3600), "1.00 /h"],
    [formatRate(1 / 864_000), "0.100 /d"],
    [formatRate(0), "0 /s"],
    [formatPercent(0.7345), "73.5 %"],
    [formatPercent(0.7, { decimals: 0 }), "70 %"],
    [formatPercent(-0.0004), "0.0 %"],
    [formatPercent(-0.004), "-0.4 %"],
    [formatNumber(1234.5), "1230"],
    [formatNumber(0.00012345), "0.000123"],
    [formatNumber(1200, { trim: true }), "1200"],
    [formatNumber(Number.NaN), "not a number"],
  ])("prints %s", (printed, expected) => {
    expect(printed).toBe(expected);
  });

  const sizes = fc.tuple(fc.double({ min: 1, max: 9.999, noNaN: true }), fc.integer({ min: -14, max: 13 }));
  const forms = [
    ["energy", formatEnergy, parseEnergy],
    ["power", formatPower, parsePower],
    ["duration", formatDuration, parseDuration],
    ["rate", formatRate, parseRate],
    ["voltage", formatVoltage, parseVoltage],
  ] as const;
  it.each(forms)("is read back as the same %s, to the digits printed", (_name, print, read) => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 9 }), fc.boolean(), ([mantissa, exponent], digits, trim) => {
        const value = mantissa * 10 ** exponent;
        expect(relativeError(read(print(value, { digits, trim })), value)).toBeLessThanOrEqual(
          0.5000001 * 10 ** (1 - digits),
        );
      }),
    );
  });

  it("is read back as the same number of bytes, to the digits printed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 45 }), (bytes) => {
        expect(relativeError(parseBytes(formatBytes(bytes, { digits: 4 })), bytes)).toBeLessThanOrEqual(0.00050001);
      }),
    );
  });

  it("has one to three whole digits under its prefix, and never an exponent", () => {
    fc.assert(
      fc.property(sizes, ([mantissa, exponent]) => {
        expect(formatEnergy(mantissa * 10 ** exponent)).toMatch(/^\d{1,3}(\.\d+)? [fpnµmkMGT]?J$/);
      }),
    );
  });
});
