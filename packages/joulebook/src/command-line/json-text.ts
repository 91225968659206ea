/**
 * A document as JSON text, ending in a line break. A number that JSON cannot hold (the cost of a candidate that cannot
 * keep the rate is infinite) is left out, as missing things are.
 */
export function jsonText(document: object): string {
  const finite = (_key: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isFinite(value) ? undefined : value;
  return `${JSON.stringify(document, finite, 2)}\n`;
}
