import type { DoctorCheck } from "@joulebook/core";
import { firstLine } from "./first-line.js";

/** Whether Jupyter is there to open notebooks in. Running them needs only tslab. */
export async function checkJupyter(): Promise<DoctorCheck> {
  const name = "Jupyter (to open notebooks)";
  const found = await firstLine("jupyter", ["--version"]);
  if (found !== undefined) return { name, status: "ok", found };
  const fix =
    "pip install jupyterlab, or on Debian and Ubuntu: apt-get install jupyter-notebook; VS Code needs neither";
  return { name, status: "warning", expected: "jupyter on PATH", fix };
}
