import type { TrainedExperiment } from "@joulebook/core";
import { printable } from "@joulebook/runtime";

/** What was trained, for people: one paragraph per experiment. */
export function trainText(experiments: readonly TrainedExperiment[]): string {
  return experiments.map(trainedText).join("\n\n");
}

function trainedText({ name, data, exits, testAccuracy, validationAccuracy, ...run }: TrainedExperiment): string {
  const width = Math.max(...exits.map((exit) => exit.length), 4);
  const rows = exits.map(
    (exit, index) => `  ${exit.padEnd(width)}  ${percent(validationAccuracy[index])}  ${percent(testAccuracy[index])}`,
  );
  const kept =
    run.epochs === 0 ? "nothing was trained" : `${run.epochs} epochs, the weights of epoch ${run.keptEpoch} kept`;
  return [
    printable(`${name} on ${data}: ${kept} (${reasons[run.stopped]})`),
    `  ${"Exit".padEnd(width)}  Validation      Test`,
    ...rows,
    ...run.outputs.map(({ path }) => printable(`  ${path}`)),
  ].join("\n");
}

const reasons: Readonly<Record<TrainedExperiment["stopped"], string>> = {
  epochs: "all epochs ran",
  patience: "validation no longer rose",
  time: "time was up; start it again to go on",
};

function percent(accuracy: number | undefined): string {
  return `${(100 * (accuracy ?? 0)).toFixed(2)} %`.padStart(10);
}
