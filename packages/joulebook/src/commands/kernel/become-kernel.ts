import { startKernel } from "@joulebook/notebook";
import { providedPackages } from "./own-package.js";

/** Turns this process into a kernel. Jupyter interrupts a cell with SIGINT: the kernel handles it, not the command line. */
export function becomeKernel(connectionFile: string): void {
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal);
  startKernel(connectionFile, providedPackages);
}
