import { describe, expect, it } from "vitest";
import { sourceDate } from "../src/source-date.js";

describe("sourceDate", () => {
  it("is the day of SOURCE_DATE_EPOCH in UTC, and nothing without it", () => {
    expect(sourceDate({ SOURCE_DATE_EPOCH: "1700000000" })).toBe("2023-11-14");
    expect(sourceDate({ SOURCE_DATE_EPOCH: "0" })).toBe("1970-01-01");
    expect(sourceDate({})).toBeUndefined();
    expect(sourceDate({ SOURCE_DATE_EPOCH: "" })).toBeUndefined();
  });

  it.each(["now", "-1", "1.5", "1e9", "999999999999"])("refuses %j", (text) => {
    expect(() => sourceDate({ SOURCE_DATE_EPOCH: text })).toThrow("SOURCE_DATE_EPOCH");
  });
});
