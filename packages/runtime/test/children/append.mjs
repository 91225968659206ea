// Appends records for ever and says which one is in the log. argv: log, first index
// The system may write less than it was asked to: here it writes 7 bytes at a time, so that most kills fall into a line.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { writeSync } = fs;
fs.writeSync = (file, bytes, offset = 0) => writeSync(file, bytes, offset, Math.min(7, bytes.length - offset));
syncBuiltinESMExports();
const { openAppendLog } = await import("../../dist/index.js");

const [path, first] = process.argv.slice(2);
const log = openAppendLog(path);
for (let index = Number(first); ; index += 1) {
  log.append({ index, filling: "µ".repeat((index * 37) % 500) });
  writeSync(1, `${index}\n`);
}
