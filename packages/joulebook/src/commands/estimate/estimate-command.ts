import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { networkArgument, networkOptions } from "../network/network-options.js";
import type { EstimateCommandOptions } from "./estimate-options.js";

export function estimateCommand(run: Run): Command {
  const command = new Command("estimate")
    .summary("estimate energy, latency and memory of a network on a device")
    .description(
      "Energy and latency of one inference on a device, by operation type and layer by layer, with an interval, and " +
        "whether the network fits the device's memories. An estimate comes from a model of the device; it is no measurement.",
    )
    .argument("<network>", networkArgument)
    .requiredOption(
      "--on <device>",
      "device by id, e.g. cortex-m7-216mhz-cmsis-nn, a device file, or an accelerator file (.yaml) of one core or several",
    );
  return networkOptions(command)
    .optionsGroup("Roofline devices:")
    .option("--fold", "normalisations and activations are computed with the layer before")
    .option("--fuse", "intermediates that fit stay out of main memory")
    .option("--zero-weights <share>", "share of weights that are 0 and cost nothing, e.g. 50%")
    .option("--zero-activations <share>", "share of activations that are 0 and cost nothing, e.g. 40%")
    .optionsGroup("Accelerators:")
    .option("--mapping <file>", "how layers are unrolled over the array, by layer, operator or default (.yaml)")
    .option(
      "--objective <name>",
      "what the search of the loop order makes least: latency, energy or edp (default: latency)",
    )
    .option(
      "--systolic <dataflow>",
      "on one core, a first answer without a search: stall-free cycles of a weight-stationary, input-stationary or " +
        "output-stationary array in closed form, and the least energy",
    )
    .option(
      "--unrolling <name>",
      "on one core, how unrollings are searched that no file gives: single (default) has one loop per dimension of the " +
        "array, mixed up to two, never slower",
    )
    .option(
      "--loops <number>",
      "on one core, how many temporal factors are ordered, 1 to 16 (default: 6, larger ones merged); above some 20,000 " +
        "orders by a beam",
    )
    .option(
      "--convention <name>",
      "how traffic is counted: zigzag (default where an accelerator .yaml and a mapping are given) or sound (default " +
        "else); of several cores: stream or sound (default)",
    )
    .option(
      "--bits <width>",
      "bits of operands, e.g. 8; of several cores also backbone/heads as 8/4 (default: the network's own, on one core 8 where " +
        "those are more than 16)",
    )
    .option(
      "--tiles <RxC>",
      "of several cores: tiles of each map, rows x columns such as 4x2, or 4 for bands of rows, so that a reader starts before " +
        "its writer ends (default: 1x1, layer by layer)",
    )
    .option(
      "--stacks <name>",
      "of several cores, with --tiles: layers that tiles run through together: weights (default), as many as a core keeps the weights of, or whole",
    )
    .option("--spread", "of several cores, with --tiles: every row of tiles of a layer may run on a core of its own")
    .option(
      "--search <name>",
      "of several cores: how an allocation is looked for: long (default), or stream, as the published runs of that tool did",
    )
    .option(
      "--effort <NxM>",
      "of several cores: individuals and generations of that search (default: 32x24, of the search stream 16x16)",
    )
    .option("--seed <number>", "of several cores: seed of the search for the allocation (default: 0)")
    .option(
      "--shares <list>",
      "of several cores: shares of inputs that leave at each exit, e.g. 0.25,0.15,0.31,0.29: means, and savings against static networks",
    )
    .option(
      "--least-stages",
      "of several cores: print each stage from the allocation that suits it best, as some papers do",
    )
    .option(
      "--figures <folder>",
      "of several cores: write what runs when, and memory over time, as figures (.json, .csv, and .svg where a browser is found)",
    )
    .optionsGroup("Operating points (devices whose file has a table of them):")
    .option(
      "--point <name>",
      "the estimate at this operating point: dynamic energy with V², time with the clock, static power x time",
    )
    .option("--voltage <volts>", "the same at a voltage between those of the table, e.g. 1V, at its highest clock")
    .option(
      "--deadline <time>",
      "energy until this time at every point that is done by then, e.g. 20ms: race to idle or slow and low",
    )
    .option("--sleep <power>", "power between the inference and the deadline (default: the point's static power)")
    .option("--wake <energy>", "energy to fall asleep and wake up, with --sleep")
    .addHelpText(
      "after",
      examples(
        ["joulebook estimate ds-cnn-s --on cortex-m7-216mhz-cmsis-nn", "a keyword spotter on a microcontroller"],
        ["joulebook estimate mobilenet-v2-1.0-224-int8 --on raspberry-pi-4-tflite-ruy", "from fits to measurements"],
        ["joulebook estimate resnet18 --on textbook-45nm --fold --fuse", "on a textbook chip"],
        [
          "joulebook estimate resnet18.onnx --on tpu_like.yaml --mapping mapping.yaml",
          "on an accelerator, as ZigZag counts",
        ],
        [
          "joulebook estimate eenn-dfik --on quad_core.yaml --mapping mapping.yaml --convention stream --bits 8",
          "an early-exit network on four cores",
        ],
        [
          "joulebook estimate eenn-dfik --on quad_core.yaml --bits 8 --shares 0.2549,0.1531,0.3114,0.2806",
          "what its exits save",
        ],
        [
          "joulebook estimate ds-cnn-l-int8 --on ndp9120-31mhz --deadline 20ms --sleep 10uW",
          "which voltage by a deadline",
        ],
        ["joulebook estimate model.onnx --on mine.json --json", "a device file, for programs"],
      ),
    )
    .action((network: string, options: EstimateCommandOptions) =>
      run(async () => (await import("./estimate-action.js")).estimateAction(network, options)),
    );
}
