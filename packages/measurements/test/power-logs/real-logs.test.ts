import { describe, expect, test } from "vitest";
import { readPowerLog } from "../../src/power-logs/read-power-log.js";
import { logFile, sample, sharedLog } from "./log-file.js";

const near = (value: number | undefined, expected: number, tolerance: number): void =>
  expect(Math.abs((value as number) / expected - 1)).toBeLessThan(tolerance);

describe("real logs give what was published", () => {
  test("MLPerf: mean power, energy of the window and energy per inference of the table's row", async () => {
    const log = await readPowerLog(sample("spl.txt"), { events: sample("mlperf_log_detail.txt") });
    expect(log.windows).toHaveLength(1);
    const [window] = log.windows;
    // The row of mlperf-inference-edge-open; its mean is of samples, ours of trapezoids: 601 intervals, one end each.
    near(window?.power, 29.429, 3e-4);
    near(window?.energy, 17657.3, 3e-4);
    near(window?.energyPerInference, 0.141049, 3e-4);
    expect(window?.inferences).toBe(125_187);
    expect(window).toMatchObject({ basis: "wall", quality: "external-analyser" });
    near(window?.duration, 600.008, 1e-6);
  });

  test("change detection finds the run that loadgen marks, to a sample", async () => {
    const detected = await readPowerLog(sample("spl.txt"), { windows: "detect" });
    const marked = await readPowerLog(sample("spl.txt"), { events: sample("mlperf_log_detail.txt") });
    expect(detected.windows).toHaveLength(1);
    for (const end of ["start", "end"] as const)
      expect(Math.abs((detected.windows[0]?.[end] ?? 0) - (marked.windows[0]?.[end] ?? 0))).toBeLessThan(1.01);
    expect(detected.windowSource).toBe("detected");
  });

  test("the clock of loadgen is found again where it is shifted", async () => {
    const fixed = { events: sample("mlperf_log_detail.txt") };
    const { alignment } = await readPowerLog(sample("spl.txt"), { ...fixed, align: "auto" });
    expect(Math.abs(alignment?.offset ?? 99)).toBeLessThan(1);
    expect(alignment?.method).toBe("cross-correlation");
    expect(alignment?.correlation).toBeGreaterThan(0.9);
  });

  test("EnergyRunner's trace sums to the energies it printed, to one sample of 1 ms", async () => {
    const printed = (await readPowerLog(sample("v0.7_energy_results.txt"))).runs;
    const log = await readPowerLog(sample("v0.7_energy_trace1-energy.bin"), {
      events: sample("v0.7_energy_trace1-timestamps.json"),
      align: "none",
      select: ["2", "4", "6", "8", "10"],
    });
    expect(log.windows.map(({ name }) => `window ${name}`)).toEqual(printed.slice(0, 5).map(({ name }) => name));
    for (const [n, { energy, power }] of log.windows.entries()) {
      expect(Math.abs(energy - (printed[n]?.energy as number))).toBeLessThan(1.05 * 0.001 * power);
      near(power, printed[n]?.power as number, 1e-4);
    }
  });

  test("EnergyRunner's old results: 160 inferences a window, 11.200203 mJ each in the median window", async () => {
    const { runs, quality, repeats } = await readPowerLog(sample("v0.7_energy_results.txt"));
    expect(runs.slice(0, 5).map(({ inferences }) => inferences)).toEqual([160, 160, 160, 160, 160]);
    const each = runs.slice(0, 5).map(({ energyPerInference }) => energyPerInference as number);
    near(each.toSorted((a, b) => a - b)[2], 11200.203e-6, 1e-6);
    expect(runs[5]).toMatchObject({ name: "window 2, performance", inferences: 160, duration: 11.267 });
    expect(quality).toBe("external-analyser");
    expect(repeats?.windows).toBe(5);
  });

  test.each(["v1.3_energy_results.txt", "v1.3_energy_log.txt"])(
    "EnergyRunner's new %s: 5.4959150 mJ in the median trial",
    async (name) => {
      const { runs } = await readPowerLog(sample(name));
      expect(runs.map((run) => run.name)).toEqual(["trial 0", "trial 1", "trial 2", "trial 3", "trial 4"]);
      const each = runs.map(({ energyPerInference }) => energyPerInference as number);
      near(each.toSorted((a, b) => a - b)[2], 5495.915e-6, 1e-7);
      for (const { energy, power, duration } of runs)
        near((power as number) * (duration as number), energy as number, 1e-4);
    },
  );

  test("EnergyRunner's performance results, old and new", async () => {
    const old = await readPowerLog(sample("v0.7_performance_results.txt"));
    const { runs } = await readPowerLog(sample("v1.3_performance_results.txt"));
    expect(runs).toHaveLength(5);
    // Printed: throughput 6.035914206895101 inf./sec. of the first window.
    near(runs[0]?.latency?.mean, 1 / 6.035914206895101, 1e-12);
    expect(old.runs.length).toBeGreaterThan(0);
  });

  test("benchmark_model: every run, microseconds as printed", async () => {
    const { runs, channels } = await readPowerLog(sample("benchmark_model.txt"));
    expect(channels).toEqual([]);
    expect(runs.slice(0, 3).map(({ name }) => name)).toEqual([
      "efficientdet-lite0_fp32.tflite, 1 threads",
      "efficientdet-lite0_fp32.tflite, 1 threads",
      "efficientdet-lite0_fp32.tflite, 2 threads",
    ]);
    expect(runs[0]?.latency?.mean).toBeCloseTo(0.104012, 12);
    expect(runs[0]).toMatchObject({ inferences: 50 });
    expect(runs[0]?.latency?.min).toBeCloseTo(0.103266, 12);
    expect(runs[0]?.energy).toBeUndefined();
  });

  test("trtexec: the profile's layers add up, the times give percentiles", async () => {
    const profile = await readPowerLog(sample("resnet18_fp16.profile.json"));
    expect(profile.runs[0]).toMatchObject({ name: "26 layers", inferences: 21_071 });
    // Printed: the first convolution takes 0.0288488 ms, 7.93604 % of the whole.
    near(profile.runs[0]?.latency?.mean, 0.0288488e-3 / 0.0793604, 1e-4);
    const times = await readPowerLog(sample("resnet18_times_first_99.json"));
    expect(times.runs[0]?.inferences).toBe(99);
    near(times.runs[0]?.latency?.p50, 0.000276, 0.01);
  });
});

