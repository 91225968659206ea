import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "joulebook-logs-"));
let files = 0;

/** A file with this content, in a folder of its own. */
export function logFile(content: string | Uint8Array, name = "log.csv"): string {
  const path = join(folder, `${files++}-${name}`);
  writeFileSync(path, content);
  return path;
}

/** A log that ships with the tests. */
export function sample(name: string): string {
  return fileURLToPath(new URL(`data/${name}`, import.meta.url));
}

const repository = fileURLToPath(new URL("../../../../", import.meta.url));
const shared = join(process.env["JOULEBOOK_SHARED"] ?? join(repository, "..", "shared"), "data", "logs");

/** A log whose licence does not let it ship: undefined where it is not beside the repository. */
export function sharedLog(name: string): string | undefined {
  const path = join(shared, name);
  return existsSync(path) ? path : undefined;
}
