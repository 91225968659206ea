import type { DoctorCheck } from "@joulebook/core";

/** The oldest Node that the packages accept (their `engines`). */
const oldest = [20, 19] as const;

/** Whether this Node is new enough. @example checkNode("20.20.2").status // => "ok" */
export function checkNode(found: string): DoctorCheck {
  const [major = 0, minor = 0] = found.split(".").map(Number);
  const ok = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  const expected = `>= ${oldest.join(".")}`;
  if (ok) return { name: "Node", status: "ok", found, expected };
  return { name: "Node", status: "failed", found, expected, fix: "install a newer Node from https://nodejs.org" };
}
