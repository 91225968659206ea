import { type Command, Option } from "commander";
import { collect } from "../collect.js";

/** Options that say how a network file is read. */
export interface NetworkOptions {
  readonly dim: readonly string[];
}

/** What `<network>` is, for the help of every command that takes one. */
export const networkArgument = "an ONNX or TFLite file, or a network of the zoo such as mobilenet-v2-1.0-224";

export function networkOptions(command: Command): Command {
  const meaning = "a dimension that a file leaves open, e.g. batch=1 (repeatable)";
  return command.addOption(new Option("--dim <name=size>", meaning).argParser(collect).default([], "1 each"));
}
