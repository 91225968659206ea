import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { networkArgument, networkOptions } from "../network/network-options.js";
import type { CountOptions } from "./count-options.js";

export function countCommand(run: Run): Command {
  const command = new Command("count")
    .summary("count the MACs and parameters of a network")
    .description(
      "MACs, parameters and operations of a network, in total, by kind of layer and layer by layer. Weights are never " +
        "read; operators that nobody can count are named, not counted as 0.",
    )
    .argument("<network>", networkArgument);
  return networkOptions(command)
    .addHelpText(
      "after",
      examples(
        ["joulebook count mobilenet-v2-1.0-224", "a published network"],
        ["joulebook count model.onnx --dim batch=1 --dim seq=128", "a file with open dimensions"],
        ["joulebook count mlperf-tiny-kws --json", "for programs"],
      ),
    )
    .action((network: string, options: CountOptions) =>
      run(async () => (await import("./count-action.js")).countAction(network, options)),
    );
}
