/**
 * A PDF without the clock: creation and modification dates become the given date (ISO 8601), or vanish without one.
 *
 * Only digits and spaces are exchanged, so that no offset in the file moves.
 */
export function fixedDates(pdf: Uint8Array, date?: string): Uint8Array {
  const text = Buffer.from(pdf).toString("latin1");
  const fixed = text.replace(
    /\/(CreationDate|ModDate) \(D:\d{14}([^)]*)\)/g,
    (entry: string, name: string, zone: string) =>
      date === undefined
        ? " ".repeat(entry.length)
        : `/${name} (D:${date.replace(/\D/g, "").padEnd(14, "0").slice(0, 14)}${zone})`,
  );
  return new Uint8Array(Buffer.from(fixed, "latin1"));
}
