import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { networkArgument, networkOptions } from "../network/network-options.js";
import type { MemoryCommandOptions } from "./memory-options.js";

export function memoryCommand(run: Run): Command {
  const command = new Command("memory")
    .summary("plan the memory that a network needs")
    .description(
      "Peak activation memory of a network, the arena that holds its buffers, the flash that its weights take, and " +
        "whether both fit a device.",
    )
    .argument("<network>", networkArgument);
  networkOptions(command)
    .option("--order <which>", "order of the layers: file, or best for the smallest peak", "file")
    .option("--in-place", "elementwise layers write over inputs that nobody needs any more; reshapes are views")
    .option("--fuse", "activations and normalisations that alone read a layer's result are computed with it")
    .option("--plan <strategy>", "greedy as TensorFlow Lite Micro plans, linear without reuse, or best", "greedy")
    .option("--alignment <bytes>", "offsets and sizes in the arena are multiples of this", "16")
    .optionsGroup("Device:")
    .option("--device <name>", "id or file of a device, for its flash and SRAM")
    .option("--flash <size>", "flash for weights, e.g. 1MB")
    .option("--sram <size>", "SRAM for activations, e.g. 320KB");
  return command
    .addHelpText(
      "after",
      examples(
        ["joulebook memory ds-cnn-l --device cortex-m7-216mhz-cmsis-nn", "does it fit this microcontroller?"],
        ["joulebook memory model.tflite --in-place --plan best", "the smallest arena for a file"],
        ["joulebook memory mobilenet-v2-1.0-224 --order best --json", "the best order, for programs"],
      ),
    )
    .action((network: string, options: MemoryCommandOptions) =>
      run(async () => (await import("./memory-action.js")).memoryAction(network, options)),
    );
}