describe("logs that may not ship", () => {
  const orin = sharedLog("tegrastats/jetson_orin_nano_tegra_burn.log");
  test.skipIf(orin === undefined)("tegrastats, new form: rails, whole board, one busy stretch", async () => {
    const log = await readPowerLog(orin as string, { windows: "detect" });
    expect(log.channels.map(({ name, basis }) => [name, basis])).toEqual([
      ["VDD_IN", "board"],
      ["VDD_CPU_GPU_CV", "rail"],
      ["VDD_SOC", "rail"],
    ]);
    const [board] = log.channels;
    expect(board).toMatchObject({ samples: 103, chosen: true });
    // tegrastats prints its own running mean: 12,791 mW at the last line; trapezoids weigh the ends by half.
    near(board?.power, 12.791, 0.01);
    expect(log.windows).toHaveLength(1);
    expect(log.findings).toContainEqual(expect.objectContaining({ code: "dropped-samples", count: 3 }));
  });

  const nano = sharedLog("tegrastats/jetson_nano_pom_excerpt.log");
  test.skipIf(nano === undefined)("tegrastats, old form: milliwatts without unit, one second apart", async () => {
    const log = await readPowerLog(nano as string);
    // By hand: (1972/2 + 2174 + 1975 + 2416 + 2772 + 1934 + 1731/2) mW s.
    expect(log.channels[0]?.energy).toBeCloseTo(13.1225, 10);
    expect(log.findings.map(({ code }) => code)).toContain("assumed-interval");
  });

  const gtx = sharedLog("nvidia-smi/gtx1650_gpu_power_excerpt.csv");
  test.skipIf(gtx === undefined)("nvidia-smi: a sensor of 100 ms read every 11 ms is said", async () => {
    const log = await readPowerLog(gtx as string);
    expect(log.channels[0]?.samples).toBe(36);
    expect(log.channels[0]?.updateInterval).toBeGreaterThan(0.095);
    expect(log.channels[0]?.updateInterval).toBeLessThan(0.11);
    expect(log.findings.map(({ code }) => code)).toEqual(["over-polled"]);
    expect(log.quality).toBe("on-board-sensor");
  });

  const a100 = sharedLog("nvidia-smi/a100_idle_excerpt.csv");
  test.skipIf(a100 === undefined)("nvidia-smi: no energy is invented in a gap of ten minutes", async () => {
    const log = await readPowerLog(a100 as string);
    // By hand: two halves of three intervals of about a second at 62.5 to 62.9 W.
    near(log.channels[0]?.covered, 1.008 + 1 + 1 + 1 + 1 + 1, 1e-6);
    near(log.channels[0]?.energy, 1.008 * 62.7 + 62.53 + 62.53 + 3 * 62.8, 1e-6);
    expect(log.findings.map(({ code }) => code)).toEqual(["gap", "partly-covered"]);
  });

  const coral = sharedLog("bench-psu-serial/coral_power_excerpt.txt");
  const labels = sharedLog("bench-psu-serial/pow_ts_coral_litetpu_mn2q.txt");
  test.skipIf(coral === undefined || labels === undefined)("a supply's log and a file of labels", async () => {
    const log = await readPowerLog(coral as string, {
      events: labels as string,
      select: ["inf_batch*"],
      inferences: 50,
    });
    expect(log.windows.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((n) => `inf_batch_${n}`));
    // One machine's clock wrote both files: no offset beyond the supply's own delay of a quarter second a sample.
    expect(Math.abs(log.alignment?.offset ?? 99)).toBeLessThan(0.5);
  });

  const carbon = sharedLog("codecarbon/emissions.csv");
  test.skipIf(carbon === undefined)("CodeCarbon: kilowatt-hours of a model, and says that it is one", async () => {
    const { runs, quality } = await readPowerLog(carbon as string);
    // By hand: 2.460490870277692e-06 kWh x 3.6e6 J.
    near(runs[0]?.energy, 8.857767133, 1e-9);
    expect(quality).toBe("model");
    expect(runs[0]?.notes).toContain("no energy of a graphics card was read");
  });
});

