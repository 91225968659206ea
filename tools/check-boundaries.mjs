// Fails on a wrong-way import, a deep import, a cycle, Node or a clock in a pure package, and on dependencies that do not
// match the imports. Usage: node tools/check-boundaries.mjs
import { allowedImports } from "./checks/boundaries/allowed-imports.mjs";
import { readHouse } from "./checks/boundaries/house.mjs";
import { violations, violationText } from "./checks/boundaries/violations.mjs";
import { workspace } from "./setup/workspace.mjs";

const house = readHouse(workspace);
const found = violations(house, allowedImports);
for (const violation of found) console.error(violationText(violation));
console.log(`boundaries: ${found.length} violations in ${house.packages.length} packages`);
process.exitCode = found.length === 0 ? 0 : 1;
