import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { KernelInstallOptions } from "./kernel-options.js";

export function kernelCommand(run: Run): Command {
  return new Command("kernel")
    .summary("install the notebook kernel in Jupyter and VS Code")
    .description("The kernel “Joulebook (TypeScript)”: tslab, in which joulebook can be imported from any folder.")
    .addCommand(installCommand(run))
    .addCommand(startCommand(), { hidden: true });
}

function installCommand(run: Run): Command {
  return new Command("install")
    .summary("tell Jupyter and VS Code about the kernel")
    .description("Writes the kernelspec “Joulebook (TypeScript)”, which starts this very installation of joulebook.")
    .option("--user", "for the current user (default)")
    .option("--prefix <folder>", "in an environment, e.g. of Python or conda")
    .addHelpText(
      "after",
      examples(
        ["joulebook kernel install", "for Jupyter and VS Code of the current user"],
        ["joulebook kernel install --prefix .venv", "for one Python environment"],
      ),
    )
    .action((options: KernelInstallOptions) =>
      run(async () => (await import("./install-kernel.js")).installKernel(options)),
    );
}

/** What Jupyter runs. It prints no result: it becomes the kernel and ends with it. */
function startCommand(): Command {
  return new Command("start")
    .description("become the kernel that Jupyter asks for")
    .argument("<connection-file>", "ports and key, written by Jupyter")
    .action(async (connectionFile: string) => {
      const { becomeKernel } = await import("./become-kernel.js");
      becomeKernel(connectionFile);
    });
}
