import { describe, expect, it } from "vitest";
import { fixedDates } from "../../src/pdf/fixed-dates.js";

const pdf = Buffer.from(
  "<</CreationDate (D:20251121021500+00'00')\n/ModDate (D:20251121021500+00'00')>>\u00ff",
  "latin1",
);

describe("fixedDates", () => {
  it("takes the dates out without moving a byte", () => {
    const fixed = Buffer.from(fixedDates(pdf)).toString("latin1");
    expect(fixed).not.toContain("Date");
    expect(fixed).toHaveLength(pdf.length);
    expect(fixed.endsWith(">>\u00ff")).toBe(true);
  });

  it("writes the date asked for", () => {
    const fixed = Buffer.from(fixedDates(pdf, "2023-11-14")).toString("latin1");
    expect(fixed).toBe("<</CreationDate (D:20231114000000+00'00')\n/ModDate (D:20231114000000+00'00')>>\u00ff");
  });
});
