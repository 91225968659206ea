import { describe, expect, it } from "vitest";
import { startArguments } from "../setup/start-arguments.mjs";

describe("what follows npm start --", () => {
  it("becomes parameters of the study", () => {
    const { parameters } = startArguments(["--device", "raspberry-pi-4", "--budget", "100mJ"]);
    expect(parameters).toEqual(["device=raspberry-pi-4", "budget=100mJ"]);
  });

  it("may join name and value with an equals sign, and values may hold more of them", () => {
    expect(startArguments(["--budget=100mJ", "-p", "note=a=b"]).parameters).toEqual(["budget=100mJ", "note=a=b"]);
  });

  it("means true where a switch stands alone", () => {
    expect(startArguments(["--hard", "--budget", "50mJ"]).parameters).toEqual(["hard=true", "budget=50mJ"]);
  });

  it("keeps a negative number as a value", () => {
    expect(startArguments(["--budget", "-5mJ"]).parameters).toEqual(["budget=-5mJ"]);
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
    expect(() => startArguments(["raspberry-pi-4"])).toThrow(/"raspberry-pi-4" belongs to no option/);
  });
});
