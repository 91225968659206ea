import { cpus } from "node:os";

/** The machine in words, e.g. "Intel(R) Xeon(R) x 2, linux x64, Node 20.20.2". */
export function machine() {
  const processors = cpus();
  const model = processors[0]?.model.trim() || "unknown processor";
  return `${model} x ${processors.length}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
