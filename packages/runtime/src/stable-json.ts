/**
 * JSON text with keys in one order (UTF-16 code units, as RFC 8785 says) and no spaces: equal values, equal text.
 *
 * Keys whose value is `undefined` are left out: missing is missing.
 *
 * @throws TypeError for what JSON cannot say (NaN, infinities, bigint, functions, cycles), with its place
 * @example stableJson({ b: 1, a: [2, undefined] }) // throws: arrays have no missing elements
 * @example stableJson({ b: 1, a: undefined }) // => '{"b":1}'
 */
export function stableJson(value: unknown): string {
  return write(value, "$", []);
}

function write(value: unknown, place: string, above: readonly object[]): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return JSON.stringify(value);
    throw new TypeError(`stableJson: ${place} is ${value}, which JSON cannot hold; leave it out instead`);
  }
  if (typeof value !== "object") throw new TypeError(`stableJson: ${place} is ${typeof value}, which JSON cannot hold`);
  if (above.includes(value)) throw new TypeError(`stableJson: ${place} contains itself`);
  const path = [...above, value];
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item: unknown, index) => write(item, `${place}[${index}]`, path)).join(",")}]`;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) {
    throw new TypeError(`stableJson: ${place} is a ${value.constructor.name}; give a plain record`);
  }
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${write(item, `${place}.${key}`, path)}`);
  return `{${fields.join(",")}}`;
}