describe("formats built from documentation", () => {
  test("say that they are not verified", async () => {
    const log = await readPowerLog(
      logFile("#time,current,voltage,power,charge,energy\n0,1,5,5,0,0\n1,1,5,5,1,5\n2,1,5,5,2,10\n"),
    );
    expect([log.format, log.verified]).toEqual(["joulescope", false]);
    expect(log.channels.map(({ name, energy }) => [name, energy])).toEqual([["power", 10]]);
  });

  test("PPK2: current times the given voltage, windows of a digital line", async () => {
    const rows = Array.from(
      { length: 10 },
      (_, n) => `${n},${n >= 3 && n < 7 ? 2000 : 1000},0000000${n >= 3 && n < 7 ? 1 : 0}`,
    );
    const path = logFile(`Timestamp(ms),Current(uA),D0-D7\n${rows.join("\n")}\n`);
    await expect(readPowerLog(path)).rejects.toThrow(/--voltage/);
    const log = await readPowerLog(path, { voltage: 3 });
    expect(log.format).toBe("ppk2");
    expect(log.windows.map(({ name, start, end }) => [name, start, end])).toEqual([["D7", 0.003, 0.007]]);
    // By hand: 3 V x (3 ms at 2 mA, and a millisecond that falls from 2 to 1 mA).
    near(log.windows[0]?.energy, 3 * (3e-3 * 2e-3 + 1e-3 * 1.5e-3), 1e-9);
  });

  test("PPK2 with a column for each digital line", async () => {
    const path = logFile("Timestamp(ms),Current(uA),D0,D1\n0,1000,0,0\n1,1000,1,0\n2,1000,1,0\n3,1000,0,0\n");
    const log = await readPowerLog(path, { voltage: 5 });
    expect(log.windows.map(({ name, start, end }) => [name, start, end])).toEqual([["D0", 0.001, 0.003]]);
  });

  test("powercap: counters of two packages that start again", async () => {
    const text =
      "time_s,name,energy_uj,max_energy_range_uj\n" +
      "0,package-0,900000,1000000\n0,package-1,0,1000000\n1,package-0,100000,1000000\n1,package-1,500000,1000000\n" +
      "2,package-0,300000,1000000\n2,package-1,900000,1000000\n";
    const log = await readPowerLog(logFile(text));
    expect(log.format).toBe("powercap");
    expect(log.channels.map(({ name, energy }) => [name, Number(energy.toFixed(9))])).toEqual([
      ["package-0", 0.4],
      ["package-1", 0.9],
    ]);
    expect(log.findings.map(({ code }) => code)).toContain("counter-wrap");
  });

  test("Zeus: windows of its log, and measurements as JSON", async () => {
    const csv = await readPowerLog(
      logFile("start_time,window_name,elapsed_time,gpu0_energy,gpu1_energy\n1700000000,step,2,30,20\n"),
    );
    expect(csv.runs).toMatchObject([{ name: "step", duration: 2, energy: 50, power: 25, quality: "counter" }]);
    const json = await readPowerLog(
      logFile(
        '{"epoch": {"time": 4, "gpu_energy": {"0": 100}, "cpu_energy": {"0": 20}, "dram_energy": null}}',
        "zeus.json",
      ),
    );
    expect(json.runs).toMatchObject([{ name: "epoch", duration: 4, energy: 120, power: 30 }]);
  });
});
