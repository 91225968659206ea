// What `npm start` and `npm test` run: brings the workspace into a usable state, then does the job.
// This file loads on old Node versions too, so that they get an explanation instead of a syntax error.
import { nodeVersionProblem } from "./setup/node-version.mjs";

const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  import("./setup/main.mjs")
    .then(({ main }) => main(process.argv.slice(2)))
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
      },
    );
} else {
  console.error(problem);
  process.exitCode = 1;
}
