import { describe, expect, it } from "vitest";
import { startArguments } from "../setup/start-arguments.mjs";

function parameters(...args: readonly string[]): readonly string[] {
  const read = startArguments(args);
  return "problem" in read ? [] : read.parameters;
}

describe("what follows npm start --", () => {
  it("becomes parameters of the study", () => {
    expect(parameters("--device", "raspberry-pi-4", "--budget", "100mJ")).toEqual([
      "device=raspberry-pi-4",
      "budget=100mJ",
    ]);
  });

  it("may join name and value with an equals sign, and values may hold more of them", () => {
    expect(parameters("--budget=100mJ", "-p", "note=a=b")).toEqual(["budget=100mJ", "note=a=b"]);
  });

  it("means true where a switch stands alone", () => {
    expect(parameters("--hard", "--budget", "50mJ")).toEqual(["hard=true", "budget=50mJ"]);
  });

  it("keeps a negative number as a value", () => {
    expect(parameters("--budget", "-5mJ")).toEqual(["budget=-5mJ"]);
  });

  it("keeps set-up's and the report's own options apart", () => {
    const read = startArguments(["--install-browser", "--browser", "/usr/bin/chromium", "--out", "a.pdf", "--quiet"]);
    expect(read).toEqual({
      parameters: [],
      report: ["--quiet"],
      out: "a.pdf",
      browser: "/usr/bin/chromium",
      installBrowser: true,
      help: false,
    });
  });

  it("must be options", () => {
    expect(startArguments(["raspberry-pi-4"])).toEqual({
      problem: expect.stringContaining('"raspberry-pi-4" belongs to no option') as string,
    });
  });
});
