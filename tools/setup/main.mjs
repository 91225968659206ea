import { prepare } from "./prepare.mjs";
import { start } from "./start.mjs";
import { test } from "./test.mjs";

const help = `node tools/setup.mjs          set up whatever is missing: dependencies, build, browser
node tools/setup.mjs start    the same, then the design review (npm start)
node tools/setup.mjs test     the same, then every check (npm test)
`;

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function main([job, ...args]) {
  if (job === "start") return start(args);
  if (job === "test") return test(args);
  if (job === undefined || job === "--install-browser") {
    const { built, browser } = await prepare({ installBrowser: job !== undefined });
    return built && browser !== undefined ? 0 : 1;
  }
  process.stdout.write(help);
  return job === "--help" ? 0 : 2;
}
