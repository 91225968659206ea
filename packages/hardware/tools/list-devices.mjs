// Writes src/devices/device-files.generated.ts: the device files by id. Usage: node tools/list-devices.mjs
import { readdirSync, writeFileSync } from "node:fs";

const ids = readdirSync(new URL("../devices/", import.meta.url))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length))
  .toSorted();
const name = (id) => id.replace(/[^a-z0-9]+(.)?/g, (_, next = "") => next.toUpperCase()).replace(/^(\d)/, "_$1");
const text = `// Written by tools/list-devices.mjs; do not edit.
${ids.map((id) => `import ${name(id)} from "../../devices/${id}.json" with { type: "json" };`).join("\n")}

/** The device files that ship, by id; what they hold is checked when one is read. */
export const deviceFiles: Readonly<Record<string, unknown>> = {
${ids.map((id) => `  "${id}": ${name(id)},`).join("\n")}
};
`;
writeFileSync(new URL("../src/devices/device-files.generated.ts", import.meta.url), text);
console.log(`${ids.length} device files`);
