import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lock } from "../src/index.js";
import { ended, freshFolder, said, startChild } from "./child.js";

test("is held by one, released once, and taken again", async () => {
  const folder = freshFolder();
  const path = join(folder, "store.lock");
  const held = await lock(path, { purpose: "ingest" });
  expect(held.owner).toMatchObject({ pid: process.pid, host: hostname(), purpose: "ingest" });
  await expect(lock(path)).rejects.toThrow(
    `locked by process ${process.pid} on ${hostname()} since ${held.owner.since} (ingest)`,
  );
  held.release();
  const again = await lock(path);
  held.release(); // of the earlier holder: must not take the later one's lock away
  expect(existsSync(path)).toBe(true);
  again.release();
  expect(readdirSync(folder)).toEqual([]);
});

test("lets several processes count without losing one", async () => {
  const folder = freshFolder();
  const counter = join(folder, "counter");
  writeFileSync(counter, "0");
  const children = [1, 2, 3, 4].map(() => startChild("lock.mjs", join(folder, "lock"), counter, "10"));
  expect(await Promise.all(children.map(ended))).toEqual([0, 0, 0, 0]);
  expect(readFileSync(counter, "utf8")).toBe("40");
  expect(readdirSync(folder)).toEqual(["counter"]);
});

test("names a living owner, and takes over from one that was killed", async () => {
  const path = join(freshFolder(), "lock");
  const child = startChild("hold.mjs", path);
  const end = ended(child);
  await said(child, "held");
  await expect(lock(path, { wait: 0.05 })).rejects.toThrow(`locked by process ${child.pid} on`);
  child.kill("SIGKILL");
  await end;
  expect(existsSync(path)).toBe(true);
  const held = await lock(path);
  expect(held.owner.pid).toBe(process.pid);
  held.release();
});

test("lets only one of many take over a stale lock", async () => {
  const folder = freshFolder();
  const path = join(folder, "lock");
  const stale = { pid: 2 ** 22 + 1, host: hostname(), since: "2026-01-01T00:00:00.000Z", purpose: "" };
  writeFileSync(path, JSON.stringify(stale));
  const counter = join(folder, "counter");
  writeFileSync(counter, "0");
  const children = [1, 2, 3, 4].map(() => startChild("lock.mjs", path, counter, "3"));
  expect(await Promise.all(children.map(ended))).toEqual([0, 0, 0, 0]);
  expect(readFileSync(counter, "utf8")).toBe("12");
});

test.runIf(process.platform === "linux")(
  "does not take another process with the same number for the owner",
  async () => {
    const path = join(freshFolder(), "lock");
    const earlier = { pid: process.pid, host: hostname(), processStart: "another boot:1", since: "", purpose: "" };
    writeFileSync(path, JSON.stringify(earlier));
    (await lock(path)).release();
    expect(existsSync(path)).toBe(false);
  },
);

test("never takes over from another host or an unreadable owner, and says what to remove", async () => {
  const path = join(freshFolder(), "lock");
  writeFileSync(path, JSON.stringify({ pid: 1, host: "elsewhere", since: "2026-01-01T00:00:00Z", purpose: "" }));
  await expect(lock(path)).rejects.toThrow(
    `process 1 on elsewhere since 2026-01-01T00:00:00Z; wait until it has finished; if`,
  );
  writeFileSync(path, "");
  await expect(lock(path)).rejects.toThrow("an unknown owner");
});

test("is released by an interrupt", async () => {
  const folder = freshFolder();
  const child = startChild("hold.mjs", join(folder, "lock"));
  const end = ended(child);
  await said(child, "held");
  child.kill("SIGINT");
  expect(await end).toBe(130);
  expect(readdirSync(folder)).toEqual([]);
});

test("waits until the owner has released it", async () => {
  const path = join(freshFolder(), "lock");
  const held = await lock(path);
  setTimeout(held.release, 60);
  const again = await lock(path, { wait: 10 });
  again.release();
});
