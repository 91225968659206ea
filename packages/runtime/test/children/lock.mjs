// Takes the lock, adds one to a number in a file as slowly as it can, releases the lock; several times. argv: lock, file, times
import { readFileSync, writeFileSync } from "node:fs";
import { lock } from "../../dist/index.js";

const [path, counter, times] = process.argv.slice(2);
for (let time = 0; time < Number(times); time += 1) {
  const held = await lock(path, { purpose: "counting", wait: 20 });
  const before = Number(readFileSync(counter, "utf8"));
  await new Promise((resolve) => setTimeout(resolve, 2));
  writeFileSync(counter, `${before + 1}`);
  held.release();
}
