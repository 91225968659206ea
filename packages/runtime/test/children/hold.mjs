// Takes the lock and keeps it. argv: lock
import { lock } from "../../dist/index.js";

await lock(process.argv[2], { purpose: "holding it" });
process.stdout.write("held\n");
setInterval(() => {}, 60_000);
