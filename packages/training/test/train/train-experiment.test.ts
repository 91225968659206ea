import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { contentHash } from "@joulebook/runtime";
import { describe, expect, it } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.js";
import { trainExperiment } from "../../src/train/train-experiment.js";
import type { TrainingProgress } from "../../src/train/training-progress.js";
import { smallExperiment } from "../small-experiment.js";
import { temporaryFolder } from "../temporary-folder.js";

const child = fileURLToPath(new URL("./train-child.mjs", import.meta.url));

function train(experiment: Experiment, folder: string, more: Partial<Parameters<typeof trainExperiment>[0]> = {}) {
  return trainExperiment({
    experiment,
    workFolder: join(folder, "work"),
    resultFolder: join(folder, "results"),
    ...more,
  });
}

/** Hash of every file of a run but its timing. */
function outcome(folder: string, { name }: Experiment): Record<string, string> {
  const files = [`work/${name}`, `results/${name}`].flatMap((part) =>
    readdirSync(join(folder, part)).map((file) => `${part}/${file}`),
  );
  return Object.fromEntries(
    files
      .filter((file) => !file.endsWith("timing.json"))
      .map((file) => [file, contentHash(readFileSync(join(folder, file)))]),
  );
}

/** Runs a child until it has printed `lines` lines of progress, then kill -9; true when it was killed before its end. */
function killedAfter(lines: number, experiment: Experiment, folder: string): Promise<boolean> {
  const run = spawn(process.execPath, [child, JSON.stringify(experiment), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let seen = 0;
  run.stdout.on("data", (text: Buffer) => {
    seen += text.toString().split("\n").length - 1;
    if (seen >= lines) run.kill("SIGKILL");
  });
  return new Promise((resolve) => run.on("exit", (_code, signal) => resolve(signal === "SIGKILL")));
}

describe("trainExperiment", () => {
  it("learns all the digits with 8 filters in three epochs, and its loss is the stored one", async () => {
    const experiment = { ...smallExperiment, data: { ...smallExperiment.data, train: 1238 } };
    const { log, accuracy } = await train(experiment, temporaryFolder());
    // Stored from the run that introduced this test; its tolerance covers exp() of other versions of V8. The same for 2,000
    // images of the JPEG copy of CIFAR-10 is in test-long.
    const stored = [6.469483, 4.438381, 2.900626];
    expect(log).toHaveLength(3);
    log.forEach(({ loss }, epoch) => expect(Math.abs(loss / (stored[epoch] as number) - 1)).toBeLessThan(1e-4));
    // Ten classes: chance is 0.1; three short epochs bring the second head furthest.
    expect(Math.min(...accuracy.test)).toBeGreaterThan(0.5);
    expect(accuracy.test[1]).toBeGreaterThan(0.85);
  });

  it("has the same bytes after the same seed, and others after another seed", async () => {
    const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()] as const;
    await train(smallExperiment, folders[0]);
    await train(smallExperiment, folders[1]);
    expect(outcome(folders[1], smallExperiment)).toEqual(outcome(folders[0], smallExperiment));
    const other = { ...smallExperiment, training: { ...smallExperiment.training, seed: 1 } };
    await train(other, folders[2]);
    const weights = `work/${smallExperiment.name}/weights.bin`;
    expect(outcome(folders[2], other)[weights]).not.toBe(outcome(folders[0], smallExperiment)[weights]);
  });

  it("ends with the same bytes after kill -9 in the middle of epochs", { timeout: 120_000 }, async () => {
    const [whole, broken] = [temporaryFolder(), temporaryFolder()];
    await train(smallExperiment, whole);
    const killed: boolean[] = [];
    for (const lines of [1, 2, 3]) killed.push(await killedAfter(lines, smallExperiment, broken));
    expect(killed).toEqual([true, true, true]);
    await train(smallExperiment, broken);
    expect(outcome(broken, smallExperiment)).toEqual(outcome(whole, smallExperiment));
  });

  it("goes on after an abort as if it had not stopped", async () => {
    const [whole, broken] = [temporaryFolder(), temporaryFolder()];
    await train(smallExperiment, whole);
    const stop = new AbortController();
    const aborted = train(smallExperiment, broken, {
      signal: stop.signal,
      onProgress: ({ epoch }) => epoch === 2 && stop.abort(),
    });
    await expect(aborted).rejects.toThrow(/abort/i);
    await train(smallExperiment, broken);
    expect(outcome(broken, smallExperiment)).toEqual(outcome(whole, smallExperiment));
  });

  it.skipIf(process.platform === "win32")(
    "keeps the last good checkpoint when the disk takes no more, and goes on from it",
    { timeout: 120_000 },
    async () => {
      const [whole, broken] = [temporaryFolder(), temporaryFolder()];
      await train(smallExperiment, whole);
      expect(await killedAfter(3, smallExperiment, broken)).toBe(true);
      const file = join(broken, "work", smallExperiment.name, "checkpoint.bin");
      const before = contentHash(readFileSync(file));
      // The system's own limit on the size of a file stands in for a full disk: 8 KiB, less than a checkpoint.
      const arguments_ = [
        "-c",
        'ulimit -f 8; exec "$@"',
        "bash",
        process.execPath,
        child,
        JSON.stringify(smallExperiment),
        broken,
      ];
      const full = spawnSync("bash", arguments_, { encoding: "utf8" });
      expect(full.status).not.toBe(0);
      expect(full.stderr).toMatch(/checkpoint\.bin: cannot write the file/);
      expect(contentHash(readFileSync(file))).toBe(before);
      await train(smallExperiment, broken);
      expect(outcome(broken, smallExperiment)).toEqual(outcome(whole, smallExperiment));
    },
  );

  it("trains heads on frozen convolutions and leaves those as they were", async () => {
    const folder = temporaryFolder();
    const network = { ...smallExperiment.network, exits: "last" } as Experiment["network"];
    const first: Experiment = { ...smallExperiment, name: "first", network };
    const second: Experiment = { ...smallExperiment, name: "second", start: { from: "first", freeze: "loaded" } };
    const alone = await train(first, folder);
    const { accuracy } = await train(second, folder);
    expect(accuracy.test).toHaveLength(3);
    expect(accuracy.test[2]).toBe(alone.accuracy.test[0]);
    expect(accuracy.test[0]).toBeGreaterThan(0.3);
  });

  it("ends with the finished epochs when its time is over, and can be taken up again", async () => {
    const [whole, bounded] = [temporaryFolder(), temporaryFolder()];
    await train(smallExperiment, whole);
    const early = await train(smallExperiment, bounded, { stopAfter: 0 });
    expect([early.stopped, early.log.length]).toEqual(["time", 1]);
    await train(smallExperiment, bounded);
    expect(outcome(bounded, smallExperiment)).toEqual(outcome(whole, smallExperiment));
  });

  it("says how far it is", async () => {
    const seen: TrainingProgress[] = [];
    await train(smallExperiment, temporaryFolder(), { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toMatchObject({ phase: "traces", epoch: 3, epochs: 3, secondsLeft: 0 });
    expect(seen.some(({ accuracy }) => accuracy?.length === 3)).toBe(true);
    expect(seen.filter(({ phase }) => phase === "training").every(({ imagesPerSecond }) => imagesPerSecond > 0)).toBe(
      true,
    );
  });

  it("writes traces whose classes and confidences follow from their logits", async () => {
    const folder = temporaryFolder();
    await train(smallExperiment, folder);
    const text = gunzipSync(readFileSync(join(folder, "results", smallExperiment.name, "traces.csv.gz"))).toString();
    const [header, ...rows] = text
      .trimEnd()
      .split("\n")
      .map((line) => line.split(","));
    expect(header?.slice(0, 11)).toEqual(["split", "i", "label", "p1", "c1", "p2", "c2", "p3", "c3", "z1_0", "z1_1"]);
    expect(rows.filter(([split]) => split === "val")).toHaveLength(200);
    for (const row of rows.slice(0, 50)) {
      const logits = row.slice(9, 19).map(Number);
      const sum = logits.reduce((total, z) => total + Math.exp(z), 0);
      expect(Math.abs(Number(row[4]) - Math.exp(Math.max(...logits)) / sum)).toBeLessThan(1e-3);
      expect(logits[Number(row[3])]).toBe(Math.max(...logits));
    }
  });

  it("refuses a checkpoint of another experiment and keeps it", async () => {
    const folder = temporaryFolder();
    await train(smallExperiment, folder);
    const changed = { ...smallExperiment, training: { ...smallExperiment.training, rate: 0.003 } };
    await expect(train(changed, folder)).rejects.toMatchObject({ problems: [{ code: "checkpoint-experiment" }] });
    await expect(train(smallExperiment, folder)).resolves.toBeDefined();
  });

  it("names a starting point that is missing or damaged", async () => {
    const folder = temporaryFolder();
    const second: Experiment = {
      ...smallExperiment,
      name: "second",
      start: { from: smallExperiment.name, freeze: "loaded" },
    };
    await expect(train(second, folder)).rejects.toMatchObject({ problems: [{ code: "missing-weights" }] });
    await train(smallExperiment, folder);
    const file = join(folder, "work", smallExperiment.name, "weights.bin");
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 5));
    await expect(train(second, folder)).rejects.toMatchObject({ problems: [{ code: "weights-truncated" }] });
  });

  it("reports all that does not fit the data together", async () => {
    const wrong: Experiment = {
      ...smallExperiment,
      data: { ...smallExperiment.data, train: 5000 },
      network: { family: "merkel", layers: 2, filters: 4, exits: "all" },
      training: { ...smallExperiment.training, exitWeights: [1] },
    };
    await expect(train(wrong, temporaryFolder())).rejects.toMatchObject({
      problems: [{ code: "too-few-images" }, { code: "wrong-input" }, { code: "exit-weights" }],
    });
  });
});
