import type { MeasuredDevice } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  builtInDevice,
  builtInDeviceIds,
  type Fitter,
  leaveOneNetworkOut,
  physicalFitter,
  powerLawFitter,
  processFitter,
} from "../src/index.js";
import { openRows } from "../test/measured/open-table.js";
import { relativeError } from "../test/relative-error.js";

const boards = builtInDeviceIds()
  .map(builtInDevice)
  .filter(
    (device): device is MeasuredDevice => device.kind === "measured" && (device.fits[0]?.residuals.networks ?? 0) > 20,
  );

const fitters: Readonly<Record<string, Fitter>> = {
  "non-negative-least-squares": physicalFitter,
  "gaussian-process": processFitter,
  macs: powerLawFitter("macs"),
  params: powerLawFitter("params"),
};

describe.each(boards)("$id", ({ id, fits }) => {
  it("has the errors on networks left out that its raw rows give", { timeout: 600_000 }, () => {
    for (const { quantity, form, parameters, software = "", backend = "", residuals } of fits) {
      const fitter = fitters[form === "power-law" ? String(parameters?.["of"]) : form];
      if (fitter === undefined) throw new Error(`${id}: unknown form ${form}`);
      const rows = openRows(id.slice(0, -backend.length - 1), software, quantity);
      const again = leaveOneNetworkOut(rows, fitter).residuals;
      expect(again.points).toBe(residuals.points);
      expect(relativeError(again.medianAbsolute, residuals.medianAbsolute)).toBeLessThan(1e-3);
      expect(relativeError(again.p90Absolute, residuals.p90Absolute)).toBeLessThan(1e-3);
    }
  });
});
