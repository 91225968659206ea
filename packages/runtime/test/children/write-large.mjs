// Writes more than the limit that the parent set on file sizes. argv: target
import { writeFileAtomic } from "../../dist/index.js";

process.on("SIGXFSZ", () => {}); // then the write fails with EFBIG instead
try {
  await writeFileAtomic(process.argv[2], Buffer.alloc(10_000_000));
} catch (error) {
  process.stdout.write(error.message);
  process.exitCode = error.exitCode;
}
