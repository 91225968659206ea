import type { DoctorCheck } from "@joulebook/core";
import { firstLine } from "./first-line.js";

/** Whether there is a font to print with. macOS and Windows always have some; elsewhere fontconfig is asked. */
export async function checkFonts(): Promise<DoctorCheck> {
  const name = "Fonts (PDF, SVG)";
  if (process.platform === "darwin" || process.platform === "win32") {
    return { name, status: "ok", found: "those of the system" };
  }
  const fix = "on Debian and Ubuntu: apt-get install fontconfig fonts-dejavu-core";
  const found = await firstLine("fc-match", ["--format=%{family}\\n", "sans-serif"]);
  if (found !== undefined && found !== "") return { name, status: "ok", found };
  return { name, status: "missing", expected: "a sans-serif font that fontconfig knows", fix };
}
