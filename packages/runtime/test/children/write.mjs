// Writes a file slowly: one chunk, then waits. argv: target
import { writeFileAtomic } from "../../dist/index.js";

const [target] = process.argv.slice(2);
async function* slowly() {
  yield "first half, ";
  process.stdout.write("half\n");
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  yield "second half";
}
await writeFileAtomic(target, slowly());
