import { type DoctorCheck, type DoctorDocument, exitCodes } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { checkBrowser } from "./check-browser.js";
import { checkData } from "./check-data.js";
import { checkFonts } from "./check-fonts.js";
import { checkJupyter } from "./check-jupyter.js";
import { checkModule } from "./check-module.js";
import { checkNode } from "./check-node.js";

/** Looks at everything that joulebook needs or can use; exit code 5 when something needed is missing or broken. */
export async function doctorAction(): Promise<CommandResult> {
  const checks: readonly DoctorCheck[] = [
    checkNode(process.versions.node),
    checkData(),
    await checkBrowser(),
    await checkFonts(),
    checkModule("tslab", "1.0.22", "notebooks"),
    await checkJupyter(),
    checkModule("danfojs-node", "1.2.0", "data frames"),
  ];
  const ok = checks.every(({ status }) => status === "ok" || status === "warning");
  const document: DocumentBody<DoctorDocument> = { ok, checks };
  return {
    name: "doctor",
    document,
    text: () => doctorText(checks),
    exitCode: ok ? exitCodes.ok : exitCodes.checkFailed,
  };
}

function doctorText(checks: readonly DoctorCheck[]): string {
  const table = textTable([
    { title: "", cells: checks.map(({ status }) => status) },
    { title: "", cells: checks.map(({ name }) => name) },
    { title: "", cells: checks.map(({ found, expected }) => printable(found ?? `expected ${expected ?? ""}`)) },
  ]).trimStart();
  const fixes = checks.filter(({ fix, status }) => fix !== undefined && status !== "ok");
  if (fixes.length === 0) return table;
  return [table, "", "To mend it", ...fixes.map(({ name, fix }) => `  ${name}: ${printable(fix ?? "")}`)].join("\n");
}
