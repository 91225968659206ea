import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bin, freshFolder, joulebook, outcome } from "../support/joulebook.js";
import { killIngests } from "../support/killed-ingest.js";

test("an ingest that is killed leaves the store as it was, or complete", async () => {
  const { before, after, torn } = await killIngests(5, 1);
  expect(torn).toEqual([]);
  expect(before + after).toBe(5);
});

test("a disk that is full leaves the store as it was, and says so", async () => {
  const folder = freshFolder();
  const store = join(folder, "store");
  const small = join(folder, "small.csv");
  writeFileSync(small, "device,model,energy_J\na,n,1\n");
  await joulebook(["ingest", small, "--store", store]);
  const before = readFileSync(join(store, "store.json"), "utf8");
  const large = join(folder, "large.csv");
  writeFileSync(
    large,
    `device,model,energy_J\n${Array.from({ length: 50_000 }, (_, row) => `a,net-${row},${row + 1}`).join("\n")}\n`,
  );
  // No file may grow past 64 blocks: writing fails in the middle of the Parquet file, as on a full disk.
  const child = spawn("bash", [
    "-c",
    'ulimit -f 64; exec "$0" "$@"',
    process.execPath,
    bin,
    "ingest",
    large,
    "--store",
    store,
  ]);
  const { code, stderr } = await outcome(child);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/cannot write the file: .*EFBIG.*nothing was left behind/s),
  ]);
  expect(readFileSync(join(store, "store.json"), "utf8")).toBe(before);
  expect(existsSync(join(store, ".lock"))).toBe(false);
  expect(readdirSync(join(store, "measurements"))).toEqual(["dataset=small"]);
});

/** Whether a file system of our own can be mounted, for this process's children alone. */
const mounts = spawnSync("unshare", ["-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]).status === 0;

test.skipIf(!mounts)("a file system without room leaves no half-written store", async () => {
  const folder = freshFolder();
  const full = join(folder, "full");
  mkdirSync(full);
  const table = join(folder, "t.csv");
  writeFileSync(table, "device,model,energy_J\na,n,1\n");
  const script = `mount -t tmpfs -o size=32k tmpfs "$1"
head -c 1000000 /dev/zero > "$1/fill" 2> /dev/null
"$2" "$3" ingest "$4" --store "$1/store"
echo "left: $(find "$1/store" -type f | tr '\\n' ' ')"`;
  const args = [script, "script", full, process.execPath, bin, table];
  const { stdout, stderr } = await outcome(spawn("unshare", ["-rm", "bash", "-c", ...args]));
  expect(stderr).toMatch(/cannot write .*(ENOSPC|disk is full)/);
  expect(stdout).toMatch(/left: (\S*\.lock\S*)? ?$/m);
});
