import { devicePoints, readDataset } from "@joulebook/measurements";

const disclaimer = "Derived from the results; not verified by MLCommons Association.";
const tiny = readDataset("mlperf-tiny").measurements;
const closed = readDataset("mlperf-inference-edge-closed").measurements;

/**
 * A device with what its tables of measurements say of other operating points: voltages and clocks of a chip with fitted static power,
 * power modes of a board with ratios of energy and time. Nothing is taken from data sheets.
 *
 * @param {import("@joulebook/core").MeasuredDevice} device
 * @param {import("@joulebook/core").Measurement} row one of those the device was fitted to
 */
export function withOperatingPoints(device, row) {
  return row.configuration.voltage === undefined ? withPowerModes(device, row) : withVoltages(device, row);
}

/** Static power of points that were measured with energies is fitted; at the others the same is assumed. */
function withVoltages(device, { device: chip }) {
  const found = devicePoints(tiny).find((one) => one.device === chip)?.staticPower;
  if (found === undefined) return device;
  const { staticPower, residuals, degreesOfFreedom, fitted } = found;
  const rows = tiny.filter((row) => row.device === chip);
  const measured = new Set(
    rows.filter(({ energy }) => energy !== undefined).map(({ configuration: { voltage } }) => voltage),
  );
  const points = new Map(rows.map(({ configuration: { voltage, clock } }) => [voltage, clock]));
  const rounds = Array.from(new Set(rows.map(({ source }) => source.round))).toSorted();
  return {
    ...device,
    sources: {
      ...device.sources,
      points: {
        title: `MLPerf Tiny ${rounds.join(", ")}, closed division, ${rows[0].source.submitter}: voltages and clocks of the systems; static power from a fit of E = C V² + P t to the newest round`,
        url: "https://github.com/mlcommons",
        licence: "Apache-2.0",
        note: disclaimer,
      },
    },
    operatingPoints: [...points]
      .toSorted(([a], [b]) => a - b)
      .map(([voltage, clock]) => ({
        name: `${Number.isInteger(voltage * 10) ? voltage.toFixed(1) : voltage}V`,
        voltage,
        clock,
        staticPower,
        obtained: measured.has(voltage) ? "fitted" : "assumed",
        source: "points",
      })),
    staticPowerResiduals: {
      networks: new Set(fitted.map(({ model }) => model)).size,
      points: fitted.length,
      degreesOfFreedom,
      largest: Math.max(...residuals.map(Math.abs)),
      source: "points",
    },
  };
}

function withPowerModes(device, { device: board, configuration: { backend, powerMode } }) {
  const rows = closed.filter((row) => row.device === board && row.configuration.backend === backend);
  const found = devicePoints(rows).find(({ reference }) => reference === powerMode);
  const points = (found?.points ?? []).filter(({ compared }) => compared > 0);
  if (points.length < 2) return device;
  const names = new Set(points.map(({ powerMode: name }) => name));
  const used = rows.filter(({ configuration }) => names.has(configuration.powerMode));
  const models = Array.from(new Set(used.map(({ model }) => model))).join(", ");
  return {
    ...device,
    sources: {
      ...device.sources,
      modes: {
        title: `MLPerf Inference, closed division, edge: ${models} on ${board} with ${backend} in ${points.length} power modes, wall power`,
        url: "https://github.com/mlcommons",
        licence: "Apache-2.0",
        note: `Ratios over ${powerMode} of the same submitter, round and software; idle power from the samples after the runs. ${disclaimer}`,
      },
    },
    powerModes: points.map(({ powerMode: name, energy, time, compared, idlePower }) => ({
      name,
      energyRatio: energy,
      timeRatio: time,
      compared,
      ...(idlePower === undefined ? {} : { idlePower }),
      source: "modes",
    })),
  };
}
