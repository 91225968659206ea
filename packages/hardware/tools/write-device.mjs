import { writeFileSync } from "node:fs";
import { checkDevice } from "@joulebook/hardware";

/**
 * Checks a device and writes it to devices/<id>.json, numbers to six digits.
 *
 * @param {{ id: string }} device
 */
export function writeDevice(device) {
  const rounded = JSON.parse(JSON.stringify(device, (_, value) => (typeof value === "number" ? round(value) : value)));
  checkDevice(rounded, device.id);
  writeFileSync(new URL(`../devices/${device.id}.json`, import.meta.url), `${text(rounded)}\n`);
}

/** @param {number} value */
function round(value) {
  return Number.isInteger(value) ? value : Number(value.toPrecision(6));
}

/**
 * JSON with a line per field, but lists of numbers and words on one.
 *
 * @param {unknown} value
 */
function text(value) {
  const lists = [];
  const marked = JSON.stringify(
    value,
    (_, inner) => {
      if (!Array.isArray(inner) || inner.some((item) => typeof item === "object")) return inner;
      lists.push(JSON.stringify(inner));
      return `@list${lists.length - 1}@`;
    },
    2,
  );
  return marked.replace(/"@list(\d+)@"/g, (_, index) => lists[Number(index)]);
}
