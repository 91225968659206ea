// Fits every board and runtime of the ImageNet table and every microcontroller of MLPerf Tiny, writes the device files and
// prints the errors on networks left out. Usage: node tools/fit-devices.mjs [part of an id]
import { median } from "@joulebook/core";
import { measuredDevice } from "@joulebook/hardware";
import { findZooNetwork } from "@joulebook/network";
import { boardGroups, tinyGroups } from "./measured-groups.mjs";
import { withOperatingPoints } from "./operating-points.mjs";
import { writeDevice } from "./write-device.mjs";

const [part = ""] = process.argv.slice(2);
const table = [];
for (const group of [...(await tinyGroups()), ...(await boardGroups())]) {
  if (!group.options.id.includes(part)) continue;
  const rows = group.rows.flatMap((row) => {
    const network = findZooNetwork(group.zooName(row));
    if (network === undefined) return [];
    return [{ network, name: row.network, energy: row.energy, latency: row.latency?.mean }];
  });
  const device = withOperatingPoints(measuredDevice(rows, group.options), group.rows[0]);
  writeDevice(device);
  const errors = device.fits.map(({ quantity, form, parameters, residuals }) => ({
    quantity,
    form: form === "power-law" ? parameters.of : form,
    ...residuals,
  }));
  table.push({ id: device.id, board: group.board, errors });
  for (const { quantity, form, medianAbsolute, p90Absolute, points } of errors)
    console.log([device.id, quantity, form, points, percent(medianAbsolute), percent(p90Absolute)].join("\t"));
}
for (const quantity of ["energy", "latency"]) {
  for (const form of ["non-negative-least-squares", "gaussian-process", "macs", "params"]) {
    const found = table
      .filter(({ board }) => board)
      .flatMap(({ errors }) => errors.filter((one) => one.quantity === quantity && one.form === form));
    if (found.length === 0) continue;
    const over = (name) => percent(median(found.map((one) => one[name])));
    console.log(
      `median of ${found.length} boards and runtimes\t${quantity}\t${form}\t${over("medianAbsolute")}\t${over("p90Absolute")}`,
    );
  }
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
