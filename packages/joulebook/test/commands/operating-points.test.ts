import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DevicesPointsDocument, RecommendDocument } from "@joulebook/core";
import { dataset, datasetText } from "@joulebook/measurements";
import { describe, expect, it } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { freshFolder, joulebook } from "../support/joulebook.js";

const header = "device,backend,model_id,power_mode,accuracy_top1_percent,mean_latency_ms,energy_per_inference_j";
function table(...rows: readonly string[]): string {
  const file = join(freshFolder(), "mine.csv");
  writeFileSync(file, [header, ...rows, ""].join("\n"));
  return file;
}

/** A board of which two models were measured in two power modes. */
const twoModes = (): string =>
  table(
    "board,rt,small,5W,60,10,0.010",
    "board,rt,small,10W,60,5,0.012",
    "board,rt,large,5W,80,20,0.030",
    "board,rt,large,10W,80,10,0.039",
  );

async function document<D>(name: string, args: readonly string[]): Promise<D> {
  const { code, stdout } = await joulebook([...args, "--json"]);
  expect([code, schemaErrors(name, stdout)]).toEqual([0, []]);
  return JSON.parse(stdout) as D;
}

describe("devices points", () => {
  it("says what a user's power modes did to the same inferences, by hand", async () => {
    const { devices } = await document<DevicesPointsDocument>("devices-points", [
      "devices",
      "points",
      "--measurements",
      twoModes(),
    ]);
    const [board] = devices;
    expect([board?.device, board?.reference, board?.estimateOn]).toEqual(["board", "10W", []]);
    // 10/12 and 30/39 of the energy, twice the time.
    const [fast, slow] = board?.points ?? [];
    expect(fast).toMatchObject({ label: "10W", powerMode: "10W", compared: 2, energy: { value: 1 } });
    expect(slow).toMatchObject({ label: "5W", measurements: 2, time: { value: 2, low: 2, high: 2 } });
    expect(slow?.energy?.low).toBeCloseTo(30 / 39, 12);
    expect(slow?.energy?.high).toBeCloseTo(10 / 12, 12);
    expect(slow?.energy?.value).toBeCloseTo((30 / 39 + 10 / 12) / 2, 12);
  });

  it("has the chips and boards of the shipped tables, with fitted static power and what estimates can be taken to", async () => {
    const { devices } = await document<DevicesPointsDocument>("devices-points", ["devices", "points"]);
    const chip = devices.find(({ device }) => device === "gap9-evk");
    expect(chip?.estimateOn).toEqual(["gap9-evk-240mhz", "gap9-evk-370mhz"]);
    expect(chip?.staticPower?.residuals).toHaveLength(8);
    expect(chip?.staticPower?.power).toBeGreaterThan(1.9e-3);
    expect(chip?.staticPower?.power).toBeLessThan(2.9e-3);
    const { stdout } = await joulebook(["devices", "points", "--device", "cloud-ai-100-dm.2-dev-kit"]);
    expect(stdout).toContain("no inference was measured at two of its points with all other settings equal");
    expect(stdout).toContain("static power: not known, no voltages are stated");
  });

  it("says where there is none", async () => {
    const { code, stdout } = await joulebook(["devices", "points", "--measurements", table("a,rt,m,5W,60,1,1")]);
    expect([code, stdout.trim()]).toEqual([0, "No device was measured at several operating points."]);
  });
});

describe("figures of several operating points are never compared without a word", () => {
  it("by recommend: as a reason, with the points of the choice; --operating-point leaves one", async () => {
    const args = ["recommend", "--measurements", twoModes(), "--budget", "20mJ"];
    const { reasons } = await document<RecommendDocument>("recommend", args);
    const said = reasons.find(({ kind }) => kind === "operating-points");
    expect(said).toMatchObject({ device: "board", code: "different-points", chosen: ["5W"] });
    expect(said?.text).toBe("Candidates of board are of several operating points: 5W (2), 10W (2); chosen: 5W.");
    const { reasons: others } = await document<RecommendDocument>("recommend", [...args, "--operating-point", "10W"]);
    expect(others.map(({ kind }) => kind)).not.toContain("operating-points");
    const { code, stderr } = await joulebook([...args, "--operating-point", "15W"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("expected: one of 10W, 5W")]);
  });

  it("by transfer: rows of other modes are left out, and counted by mode", async () => {
    const [names = "", ...lines] = datasetText(dataset("mlperf-inference-edge-open")).split("\n");
    const board = lines.filter((line) => /rpi4/i.test(line) && /v2\.0/.test(line) && /ruy/i.test(line));
    const file = join(freshFolder(), "board.csv");
    const at = (mode: string, count: number): readonly string[] =>
      board.slice(0, count).map((line) => `${line.replaceAll("\r", "")},${mode}`);
    writeFileSync(file, [`${names},power_mode`, ...at("10W", 6), ...at("5W", 2)].join("\n"));
    const { code, stdout } = await joulebook(["transfer", "--measurements", file, "--json"]);
    expect(code).toBe(0);
    const { warnings } = JSON.parse(stdout) as { warnings: readonly { code: string; message: string }[] };
    expect(warnings.find((one) => one.code === "mixed-configurations")?.message).toContain("(10W (6), 5W (2))");
  });
});
