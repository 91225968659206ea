import { readDataset } from "@joulebook/measurements";

const disclaimer = "Energies derived from published logs are not verified by MLCommons Association.";

/**
 * The boards and runtimes of the ImageNet table: for each the newest software with at least 80 of the 94 model files;
 * never a mix of versions.
 */
export async function boardGroups(least = 80) {
  const { measurements } = await readDataset("mlperf-inference-edge-open");
  const runtimes = grouped(measurements, ({ device, configuration }) => `${device} ${configuration.backend}`);
  return runtimes.flatMap((rows) => {
    const versions = grouped(rows, ({ configuration }) => configuration.software);
    const wide = versions.filter((version) => new Set(version.map(({ model }) => model)).size >= least);
    const newest = wide.toSorted((a, b) => (lastTest(a) < lastTest(b) ? 1 : -1))[0];
    if (newest === undefined) return [];
    const { device, configuration, energyBasis, idleIncluded } = newest[0];
    const { backend, software } = configuration;
    const options = {
      id: `${device}-${backend}`,
      title: `${device} with ${software}`,
      backend,
      software,
      energyBasis,
      idleIncluded,
      source: {
        title: "MLPerf Inference, open division, edge: ImageNet classifiers, wall power",
        url: "https://github.com/mlcommons",
        licence: "Apache-2.0",
        note: `${newest.length} rows with ${software}, the newest software of this board and runtime with at least ${least} of the 94 model files. ${disclaimer}`,
      },
    };
    return [{ board: true, rows: newest, options, zooName: ({ model }) => model }];
  });
}

const tinyZoo = {
  "fc-autoencoder": "mlperf-tiny-ad",
  resnet8: "mlperf-tiny-ic",
  "ds-cnn": "mlperf-tiny-kws",
  "mobilenet-v1-0.25-96": "mlperf-tiny-vww",
};

/**
 * The microcontrollers of MLPerf Tiny (closed division, 8-bit): for each device and operating point the newest round in
 * which one system has latency and energy of at least three of the reference networks.
 */
export async function tinyGroups() {
  const { measurements } = await readDataset("mlperf-tiny");
  const closed = measurements.filter(
    ({ source, model }) =>
      source.division === "closed" && tinyZoo[model] !== undefined && !/float/i.test(source.system),
  );
  const points = grouped(closed, ({ device, configuration }) =>
    [device, configuration.voltage, configuration.clock].join(" "),
  );
  const devices = points.flatMap((rows) => {
    const submissions = grouped(rows, ({ source }) => `${source.round} ${source.submitter} ${source.system}`);
    const whole = submissions.filter(
      (submission) =>
        networksWith(submission, "energy") >= 3 && networksWith(submission.filter(performance), "latency") >= 3,
    );
    const newest = whole.toSorted((a, b) => (a[0].source.round < b[0].source.round ? 1 : -1))[0];
    return newest === undefined ? [] : [newest];
  });
  // One device whose clock only some rounds state is one device: its newest round stands for it.
  const kept = grouped(devices, ([{ device, configuration }]) => `${device} ${configuration.voltage ?? ""}`).flatMap(
    (same) => {
      const stated = same.filter(([{ configuration }]) => configuration.clock !== undefined);
      return stated.length > 0 ? stated : same;
    },
  );
  return kept.map((rows) => {
    const [{ device, configuration, source }] = rows;
    const { clock, voltage, software } = configuration;
    const energyRow = rows.find(({ energy }) => energy !== undefined);
    const several = kept.filter(([first]) => first.device === device).length > 1;
    const options = {
      id: several ? `${device}-${Math.round(clock / 1e6)}mhz` : device,
      title: `${device}${clock === undefined ? "" : ` at ${Math.round(clock / 1e5) / 10} MHz`}, ${source.submitter} ${source.round}`,
      ...(software === undefined ? {} : { software }),
      ...(clock === undefined ? {} : { clock }),
      ...(voltage === undefined ? {} : { voltage }),
      energyBasis: energyRow.energyBasis,
      idleIncluded: energyRow.idleIncluded,
      source: {
        title: `MLPerf Tiny ${source.round}, closed division, ${source.submitter}, system ${source.system}`,
        url: "https://github.com/mlcommons",
        licence: "Apache-2.0",
        note: "Reference networks as published; the 8-bit files. Not verified by MLCommons Association.",
      },
      notes: [
        "Three or four networks: errors on networks left out are large, and everything else is an extrapolation.",
        "Latency was measured in performance mode, energy in energy mode, often at a lower supply voltage: they are not of one run.",
      ],
    };
    // Energy mode runs at its own operating point: its throughput is not the device's latency.
    const latencies = rows.map((row) =>
      row.configuration.powerMode === "performance" ? row : { ...row, latency: undefined },
    );
    return { board: false, rows: latencies, options, zooName: ({ model }) => tinyZoo[model] };
  });
}

function performance({ configuration }) {
  return configuration.powerMode === "performance";
}

function networksWith(rows, quantity) {
  return new Set(rows.filter((row) => row[quantity] !== undefined).map(({ network }) => network)).size;
}

function lastTest(rows) {
  return rows
    .map(({ source }) => source.time)
    .toSorted()
    .at(-1);
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => string} key
 * @returns {T[][]}
 */
function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
