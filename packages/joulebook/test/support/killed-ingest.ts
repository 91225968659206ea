import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { random } from "@joulebook/core";
import { storedDatasets } from "@joulebook/measurements";
import { freshFolder, joulebook, joulebookProcess, startJoulebook } from "./joulebook.js";

/** What kills of an ingest left: each time the store as it was before, or as it is after. */
export interface KilledIngests {
  readonly before: number;
  readonly after: number;
  /** What was neither. */
  readonly torn: readonly string[];
}

const rows = 30_000;

/**
 * Kills an ingest (SIGKILL) so many times, at random moments of the time that a whole one takes, and looks at the store after each: its
 * list and every row of it. A store that was left as before is ingested into again at the end.
 */
export async function killIngests(count: number, seed: number): Promise<KilledIngests> {
  const folder = freshFolder();
  const table = (name: string, seconds: number): string => {
    const path = join(folder, `${name}.csv`);
    const lines = Array.from(
      { length: rows },
      (_, row) => `board-${row % 7},net-${row},0.5,${seconds + (row % 100) / 1000},board`,
    );
    writeFileSync(path, `device,model,accuracy,energy_J,energy_basis\n${lines.join("\n")}\n`);
    return path;
  };
  const store = join(folder, "store");
  await joulebook(["ingest", table("first", 1), "--store", store]);
  const started = performance.now();
  await joulebookProcess(["ingest", table("trial", 2), "--store", join(folder, "trial")]);
  const time = performance.now() - started;
  const stream = random(seed, "kill an ingest");
  const outcomes = { before: 0, after: 0 };
  const torn: string[] = [];
  for (let kill = 0; kill < count; kill++) {
    const path = table(`next-${kill}`, 10 + kill);
    const list = readFileSync(join(store, "store.json"), "utf8");
    const datasets = storedDatasets(store).length;
    const child = startJoulebook(["ingest", path, "--store", store]);
    const closed = new Promise((done) => child.once("close", done));
    await new Promise((done) => setTimeout(done, time * (0.2 + (stream.integer(1000) / 1000) * 0.9)));
    child.kill("SIGKILL");
    await closed;
    const now = storedDatasets(store).length;
    const same = readFileSync(join(store, "store.json"), "utf8") === list;
    const { stdout } = await joulebook([
      "query",
      "select dataset, count(*), count(distinct model), min(energy_j) from measurements group by all",
      "--store",
      store,
      "--json",
    ]);
    const whole = JSON.parse(stdout).rows as readonly (readonly [string, number, number, number])[];
    const complete = whole.length === now && whole.every(([, all, models]) => all === rows && models === rows);
    if (now === datasets && same && complete) outcomes.before += 1;
    else if (now === datasets + 1 && complete) outcomes.after += 1;
    else torn.push(`kill ${kill}: ${JSON.stringify(whole)}`);
  }
  const last = await joulebookProcess(["ingest", table("last", 5000), "--store", store]);
  if (last.code !== 0 || existsSync(join(store, ".lock"))) torn.push(`after the kills: ${last.stderr}`);
  return { ...outcomes, torn };
}
