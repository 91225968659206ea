import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package. */
const ownFolder: string = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** The program `joulebook`. */
export const ownProgram: string = join(ownFolder, "dist", "bin.js");

/** What notebooks in any folder can import besides their own packages. */
export const providedPackages: Readonly<Record<string, string>> = { joulebook: ownFolder };
