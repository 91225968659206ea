import { describe, expect, it } from "vitest";
import { nearestNames, problemText, quoteInput, unknownName } from "../../src/index.js";

const boards = ["coral", "firefly-rk3588s", "jetson-agx-orin", "jetson-agx-xavier", "odroid-n2+", "raspberry-pi-4"];

describe("nearestNames", () => {
  it.each([
    ["rasberry-pi-4", "raspberry-pi-4"],
    ["raspberry pi 4", "raspberry-pi-4"],
    ["RASPBERRY_PI_4", "raspberry-pi-4"],
    ["pi4", "raspberry-pi-4"],
    ["orin", "jetson-agx-orin"],
    ["jetson-agx-xaiver", "jetson-agx-xavier"],
    ["coarl", "coral"],
  ])("finds what %s meant", (typed, meant) => {
    expect(nearestNames(typed, boards)[0]).toBe(meant);
  });

  it("finds nothing where nothing is near", () => {
    expect(nearestNames("toaster", boards)).toEqual([]);
    expect(nearestNames("", boards)).toEqual([]);
    expect(nearestNames("--", boards)).toEqual([]);
    expect(nearestNames("pi", [])).toEqual([]);
  });

  it("counts a swap of neighbours as one change", () => {
    expect(nearestNames("abdc", ["abcd", "abxy"], 1)).toEqual(["abcd"]);
  });

  it("prefers the nearer, then the one of similar length, then the alphabet", () => {
    expect(
      nearestNames("mobilenet-v2-1.0-224", [
        "mobilenet-v1-1.0-224",
        "mobilenet-v2-1.0-224-int8",
        "mobilenet-v3-0.5-160",
      ]),
    ).toEqual(["mobilenet-v1-1.0-224", "mobilenet-v2-1.0-224-int8", "mobilenet-v3-0.5-160"]);
    expect(nearestNames("cat", ["car", "cab"])).toEqual(["cab", "car"]);
  });

  it("lists each name once and no more than asked for", () => {
    expect(nearestNames("aaab", ["aaaa", "aaaa", "aaac", "aaad", "aaae"], 2)).toHaveLength(2);
    expect(nearestNames("aaab", ["aaaa", "aaaa"])).toEqual(["aaaa"]);
  });

  // Compared whole, these names would take 10^13 steps: the test would not end.
  it("compares no more of long hostile names than names need", () => {
    const known = Array.from({ length: 2000 }, (_, index) => `${"a".repeat(5000)}${index}`);
    expect(nearestNames("a".repeat(1_000_000), known).length).toBeLessThanOrEqual(known.length);
  });
});

describe("unknownName", () => {
  it("names the place, the nearest names and the known ones", () => {
    const problem = unknownName("device", "coarl", boards, { where: "--device", fix: "joulebook devices lists them" });
    expect(problem.code).toBe("unknown-device");
    expect(problemText(problem)).toBe(
      `--device: unknown device "coarl"; expected one of ${boards.join(", ")}; did you mean coral?; joulebook devices lists them`,
    );
  });

  it("counts the known names when there are many, and carries the place in a file", () => {
    const many = Array.from({ length: 94 }, (_, index) => `model-${index}`);
    const problem = unknownName("model", "zzz", many, { file: "a.csv", line: 3, column: 2 });
    expect(problem).toMatchObject({ expected: "one of 94 known names", file: "a.csv", line: 3, column: 2 });
    expect(problem.nearest).toBeUndefined();
  });

  it("says so when a name is empty or nothing is known", () => {
    expect(unknownName("precision", " ", ["fp32"]).message).toBe("the precision is empty");
    expect(unknownName("study", "x", []).expected).toBe("a known study, but there is none");
  });
});

describe("quoteInput", () => {
  it("keeps hostile characters from reaching a terminal and cuts long text", () => {
    expect(quoteInput("a\nb\u001b[31m")).toBe('"a\\nb\\u001b[31m"');
    expect(quoteInput("a\u202eb\u009b")).toBe('"a\\u202eb\\u009b"');
    expect(quoteInput("x".repeat(1000))).toHaveLength(63);
    expect(quoteInput("<b>")).toBe('"<b>"');
  });
});
